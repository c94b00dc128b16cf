public import Astronomy
import Glibc
public import Quantities

/// One hour of a typical year under the sun of its place: how its light is spread over its minutes.
///
/// What is held over the hour is the clearness of the air: beam by that of a clear sky, diffuse light by the level
/// plane outside the air. So the hour's sums of both are kept, and there is no light while the sun is down. What the
/// file has for hours with next to no sun in them is lost where it is more than arrives outside the air.
public struct HourOfLight: Hashable, Sendable {
    public let start: Timestamp
    /// There is no sun in it, to within half a degree: one of its moments is as dark as any other.
    public let isNight: Bool
    /// Of the light, while the sun is up.
    public let sky: Sky
    let blend: SkyBlend
    let anisotropy: Anisotropy?
    /// Outside the air, on a plane that faces the sun, W/m².
    private let extraterrestrial: Double
    /// Of the diffuse light, by that on a level plane outside the air; 0 to 1.
    private let diffuseClearness: Double
    /// The beam, W/m², where the air were without any effect but that of a clear sky's height.
    private let clearBeam: Double
    /// lm/W.
    private let diffuseEfficacy: Double
    private let beamEfficacy: Double

    public init(_ hour: TypicalYear.Hour, from start: Timestamp, at place: Place) {
        self.start = start
        extraterrestrial = SkyState.beyondTheAir(atYearFraction: Sky.yearFraction(at: start))
        let sun = SunOfHour(from: start, at: place)
        isNight = sun.highest < -0.01
        diffuseClearness =
            sun.height > 0 ? min(1, hour.diffuseHorizontal / (extraterrestrial * sun.height)) : 0
        clearBeam = sun.beam > 0 ? hour.directNormal / sun.beam : 0
        let state =
            sun.isUp > 0
            ? SkyState(
                diffuseHorizontal: max(hour.diffuseHorizontal, 1) / sun.isUp,
                directNormal: hour.directNormal / sun.isUp,
                sineOfAltitude: sun.height / sun.isUp, extraterrestrial: extraterrestrial) : nil
        let efficacy = state.map { LuminousEfficacy($0, dewPoint: hour.dewPoint) }
        (diffuseEfficacy, beamEfficacy) = (efficacy?.diffuse ?? 0, efficacy?.beam ?? 0)
        sky = state?.sky ?? .overcast
        blend = state.map { SkyBlend($0) } ?? SkyBlend(.overcast)
        anisotropy = state.map { Anisotropy($0) }
    }

    /// W/m² and lux at a moment of this hour, by the height of its sun.
    func light(
        sineOfAltitude sine: Double
    ) -> (diffuse: Double, diffuseHorizontal: Lux, beam: Double, beamNormal: Lux) {
        guard sine > 0 else { return (0, .zero, 0, .zero) }
        let diffuse = diffuseClearness * extraterrestrial * sine
        let beam = min(extraterrestrial, clearBeam * SunOfHour.clearBeam(sine))
        return (diffuse, Lux(diffuse * diffuseEfficacy), beam, Lux(beam * beamEfficacy))
    }

    /// On a level plane by the sky, W/m².
    public func diffuseHorizontal(_ sun: Sun) -> Double { light(sineOfAltitude: sun.altitude.sine).diffuse }

    /// On a plane that faces the sun, by it alone, W/m².
    public func directNormal(_ sun: Sun) -> Double { light(sineOfAltitude: sun.altitude.sine).beam }
}

/// The sun over one hour: means of its height and of what a clear sky lets through.
private struct SunOfHour {
    /// The share of the hour.
    private(set) var isUp = 0.0
    /// The mean of the sine of its altitude, counted as zero while it is down.
    private(set) var height = 0.0
    /// The mean share of the beam that a clear sky lets through.
    private(set) var beam = 0.0
    /// The largest sine of its altitude, at the ends and in the middle.
    let highest: Double

    init(from start: Timestamp, at place: Place) {
        func sine(_ minutes: Int64) -> Double { Sun(at: start + .minutes(minutes), from: place).altitude.sine }
        let (first, middle, last) = (sine(0), sine(30), sine(60))
        highest = max(first, middle, last)
        guard highest > 0 else { return }
        // Over 15° of its way the height of the sun is a parabola to within 0.0003.
        let (slope, bend) = (4 * middle - 3 * first - last, 2 * (first + last) - 4 * middle)
        let count = min(first, middle, last) > 0 ? 6 : 60
        for sample in 0..<count {
            let share = (Double(sample) + 0.5) / Double(count)
            let sine = first + share * (slope + share * bend)
            guard sine > 0 else { continue }
            isUp += 1 / Double(count)
            height += sine / Double(count)
            beam += SunOfHour.clearBeam(sine) / Double(count)
        }
    }

    /// The share of the beam that the clear sky of the IES lets through.
    static func clearBeam(_ sine: Double) -> Double { exp(-0.21 / sine) }
}
