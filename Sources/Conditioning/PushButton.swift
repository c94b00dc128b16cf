public import Hardware
public import Quantities

/// A push button: how often it was pressed, pressed twice, and held.
///
/// A press counts when the finger comes down, for lamps that should answer at once: what becomes a double or a long
/// press was a press before. A level must hold for 30 ms, as buttons bounce; 20 to 50 ms are usual.
///
/// Faults: ``SensorFault/stuckActive`` when held for longer than a person would;
/// ``SensorFault/chattering``; ``SensorFault/unreadable``. None of them is a press. A button held
/// since the start was not pressed either: it may be stuck, or its line shorted.
public struct PushButton: Hashable, Sendable {
    /// How often a finger came down.
    public private(set) var presses = WrappingCount.zero
    /// Two presses in quick succession, each pair counted once, when the second one comes. A third one begins anew.
    public private(set) var doubles = WrappingCount.zero
    /// Presses held for long, each counted once, while the finger is still down.
    public private(set) var longs = WrappingCount.zero

    /// Whether it has been down for longer than a person would hold it. Its next press counts once it has been let go.
    public var isStuck: Bool { line.isStuck }
    /// Whether a finger is on it; `false` when that is not to be believed.
    public var isPressed: Bool { line.isActive && fault == nil }
    /// What speaks against it.
    public var fault: SensorFault? { line.fault }

    private var line: WatchedLine
    private let long: Duration
    private let double: Duration
    /// Since when a finger has been down that may yet make a long press.
    private var down: Instant?
    /// The press that the next one may make a double.
    private var first: Instant?

    /// - Parameters:
    ///   - isActive: Whether it is down at the start; `nil` if the line cannot be read.
    ///   - patience: Held for longer than this it is stuck.
    ///   - long: Held for this long a press is long.
    ///   - double: From one press to the next; half a second is what desktops take for a double click (Windows'
    ///     GetDoubleClickTime).
    public init(
        at start: Instant, isActive: Bool?, stability: Duration = .milliseconds(30), patience: Duration = .seconds(30),
        long: Duration = .milliseconds(600), double: Duration = .milliseconds(500), chatter: Chatter.Limit = .hand
    ) {
        line = WatchedLine(
            at: start, isActive: isActive, stability: stability, longestActive: patience, chatter: chatter)
        (self.long, self.double) = (long, double)
    }

    /// Look again no later than this; `nil` if only an edge can change anything.
    public var reviewBy: Instant? { earliest(line.reviewBy, longAt) }

    /// Takes an edge of the line.
    public mutating func receive(_ edge: Edge) {
        settle(line.receive(edge), at: edge.at)
    }

    /// Takes a reading of the line.
    public mutating func reads(_ isActive: Bool, at now: Instant) {
        settle(line.reads(isActive, at: now), at: now)
    }

    /// Takes the news that the line cannot be read. A finger that was down made no long press.
    public mutating func fail(at now: Instant) {
        look(at: now)
        settle(line.fail(at: now), at: now)
        (down, first) = (nil, nil)
    }

    /// Lets time pass.
    public mutating func look(at now: Instant) {
        settle(line.look(at: now), at: now)
    }

    private var longAt: Instant? { down.map { $0 + long } }

    /// At the same moment a finger that moves comes before a time that is over.
    private mutating func settle(_ change: WatchedLine.Change?, at now: Instant) {
        if let change {
            if let longAt, longAt < change.at { holdLong(longAt) }
            down = nil
            if change.isTrusted, change.isActive {
                presses.increment()
                down = change.at
                let isSecond = first.map { change.at - $0 <= double } ?? false
                if isSecond { doubles.increment() }
                first = isSecond ? nil : change.at
            }
        }
        if let longAt, longAt <= now { holdLong(longAt) }
    }

    private mutating func holdLong(_ moment: Instant) {
        down = nil
        if line.isTrusted(at: moment) { longs.increment() }
    }
}
