public import Hardware
public import Quantities

/// Light, from a photoresistor and two comparators: dark, bright, or between two thresholds.
///
/// The outputs, *low* and *high*, are active above their thresholds. Photoresistors vary by 30 to 50 %, so
/// thresholds are what they are set to on the spot; there are no lux here. Near a threshold an output follows
/// the flicker of lamps and never holds a level; then the last one goes on to count.
///
/// Faults: ``SensorFault/unreadable`` and ``SensorFault/chattering`` of either line;
/// ``SensorFault/contradictory``: above the high threshold and not above the low one, for longer than both
/// need to settle; ``SensorFault/stuckInactive``: dark for a fortnight (an assumption: shutters stay down over
/// holidays), which only wastes light. One that stays bright is judged by control, which knows its own lamps and how
/// much light it takes for enough, and by ``Senses``, which knows when the sun is down.
public struct LightComparator: Hashable, Sendable {
    public enum Output: Hashable, Sendable { case low, high }
    public enum Light: UInt8, Hashable, Sendable { case dark, between, bright }

    /// `nil` while there is a fault, and while the outputs contradict each other.
    public var light: Light? { fault == nil ? said : nil }
    /// What speaks against it.
    public var fault: SensorFault? {
        switch (low.fault, high.fault) {
        case (nil, nil): isContradictory ? .contradictory : isEndless ? .stuckInactive : nil
        case (let fault?, nil), (nil, let fault?): fault
        case (let a?, let b?): a.rawValue < b.rawValue ? a : b
        }
    }

    private var low: WatchedLine
    private var high: WatchedLine
    private let grace: Duration
    private let longestDark: Duration
    private var doubtSince: Instant?
    private var isContradictory = false
    private var darkSince: Instant?
    private var isEndless = false

    /// - Parameters:
    ///   - low: Whether the low output is active at the start; `nil` if its line cannot be read.
    ///   - high: Likewise.
    ///   - stability: So long a level must hold; a hand or a cloud's edge is shorter.
    ///   - grace: For so long the outputs may contradict each other.
    ///   - longestDark: Dark for this long they are stuck.
    public init(
        at start: Instant, low: Bool?, high: Bool?, stability: Duration = .seconds(2), grace: Duration = .seconds(10),
        longestDark: Duration = .days(14), chatter: Chatter.Limit = .comparator
    ) {
        self.low = WatchedLine(at: start, isActive: low, stability: stability, longestActive: nil, chatter: chatter)
        self.high = WatchedLine(at: start, isActive: high, stability: stability, longestActive: nil, chatter: chatter)
        (self.grace, self.longestDark) = (grace, longestDark)
        settle(at: start)
    }

    /// Look again no later than this; `nil` if only an edge can change anything.
    public var reviewBy: Instant? {
        let doubted = isContradictory ? nil : doubtSince.map { $0 + grace }
        let stuck = isEndless ? nil : darkSince.map { $0 + longestDark }
        return earliest(earliest(low.reviewBy, high.reviewBy), earliest(doubted, stuck))
    }

    /// Takes an edge of one of the lines. On a line that had failed it is a sign of life.
    public mutating func receive(_ edge: Edge, from output: Output) {
        look(at: edge.at)
        switch output {
        case .low: _ = low.receive(edge)
        case .high: _ = high.receive(edge)
        }
        settle(at: edge.at)
    }

    /// Takes a reading of one of the lines, such as the one that ends a failure.
    public mutating func reads(_ isActive: Bool, from output: Output, at now: Instant) {
        look(at: now)
        switch output {
        case .low: _ = low.reads(isActive, at: now)
        case .high: _ = high.reads(isActive, at: now)
        }
        settle(at: now)
    }

    /// Takes the news that one of the lines cannot be read.
    public mutating func fail(_ output: Output, at now: Instant) {
        look(at: now)
        switch output {
        case .low: _ = low.fail(at: now)
        case .high: _ = high.fail(at: now)
        }
        settle(at: now)
    }

    /// Lets time pass.
    public mutating func look(at now: Instant) {
        // In the order of time, for the state in between may count.
        while let due = earliest(low.reviewBy, high.reviewBy), due <= now { lookAtLines(at: due) }
        lookAtLines(at: now)
    }

    /// What the outputs say together; `nil` while they contradict each other.
    private var said: Light? {
        switch (low.isActive, high.isActive) {
        case (false, false): .dark
        case (true, false): .between
        case (true, true): .bright
        case (false, true): nil
        }
    }

    private mutating func lookAtLines(at now: Instant) {
        _ = low.look(at: now)
        _ = high.look(at: now)
        settle(at: now)
    }

    private mutating func settle(at now: Instant) {
        let isReadable = !low.hasFailed && !high.hasFailed
        Self.time(&doubtSince, &isContradictory, isReadable && said == nil, grace, now)
        Self.time(&darkSince, &isEndless, isReadable && said == .dark, longestDark, now)
    }

    /// Notes since when something has been so, and whether that is too long.
    private static func time(
        _ since: inout Instant?, _ isTooLong: inout Bool, _ isSo: Bool, _ limit: Duration, _ now: Instant
    ) {
        if !isSo { (since, isTooLong) = (nil, false) }
        if isSo, since == nil { since = now }
        if let since, since + limit <= now { isTooLong = true }
    }
}
