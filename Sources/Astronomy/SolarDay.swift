public import Quantities

/// When the sun rises and sets over a place, from one midnight of the sun to the next.
///
/// Rising and setting as almanacs have them: the upper edge on a level horizon, refraction included, which is the
/// centre at −0.833°. Found by bisection, to the second; hills, height and weather move what people see by minutes.
public struct SolarDay: Hashable, Sendable {
    /// When the sun is on the meridian.
    public let noon: Timestamp
    /// `nil` when it does not rise: because it is up since midnight, or because it is not even up at noon.
    public let sunrise: Timestamp?
    /// `nil` when it does not set: because it is up until midnight, or because it was not even up at noon.
    public let sunset: Timestamp?
    /// `false`: polar night.
    public let isUpAtNoon: Bool

    /// The altitude of the sun's centre at which it rises and sets: half its width, and 34′ of refraction.
    public static let horizon = Angle.degrees(-0.833)

    /// The day whose noon, but for the equation of time, is the nearest to `time`.
    public init(nearest time: Timestamp, at place: Place) {
        // The mean sun is on the meridian four minutes earlier for each degree of longitude to the east.
        let first = 43_200_000 - place.longitude.degrees * 240_000
        let days = ((Double(time.milliseconds) - first) / 86_400_000).rounded()
        var noon = Self.second(days * 86_400_000 + first)
        for _ in 0..<2 {
            let turn = Sun(at: noon, from: place).hourAngle.radians / (2 * .pi)
            noon = Self.second(Double(noon.milliseconds) - turn * 86_400_000)
        }
        func isUp(_ time: Timestamp) -> Bool { Sun(at: time, from: place).altitude >= Self.horizon }
        func crossing(_ from: Timestamp, _ to: Timestamp) -> Timestamp? {
            let before = isUp(from)
            guard before != isUp(to) else { return nil }
            var (low, high) = (from.milliseconds / 1_000, to.milliseconds / 1_000)
            while high - low > 1 {
                let middle = (low + high) / 2
                if isUp(Timestamp(milliseconds: middle * 1_000)) == before { low = middle } else { high = middle }
            }
            return Timestamp(milliseconds: high * 1_000)
        }
        self.noon = noon
        isUpAtNoon = isUp(noon)
        sunrise = isUpAtNoon ? crossing(noon - .hours(12), noon) : nil
        sunset = isUpAtNoon ? crossing(noon, noon + .hours(12)) : nil
    }

    private static func second(_ milliseconds: Double) -> Timestamp {
        Timestamp(milliseconds: Int64((milliseconds / 1_000).rounded()) * 1_000)
    }
}
