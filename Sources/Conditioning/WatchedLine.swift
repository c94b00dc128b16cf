internal import Hardware
internal import Quantities

/// A debounced line that notices when it cannot be read, is active for too long, or chatters.
///
/// What every conditioner of one line is built on.
struct WatchedLine: Hashable, Sendable {
    /// A level that came to count.
    struct Change {
        let at: Instant
        let isActive: Bool
        /// Whether nothing spoke against the line at that moment.
        let isTrusted: Bool
    }

    private var level: Debounce
    private var chatter: Chatter
    private let longestActive: Duration?
    private var activeSince: Instant?
    private(set) var isStuck = false
    private(set) var hasFailed: Bool

    /// - Parameters:
    ///   - start: Since when the level has been what it is; `nil`: nobody knows, and its length is not judged.
    ///   - isActive: The level at the start; `nil` if the line cannot be read.
    ///   - longestActive: Active for this long it is stuck; `nil`: never.
    init(
        at start: Instant?, isActive: Bool?, stability: Duration, longestActive: Duration?, chatter: Chatter.Limit
    ) {
        level = Debounce(isActive: isActive ?? false, stability: stability)
        self.chatter = Chatter(chatter)
        self.longestActive = longestActive
        activeSince = isActive == true ? start : nil
        hasFailed = isActive == nil
    }

    var isActive: Bool { level.isActive }

    var fault: SensorFault? {
        if hasFailed { return .unreadable }
        if isStuck { return .stuckActive }
        return chatter.isOn ? .chattering : nil
    }

    var reviewBy: Instant? { earliest(level.reviewBy, earliest(isStuck ? nil : stuckAt, chatter.reviewBy)) }

    /// Whether nothing speaks against the line at a moment that is not after the next edge.
    func isTrusted(at moment: Instant) -> Bool {
        !chatter.isOn(at: moment) && stuckAt.map { moment < $0 } ?? true
    }

    /// Whether a reading shows that an edge was missed.
    func disagrees(with isActive: Bool) -> Bool { level.disagrees(with: isActive) }

    /// Takes an edge. On a line that had failed it is a sign of life.
    mutating func receive(_ edge: Edge) -> Change? {
        if hasFailed { revive(!edge.rising, at: edge.at) }
        let change = settle(level.receive(edge), at: edge.at)
        chatter.receive(edge)
        return change
    }

    /// Takes a reading, such as the one that ends a failure: a level found then is no change.
    mutating func reads(_ isActive: Bool, at now: Instant) -> Change? {
        if hasFailed { revive(isActive, at: now) }
        return settle(level.reads(isActive, at: now), at: now)
    }

    /// Takes the news that the line cannot be read. Its level stays as it was.
    mutating func fail(at now: Instant) -> Change? {
        let change = look(at: now)
        level = Debounce(isActive: level.isActive, stability: level.stability)
        (activeSince, isStuck, hasFailed) = (nil, false, true)
        return change
    }

    mutating func look(at now: Instant) -> Change? { settle(level.look(at: now), at: now) }

    private var stuckAt: Instant? {
        guard let longestActive else { return nil }
        return activeSince.map { $0 + longestActive }
    }

    private mutating func settle(_ changed: Instant?, at now: Instant) -> Change? {
        var change: Change?
        if let changed {
            change = Change(at: changed, isActive: level.isActive, isTrusted: isTrusted(at: changed))
            (activeSince, isStuck) = (level.isActive ? changed : nil, false)
        }
        if let stuckAt, stuckAt <= now { isStuck = true }
        chatter.look(at: now)
        return change
    }

    private mutating func revive(_ isActive: Bool, at now: Instant) {
        level = Debounce(isActive: isActive, stability: level.stability)
        (activeSince, hasFailed) = (isActive ? now : nil, false)
    }
}

/// The earlier of two moments of which either may never come.
func earliest(_ a: Instant?, _ b: Instant?) -> Instant? {
    guard let a else { return b }
    return b.map { min(a, $0) } ?? a
}
