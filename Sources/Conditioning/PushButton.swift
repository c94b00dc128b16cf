public import Hardware
public import Quantities

/// A push button: how often it was pressed, and with which gesture.
///
/// A press counts when the finger comes down, for lamps that should answer at once; a gesture
/// counts when it is certain. A level must hold for 30 ms, as buttons bounce; 20 to 50 ms are usual.
///
/// Faults: ``SensorFault/stuckActive`` when held for longer than a person would;
/// ``SensorFault/chattering``; ``SensorFault/unreadable``. None of them is a press. A button held
/// since the start was not pressed either: it may be stuck, or its line shorted.
public struct PushButton: Hashable, Sendable {
    /// How gestures are told apart.
    public struct Gestures: Hashable, Sendable {
        /// Held for this long a press is long, and counts while the finger is still down; 500 to 800 ms.
        public var long: Duration
        /// A second press that begins this soon after a short one ended makes both a double.
        /// `nil`: no doubles, and a short press counts when the finger lifts.
        public var double: Duration?

        public init(long: Duration = .milliseconds(600), double: Duration? = nil) {
            (self.long, self.double) = (long, double)
        }

        /// With doubles: a short press counts 400 ms after the finger lifts.
        public static let withDoubles = Gestures(double: .milliseconds(400))
    }

    /// How often a finger came down.
    public private(set) var presses = WrappingCount.zero
    /// Presses let go sooner than a long one, and not part of a double.
    public private(set) var shorts = WrappingCount.zero
    /// Presses held for long, each counted once.
    public private(set) var longs = WrappingCount.zero
    /// Pairs of short presses.
    public private(set) var doubles = WrappingCount.zero

    /// Whether it has been down for longer than a person would hold it. Its next press counts once it has been let go.
    public var isStuck: Bool { line.isStuck }
    /// Whether a finger is on it; `false` when that is not to be believed.
    public var isPressed: Bool { line.isActive && fault == nil }
    /// What speaks against it.
    public var fault: SensorFault? { line.fault }

    private var line: WatchedLine
    private let gestures: Gestures
    /// Since when a finger has been down that may yet make a short press or a long one.
    private var down: Instant?
    /// Whether that finger makes a double, if it lifts soon.
    private var isSecond = false
    /// When a short press ended that may yet be half of a double.
    private var waiting: Instant?

    /// - Parameters:
    ///   - isActive: Whether it is down at the start; `nil` if the line cannot be read.
    ///   - patience: Held for longer than this it is stuck.
    public init(
        at start: Instant, isActive: Bool?, stability: Duration = .milliseconds(30), patience: Duration = .seconds(30),
        gestures: Gestures = Gestures(), chatter: Chatter.Limit = .hand
    ) {
        line = WatchedLine(
            at: start, isActive: isActive, stability: stability, longestActive: patience, chatter: chatter)
        self.gestures = gestures
    }

    /// Look again no later than this; `nil` if only an edge can change anything.
    public var reviewBy: Instant? { earliest(line.reviewBy, earliest(longAt, aloneAt)) }

    /// Takes an edge of the line.
    public mutating func receive(_ edge: Edge) {
        settle(line.receive(edge), at: edge.at)
    }

    /// Takes a reading of the line.
    public mutating func reads(_ isActive: Bool, at now: Instant) {
        settle(line.reads(isActive, at: now), at: now)
    }

    /// Takes the news that the line cannot be read. A finger that was down made no gesture.
    public mutating func fail(at now: Instant) {
        look(at: now)
        settle(line.fail(at: now), at: now)
        drop()
    }

    /// Lets time pass.
    public mutating func look(at now: Instant) {
        settle(line.look(at: now), at: now)
    }

    private var longAt: Instant? { down.map { $0 + gestures.long } }

    private var aloneAt: Instant? {
        guard let window = gestures.double else { return nil }
        return waiting.map { $0 + window }
    }

    /// At the same moment a finger that moves comes before a time that is over.
    private mutating func settle(_ change: WatchedLine.Change?, at now: Instant) {
        if let change {
            if let longAt, longAt < change.at { holdLong(longAt) }
            if let aloneAt, aloneAt < change.at { stayAlone() }
            take(change)
        }
        if let longAt, longAt <= now { holdLong(longAt) }
        if let aloneAt, aloneAt <= now { stayAlone() }
    }

    private mutating func take(_ change: WatchedLine.Change) {
        guard change.isTrusted else { return drop() }
        if change.isActive {
            presses.increment()
            (down, isSecond, waiting) = (change.at, waiting != nil, nil)
        } else if down != nil {
            defer { (down, isSecond) = (nil, false) }
            if isSecond {
                doubles.increment()
            } else if gestures.double == nil {
                shorts.increment()
            } else {
                waiting = change.at
            }
        }
    }

    private mutating func holdLong(_ moment: Instant) {
        drop()
        if line.isTrusted(at: moment) { longs.increment() }
    }

    /// Forgets the finger. The press before it, if there was one, stays what it was: short.
    private mutating func drop() {
        if down != nil, isSecond { shorts.increment() }
        (down, isSecond) = (nil, false)
    }

    private mutating func stayAlone() {
        waiting = nil
        shorts.increment()
    }
}
