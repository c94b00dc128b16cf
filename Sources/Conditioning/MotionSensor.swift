public import Hardware
public import Quantities

/// What a passive infrared (PIR) sensor says, once it can be believed.
///
/// Unknown while it warms up, when its pyroelectric element drifts and gives
/// false pulses (about 60 s for an HC-SR501), and while its line cannot be read.
/// Sensors of this kind see change, not presence; holding is the controller's work.
public struct MotionSensor: Hashable, Sendable {
    /// Whether ``isActive`` and ``onsets`` may be believed. If not, the reading is unknown, never "nobody".
    public var isKnown: Bool { !hasFailed && !isWarmingUp }
    /// Whether it sees motion now.
    public var isActive: Bool { level.isActive }
    /// How often it began to see motion, warm-up not counted.
    public private(set) var onsets = WrappingCount.zero

    private var level: Debounce
    private let warmUntil: Instant
    private var isWarmingUp = true
    private var hasFailed: Bool

    /// - Parameters:
    ///   - start: When the sensor got power, as far as is known: the start of the program.
    ///   - isActive: The level at the start; `nil` if the line cannot be read.
    ///   - stability: 50 to 200 ms; the sensor itself holds its output for seconds.
    public init(
        at start: Instant, isActive: Bool?, stability: Duration = .milliseconds(100), warmUp: Duration = .seconds(60)
    ) {
        level = Debounce(isActive: isActive ?? false, stability: stability)
        hasFailed = isActive == nil
        warmUntil = start + warmUp
    }

    /// Look again no later than this; `nil` if only an edge can change anything.
    public var reviewBy: Instant? {
        guard isWarmingUp else { return level.reviewBy }
        guard let due = level.reviewBy else { return warmUntil }
        return min(due, warmUntil)
    }

    /// Takes an edge of the line. On a line that had failed it is a sign of life.
    public mutating func receive(_ edge: Edge) {
        if hasFailed { revive(!edge.rising) }
        count(level.receive(edge))
        warm(at: edge.at)
    }

    /// Takes a reading of the line, such as the one that ends a failure.
    /// A level found after a failure is no onset.
    public mutating func reads(_ isActive: Bool, at now: Instant) {
        if hasFailed { revive(isActive) }
        count(level.reads(isActive, at: now))
        warm(at: now)
    }

    /// Takes the news that the line cannot be read: the sensor is unknown until an edge or a reading comes.
    public mutating func fail(at now: Instant) {
        look(at: now)
        level = Debounce(isActive: level.isActive, stability: level.stability)
        hasFailed = true
    }

    /// Reads a line that gives no edges, and takes what it says, be it a level or a failure.
    public mutating func sample(_ line: inout some DigitalInput & ~Copyable, at now: Instant) {
        if let isActive = line.sample() { reads(isActive, at: now) } else { fail(at: now) }
    }

    /// Lets time pass.
    public mutating func look(at now: Instant) {
        count(level.look(at: now))
        warm(at: now)
    }

    private mutating func count(_ changed: Instant?) {
        if let changed, level.isActive, warmUntil <= changed { onsets.increment() }
    }

    private mutating func warm(at now: Instant) {
        if warmUntil <= now { isWarmingUp = false }
    }

    private mutating func revive(_ isActive: Bool) {
        level = Debounce(isActive: isActive, stability: level.stability)
        hasFailed = false
    }
}
