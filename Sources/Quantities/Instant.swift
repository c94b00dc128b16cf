/// A point on a board's monotonic timeline, in milliseconds since its boot.
///
/// Never a wall clock: it does not jump for daylight saving or NTP. The host
/// decides what drives it (a kernel clock, a simulator, a recording, a timer
/// peripheral); the control core only ever receives it. No difference of two
/// instants may cross a boot.
public struct Instant: Comparable, Hashable, Sendable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
    public static let epoch = Instant(milliseconds: 0)

    public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
    public static func + (a: Instant, d: Duration) -> Instant {
        Instant(milliseconds: a.milliseconds + d.milliseconds)
    }
    public static func - (a: Instant, b: Instant) -> Duration {
        Duration(milliseconds: a.milliseconds - b.milliseconds)
    }
}

/// A point in Coordinated Universal Time: milliseconds since 1970-01-01T00:00:00Z,
/// leap seconds not counted (POSIX).
///
/// Calendars, records and the wire use it; control never does.
public struct Timestamp: Comparable, Hashable, Sendable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }
    public static func + (a: Timestamp, d: Duration) -> Timestamp {
        Timestamp(milliseconds: a.milliseconds + d.milliseconds)
    }
    public static func - (a: Timestamp, d: Duration) -> Timestamp {
        Timestamp(milliseconds: a.milliseconds - d.milliseconds)
    }
    public static func - (a: Timestamp, b: Timestamp) -> Duration {
        Duration(milliseconds: a.milliseconds - b.milliseconds)
    }

    /// The next multiple of `step` since the epoch that lies after this point.
    public func next(multipleOf step: Duration) -> Timestamp {
        let n = step.milliseconds
        let past = ((milliseconds % n) + n) % n
        return Timestamp(milliseconds: milliseconds - past + n)
    }
}
