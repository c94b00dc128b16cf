public import Quantities

/// When to tell the service manager that the program is alive: at half the time after which it would be
/// taken for dead (sd_watchdog_enabled(3)).
public struct Watchdog: Hashable, Sendable {
    /// `nil`: nobody watches.
    public let pace: Duration?
    private var dueAt: Instant?

    /// - Parameters:
    ///   - microseconds: the value of `WATCHDOG_USEC`.
    ///   - pid: of `WATCHDOG_PID`: whom it is meant for; `nil`: whoever reads it.
    ///   - own: this process.
    public init(microseconds: String?, pid: String?, own: Int32, at now: Instant) {
        let isMeant = pid.map { Int32($0) == own } ?? true
        // A time that no timer here can keep is as good as none.
        let half = microseconds.flatMap { Int64($0) }.map { $0 / 2_000 } ?? 0
        pace = isMeant && half > 0 ? .milliseconds(half) : nil
        dueAt = pace.map { _ in now }
    }

    /// Feed it no later than this; `nil`: never.
    public var due: Instant? { dueAt }

    /// Whether to feed it now. Then it counts as fed.
    public mutating func takesFood(at now: Instant) -> Bool {
        guard let pace, let dueAt, dueAt <= now else { return false }
        self.dueAt = now + pace
        return true
    }
}
