public import Quantities

/// One day of a place, as its calendar gives it: 23, 24 or 25 hours long.
///
/// Times within it are elapsed, counted from its start, so that they only ever
/// grow; the wall clock, by which people live, is derived.
public struct LocalDay: Hashable, Sendable {
    /// Days since 1970-01-01 on the local calendar; the key of the day's random numbers.
    public let number: Int64
    public let start: Timestamp
    /// The start of the next day.
    public let end: Timestamp
    /// Neither weekend nor holiday there.
    public let isWorkday: Bool

    public init(number: Int64, start: Timestamp, end: Timestamp, isWorkday: Bool) {
        (self.number, self.start, self.end, self.isWorkday) = (number, start, max(start, end), isWorkday)
    }

    public var length: Duration { end - start }

    /// Whether the people of a zone come early and stay late, as they do on one day in four (an assumption).
    func isLong(_ zone: Seed) -> Bool { zone.branch("long day").branch(number).uniform < LocalDay.longShare }

    static let longShare = 0.25

    /// Minutes since midnight that the wall clock shows, 0 to 1439, so many minutes after the day's start.
    ///
    /// On a day that is not 24 hours long, the clock is taken to have been set by the
    /// difference at the end of the third hour, whenever it really was.
    public func wallMinute(afterMinutes elapsed: Int) -> Int {
        let change = 1_440 - Int(length.milliseconds / 60_000)
        return min(1_439, max(0, elapsed >= 180 ? elapsed + change : elapsed))
    }

    /// The other way round: ms since the day's start when the wall clock shows so many minutes since midnight. On a
    /// day of another length, what the clock shows never or twice is counted as the moment an hour off.
    func elapsed(wallMinute: Double) -> Double {
        let change = 1_440 - Double(length.milliseconds / 60_000)
        return (wallMinute >= 180 ? wallMinute - change : wallMinute) * 60_000
    }

    /// A part of the day in UTC.
    public func timestamps(of stretch: Stretch) -> Range<Timestamp> { start + stretch.start..<start + stretch.end }
}
