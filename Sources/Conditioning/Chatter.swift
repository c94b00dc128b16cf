internal import Hardware
public import Quantities

/// Tells a line that changes more often than what it senses can, for longer than a burst.
///
/// A bucket that every edge fills and time drains: it overflows once edges have come faster
/// than the limit by a whole burst, and the line chatters until it has drained. Edges count
/// as they come, bounce and all, for a floating input never holds a level that would count.
public struct Chatter: Hashable, Sendable {
    /// How many edges a sound line gives.
    public struct Limit: Hashable, Sendable {
        /// The time that drains one edge.
        public let interval: Duration
        /// Edges that may come at once; they drain in ``recovery``.
        public let burst: Int64

        /// - Parameters:
        ///   - edgesPerMinute: 1 to 60 000; beyond is cut.
        ///   - burst: from 1 on.
        public init(edgesPerMinute: Int64, burst: Int64) {
            interval = .milliseconds(60_000 / min(60_000, max(1, edgesPerMinute)))
            self.burst = max(1, burst)
        }

        /// From the last edge of a line that chattered to its being believed again.
        public var recovery: Duration { interval * burst }

        /// For a motion sensor. An HC-SR501 holds its output for 3 s at least and is then blind
        /// for 2.5 s: at most 22 edges a minute.
        public static let motion = Limit(edgesPerMinute: 60, burst: 60)
        /// For contacts and buttons that people work: a double press of a button that bounces through 20 edges
        /// each time is 80 edges at once.
        public static let hand = Limit(edgesPerMinute: 600, burst: 120)
        /// For pulses (S0): 30 ms on, 30 ms off are 2 000 edges a minute.
        public static let pulses = Limit(edgesPerMinute: 3_000, burst: 3_000)
        /// For a comparator, which follows the 100 to 120 Hz flicker of lamps while the light is
        /// near its threshold: ten minutes of that are no fault.
        public static let comparator = Limit(edgesPerMinute: 6_000, burst: 90_000)
        /// No number of edges is too many.
        public static let never = Limit(edgesPerMinute: 60_000, burst: 1 << 40)
    }

    private let limit: Limit
    private var drained = Instant.epoch
    private var since: Instant?

    init(_ limit: Limit) { self.limit = limit }

    /// Whether it chatters, as of the last look.
    var isOn: Bool { since != nil }

    /// Whether it chattered at a moment that is not after the next edge, itself the last moment that was not chatter.
    func isOn(at moment: Instant) -> Bool { since.map { $0 < moment && moment < drained } ?? false }

    var reviewBy: Instant? { since.map { _ in drained } }

    mutating func receive(_ edge: Edge) {
        look(at: edge.at)
        let full = edge.at + limit.recovery
        drained = min(max(drained, edge.at) + limit.interval * (1 + Int64(edge.lost)), full)
        if drained == full, since == nil { since = edge.at }
    }

    mutating func look(at now: Instant) {
        if since != nil, drained <= now { since = nil }
    }
}
