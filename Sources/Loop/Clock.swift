internal import Glibc
public import Quantities

/// The machine's two clocks, kept apart.
public enum Clock {
    /// Since the machine's boot; for control.
    public static func monotonic() -> Instant { Instant(milliseconds: read(CLOCK_MONOTONIC)) }

    /// For calendars, records and the wire.
    public static func utc() -> Timestamp { Timestamp(milliseconds: read(CLOCK_REALTIME)) }

    /// A clock that shows less has not been set since the last power cut. 2025-01-01, before this program was.
    public static let earliestTrusted = Timestamp(milliseconds: 1_735_689_600_000)

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
