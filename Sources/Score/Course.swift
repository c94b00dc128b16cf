public import Control
public import Quantities

/// What happened in a zone in one unbroken stretch of time, and what was decided there: what is judged.
public struct Course: Sendable {
    /// What the lamps were told, and why.
    public struct Decision: Hashable, Sendable {
        /// Relay steps lit, or per cent of a dimmer.
        public var level: UInt8
        public var reason: Reason
        /// Light was wanted before and after, so that it was daylight that changed it.
        public var isByDaylight: Bool

        public init(level: UInt8, reason: Reason, isByDaylight: Bool = false) {
            (self.level, self.reason, self.isByDaylight) = (level, reason, isByDaylight)
        }
    }

    public let start: Timestamp
    public var end: Timestamp
    /// Whether people were there; `nil` where nobody knows. The truth, which no controller sees.
    public var people: Signal<Bool?>
    /// What the motion sensors said.
    public var motion: Signal<Bool>
    /// Daylight alone, where people need the light; `nil` where it is not known.
    public var daylight: Signal<Lux?>
    /// Every change of level or reason; those between motion, hold and start may be left out.
    public var decisions: Signal<Decision>

    /// What was left of the light of new lamps, 0 to 1.
    public var output: Signal<Double>
    /// When the wall button was pressed, ascending; `nil` where nobody would press it.
    public var presses: [Timestamp]?
    /// Plugs and climate; `nil` where there is nothing to follow people but lamps.
    public var loads: Loads?

    /// What the controller had learned at the end; `nil` where it does not learn.
    public var learned: Learned?

    /// What follows people besides lamps.
    public struct Loads: Sendable {
        /// How many are there, but for whoever cleans.
        public var people: Signal<Int>
        /// Whether what is behind the plug relay has power.
        public var plugs: Signal<Bool>
        public var setback: Signal<Setback>

        public init(from start: Timestamp) {
            people = Signal(0, from: start)
            plugs = Signal(true, from: start)
            setback = Signal(.none, from: start)
        }
    }

    /// Nothing is known yet; lamps are lit, as they are before the first step.
    public init(from start: Timestamp, steps: UInt8) {
        (self.start, end) = (start, start)
        people = Signal(nil, from: start)
        motion = Signal(false, from: start)
        daylight = Signal(nil, from: start)
        decisions = Signal(Decision(level: steps, reason: .starting), from: start)
        output = Signal(1, from: start)
    }

    /// Goes on where another one ends.
    public init(continuing course: Course) {
        self.init(from: course.end, steps: 0)
        people = Signal(course.people.last, from: start)
        motion = Signal(course.motion.last, from: start)
        daylight = Signal(course.daylight.last, from: start)
        let last = course.decisions.last
        decisions = Signal(Decision(level: last.level, reason: last.reason), from: start)
        output = Signal(course.output.last, from: start)
        presses = course.presses.map { _ in [] }
    }

    /// Whether it may be cut at its end without a judge's telling: nobody there for four hours (and so since midnight,
    /// if it is four), no movement for longer than any hold time, no warning.
    public var isQuiet: Bool {
        guard people.last == false, !motion.last, decisions.last.reason != .warning else { return false }
        return people.lastChange + .hours(4) <= end && motion.lastChange + .minutes(25) <= end
    }

    /// When the lamps went out for want of motion (after a warning, if there was one) while somebody was there who
    /// had too little daylight.
    public func falseOffs(_ criteria: Criteria) -> [Timestamp] {
        var wasAnnounced = true
        return decisions.steps.compactMap { step in
            defer { wasAnnounced = step.value.level > 0 || step.value.reason == .warning }
            guard step.value.level == 0, step.value.reason == .vacant, wasAnnounced,
                people.value(at: step.time) == true, criteria.isTooDark(daylight.value(at: step.time))
            else { return nil }
            return step.time
        }
    }
}
