public import Quantities

/// How long to wait before the next try: twice as long each time, up to a limit,
/// and never exactly as long as everybody else's.
public struct Backoff: Sendable {
    private let first: Duration
    private let limit: Duration
    private var next: Duration

    public init(first: Duration = .milliseconds(500), limit: Duration = .seconds(30)) {
        (self.first, self.limit, next) = (first, limit, first)
    }

    /// The wait before the coming try: between half and all of the present step.
    public mutating func wait(_ random: inout some RandomNumberGenerator) -> Duration {
        defer { next = Swift.min(next * 2, limit) }
        let half = next.milliseconds / 2
        return .milliseconds(half + Int64.random(in: 0...half, using: &random))
    }

    /// A try succeeded.
    public mutating func reset() { next = first }
}
