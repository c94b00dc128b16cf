import Glibc
public import Quantities

/// The temperature out of doors through year and day, as two sine waves: a smooth stand-in for weather data.
///
/// It is coldest on 20 January and at five in the morning of the sun's day, warmest half a period later. It has no cold
/// spells. Mean and swings of the presets are assumptions in the order of published monthly means of such places.
public struct OutdoorTemperature: Hashable, Sendable {
    /// Of the year, °C.
    public var mean: Double
    /// From the mean to the warmest and to the coldest day, K; negative south of the equator.
    public var yearSwing: Double
    /// From the day's mean to its warmest and to its coldest hour, K.
    public var daySwing: Double
    /// Degrees, east positive: when it is noon.
    public var longitude: Double

    public init(mean: Double, yearSwing: Double, daySwing: Double, longitude: Double = 0) {
        (self.mean, self.yearSwing, self.daySwing, self.longitude) = (mean, yearSwing, daySwing, longitude)
    }

    /// °C.
    public func celsius(at time: Timestamp) -> Double {
        let year = Sky.yearFraction(at: time) - 19.5 / 365
        let hour = Double(time.milliseconds) / 3_600_000 + longitude / 15
        return mean - yearSwing * cos(2 * .pi * year) - daySwing * cos(2 * .pi * (hour - 5) / 24)
    }

    /// Geneva, Vienna.
    public static let temperate = OutdoorTemperature(mean: 10.5, yearSwing: 9.5, daySwing: 4.5)
    /// The Hague, Copenhagen.
    public static let oceanic = OutdoorTemperature(mean: 10, yearSwing: 7.5, daySwing: 3)
    /// New York.
    public static let continental = OutdoorTemperature(mean: 12.5, yearSwing: 12, daySwing: 4)
    /// Beirut, Rome.
    public static let mediterranean = OutdoorTemperature(mean: 18, yearSwing: 8, daySwing: 4)
    /// Nairobi, Addis Ababa: hardly a season.
    public static let tropicalHighland = OutdoorTemperature(mean: 18.5, yearSwing: 1, daySwing: 6)
    /// Bangkok.
    public static let tropicalMonsoon = OutdoorTemperature(mean: 28.5, yearSwing: 1.5, daySwing: 4)
    /// Cairo, Bamako in the dry season.
    public static let desert = OutdoorTemperature(mean: 23, yearSwing: 8, daySwing: 6)

    /// The same on the other side of the equator.
    public var mirrored: OutdoorTemperature {
        OutdoorTemperature(mean: mean, yearSwing: -yearSwing, daySwing: daySwing, longitude: longitude)
    }

    public func at(longitude: Double) -> OutdoorTemperature {
        OutdoorTemperature(mean: mean, yearSwing: yearSwing, daySwing: daySwing, longitude: longitude)
    }
}
