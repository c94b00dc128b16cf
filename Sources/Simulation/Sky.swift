public import Astronomy
import Glibc
public import Quantities

/// How much of the sky is covered, and what light reaches the ground through it.
///
/// Illuminances: IES (Illuminating Engineering Society of North America, daylight
/// availability, 1984). They start with a step of 300 to 800 lx at sunrise;
/// twilight is left out.
public enum Sky: Int, CaseIterable, Hashable, Sendable {
    case clear, partly, overcast

    /// From the sky alone on a level plane; zero while the sun is not above the horizon.
    public func diffuseHorizontal(_ sun: Sun) -> Lux {
        let height = sun.altitude.sine
        guard height > 0 else { return .zero }
        switch self {
        case .clear: return Lux(800 + 15_500 * height.squareRoot())
        case .partly: return Lux(300 + 45_000 * height)
        case .overcast: return Lux(300 + 21_000 * height)
        }
    }

    /// From the sun alone on a plane that faces it; zero when overcast or at night.
    public func beamNormal(_ sun: Sun, at time: Timestamp) -> Lux {
        let height = sun.altitude.sine
        guard height > 0 else { return .zero }
        switch self {
        case .clear: return Sky.beyondTheAir(at: time) * exp(-0.21 / height)
        case .partly: return Sky.beyondTheAir(at: time) * exp(-0.80 / height)
        case .overcast: return .zero
        }
    }

    /// The sun outside the atmosphere; the Earth's orbit changes it by 3.4 %.
    static func beyondTheAir(at time: Timestamp) -> Lux {
        Lux(127_500 * (1 + 0.034 * cos(2 * .pi * (yearFraction(at: time) - 1 / 365))))
    }

    /// How far the year has gone, 0 to 1, to within a day: the mean Gregorian year is cut evenly.
    static func yearFraction(at time: Timestamp) -> Double {
        let years = Double(time.milliseconds) / (86_400_000 * 365.2425)
        return years - years.rounded(.down)
    }
}
