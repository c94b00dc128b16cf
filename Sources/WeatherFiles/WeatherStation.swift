public import Astronomy
public import Quantities

/// Where and by which clock the weather of a file was seen, for files that do not say it.
public struct WeatherStation: Hashable, Sendable {
    public let place: Place
    /// Of the local standard time.
    public let utcOffset: Duration

    public init(place: Place, utcOffset: Duration) { (self.place, self.utcOffset) = (place, utcOffset) }
}
