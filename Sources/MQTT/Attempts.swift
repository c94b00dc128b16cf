public import Quantities

/// When to try again, and when to say that it fails: at once the first time, then after
/// growing waits; said once, not at every try.
public struct Attempts: Sendable {
    /// When the next try is due; `nil` while one is under way or has succeeded.
    public private(set) var due: Instant? = .epoch
    private var backoff: Backoff
    private var isKnownToFail = false

    public init(_ backoff: Backoff = Backoff()) { self.backoff = backoff }

    public func isDue(at now: Instant) -> Bool { due.map { $0 <= now } ?? false }

    public mutating func begin() { due = nil }

    public mutating func succeed() {
        backoff.reset()
        isKnownToFail = false
    }

    /// - Returns: Whether this is news.
    public mutating func fail(at now: Instant) -> Bool {
        defer { isKnownToFail = true }
        var random = SystemRandomNumberGenerator()
        due = now + backoff.wait(&random)
        return !isKnownToFail
    }
}
