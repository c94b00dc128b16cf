public import Hardware
public import Quantities

/// A push button, as the number of times that it was pressed.
///
/// A press counts when the finger comes down. A button held since the start was
/// not pressed: it may be stuck, or a line may be shorted.
public struct PushButton: Hashable, Sendable {
    public private(set) var presses = WrappingCount.zero
    /// Whether it has been down for longer than a person would hold it. Its next press counts once it has been let go.
    public private(set) var isStuck = false
    /// Whether a finger is on it; `false` when it is stuck.
    public var isPressed: Bool { level.isActive && !isStuck }

    private var level: Debounce
    private let patience: Duration
    /// Since when it has been down.
    private var down: Instant?

    /// - Parameters:
    ///   - isActive: Whether it is down at the start.
    ///   - patience: Held for longer than this it is stuck.
    public init(
        at start: Instant, isActive: Bool, stability: Duration = .milliseconds(30), patience: Duration = .seconds(30)
    ) {
        level = Debounce(isActive: isActive, stability: stability)
        self.patience = patience
        down = isActive ? start : nil
    }

    /// Look again no later than this; `nil` if only an edge can change anything.
    public var reviewBy: Instant? {
        guard let stuckAt else { return level.reviewBy }
        guard let due = level.reviewBy else { return stuckAt }
        return min(due, stuckAt)
    }

    /// Takes an edge of the line.
    public mutating func receive(_ edge: Edge) {
        settle(level.receive(edge), at: edge.at)
    }

    /// Takes a reading of the line.
    public mutating func reads(_ isActive: Bool, at now: Instant) {
        settle(level.reads(isActive, at: now), at: now)
    }

    /// Lets time pass.
    public mutating func look(at now: Instant) {
        settle(level.look(at: now), at: now)
    }

    private var stuckAt: Instant? { isStuck ? nil : down.map { $0 + patience } }

    private mutating func settle(_ changed: Instant?, at now: Instant) {
        if let changed {
            isStuck = false
            down = level.isActive ? changed : nil
            if level.isActive { presses.increment() }
        }
        if let stuckAt, stuckAt <= now { isStuck = true }
    }
}
