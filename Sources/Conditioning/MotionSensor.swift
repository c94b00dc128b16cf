public import Hardware
public import Quantities

/// What a passive infrared (PIR) sensor says, once it can be believed.
///
/// Sensors of this kind see change, not presence; holding is the controller's work.
/// Figures of an HC-SR501: false pulses for about 60 s after power-on, while its pyroelectric
/// element settles; output held for 3 to 300 s; then blind for 2.5 to 3 s (pirhome.com, HC-SR501
/// hold and block time; Elegoo kit manual, p. 125). Set it to its shortest delay and to
/// re-trigger, and keep time here.
///
/// Faults: ``SensorFault/unreadable``; ``SensorFault/stuckActive`` after twelve hours;
/// ``SensorFault/chattering``. A sensor that sees nothing any more looks like an empty room: only a button, a door
/// or time tells, which control compares.
public struct MotionSensor: Hashable, Sendable {
    /// Whether ``isActive`` and ``onsets`` may be believed. If not, the reading is unknown, never "nobody". One that is
    /// stuck is known to be active: control judges motion without end by itself, and falls back to its schedule.
    public var isKnown: Bool { (fault == nil || fault == .stuckActive) && !isWarmingUp }
    /// What speaks against it; warming up is none.
    public var fault: SensorFault? { line.fault }
    /// Whether it sees motion now.
    public var isActive: Bool { line.isActive }
    /// How often it began to see motion, warm-up and faults not counted.
    public private(set) var onsets = WrappingCount.zero

    private var line: WatchedLine
    private let warmUntil: Instant
    private var isWarmingUp = true

    /// - Parameters:
    ///   - start: When the sensor got power, as far as is known: the start of the program.
    ///   - isActive: The level at the start; `nil` if the line cannot be read.
    ///   - stability: 50 to 200 ms; the sensor itself holds its output for seconds.
    ///   - longestActive: Active for this long it is stuck.
    public init(
        at start: Instant, isActive: Bool?, stability: Duration = .milliseconds(100), warmUp: Duration = .seconds(60),
        longestActive: Duration = .hours(12), chatter: Chatter.Limit = .motion
    ) {
        line = WatchedLine(
            at: start, isActive: isActive, stability: stability, longestActive: longestActive, chatter: chatter)
        warmUntil = start + warmUp
    }

    /// Look again no later than this; `nil` if only an edge can change anything.
    public var reviewBy: Instant? { earliest(line.reviewBy, isWarmingUp ? warmUntil : nil) }

    /// Takes an edge of the line. On a line that had failed it is a sign of life.
    public mutating func receive(_ edge: Edge) {
        take(line.receive(edge), at: edge.at)
    }

    /// Takes a reading of the line, such as the one that ends a failure.
    /// A level found after a failure is no onset.
    public mutating func reads(_ isActive: Bool, at now: Instant) {
        take(line.reads(isActive, at: now), at: now)
    }

    /// Takes the news that the line cannot be read: the sensor is unknown until an edge or a reading comes.
    public mutating func fail(at now: Instant) {
        take(line.fail(at: now), at: now)
    }

    /// Reads a line that gives no edges, and takes what it says, be it a level or a failure.
    public mutating func sample(_ line: inout some DigitalInput & ~Copyable, at now: Instant) {
        if let isActive = line.sample() { reads(isActive, at: now) } else { fail(at: now) }
    }

    /// Lets time pass.
    public mutating func look(at now: Instant) {
        take(line.look(at: now), at: now)
    }

    private mutating func take(_ change: WatchedLine.Change?, at now: Instant) {
        if warmUntil <= now { isWarmingUp = false }
        guard let change, change.isTrusted, change.isActive, warmUntil <= change.at else { return }
        onsets.increment()
    }
}
