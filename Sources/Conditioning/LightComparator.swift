public import Hardware
public import Quantities

/// Light, from a photoresistor and two comparators: dark, bright, or between two thresholds.
///
/// The outputs, *low* and *high*, are active above their thresholds. Photoresistors vary by 30 to 50 %, so
/// thresholds are what they are set to on the spot; there are no lux here. Near a threshold an output follows
/// the flicker of lamps and never holds a level; then the last one goes on to count.
///
/// Faults: ``SensorFault/unreadable`` and ``SensorFault/chattering`` of either line, and
/// ``SensorFault/contradictory``: above the high threshold and not above the low one, for longer than both
/// need to settle.
public struct LightComparator: Hashable, Sendable {
    public enum Output: Hashable, Sendable { case low, high }
    public enum Light: UInt8, Hashable, Sendable { case dark, between, bright }

    /// `nil` while there is a fault, and while the outputs contradict each other.
    public var light: Light? {
        guard fault == nil else { return nil }
        switch (low.isActive, high.isActive) {
        case (false, false): return .dark
        case (true, false): return .between
        case (true, true): return .bright
        case (false, true): return nil
        }
    }
    /// Whether lamps are needed: from dark on until it is bright, so that the lamps' own light, if it stays
    /// between the thresholds, does not switch them. `true` until it was bright, and while nothing is known.
    public var wantsLamps: Bool { fault != nil || isDim }
    /// What speaks against it.
    public var fault: SensorFault? {
        switch (low.fault, high.fault) {
        case (nil, nil): isContradictory ? .contradictory : nil
        case (let fault?, nil), (nil, let fault?): fault
        case (let a?, let b?): a.rawValue < b.rawValue ? a : b
        }
    }

    private var low: WatchedLine
    private var high: WatchedLine
    private let grace: Duration
    private var isDim = true
    private var doubtSince: Instant?
    private var isContradictory = false

    /// - Parameters:
    ///   - low: Whether the low output is active at the start; `nil` if its line cannot be read.
    ///   - high: Likewise.
    ///   - stability: So long a level must hold; a hand or a cloud's edge is shorter.
    ///   - grace: For so long the outputs may contradict each other.
    public init(
        at start: Instant, low: Bool?, high: Bool?, stability: Duration = .seconds(2), grace: Duration = .seconds(10),
        chatter: Chatter.Limit = .comparator
    ) {
        self.low = WatchedLine(at: start, isActive: low, stability: stability, longestActive: nil, chatter: chatter)
        self.high = WatchedLine(at: start, isActive: high, stability: stability, longestActive: nil, chatter: chatter)
        self.grace = grace
        settle(at: start)
    }

    /// Look again no later than this; `nil` if only an edge can change anything.
    public var reviewBy: Instant? {
        earliest(earliest(low.reviewBy, high.reviewBy), isContradictory ? nil : doubtSince.map { $0 + grace })
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

    private mutating func lookAtLines(at now: Instant) {
        _ = low.look(at: now)
        _ = high.look(at: now)
        settle(at: now)
    }

    private mutating func settle(at now: Instant) {
        let isDoubtful = high.isActive && !low.isActive && !low.hasFailed && !high.hasFailed
        if !isDoubtful { (doubtSince, isContradictory) = (nil, false) }
        if isDoubtful, doubtSince == nil { doubtSince = now }
        if let doubtSince, doubtSince + grace <= now { isContradictory = true }
        switch light {
        case .dark: isDim = true
        case .bright: isDim = false
        case .between, nil: break
        }
    }
}
