public import Control

/// What can be broken by script, and how one writes it: what is broken, and in which way.
public enum FaultKind: String, CaseIterable, Hashable, Sendable {
    case motionStuckHigh = "pir=stuck-high"
    case motionStuckLow = "pir=stuck-low"
    case motionLost = "pir=lost"
    case motionChattering = "pir=chattering"
    case motionFalseAlarms = "pir=false-alarms"
    case motionDull = "pir=dull"
    case lightLost = "light=lost"
    case lightFrozen = "light=frozen"
    case lightDazzled = "light=dazzled"
    case lightDark = "light=dark"
    case lightOffset = "light=offset"
    case lightDrift = "light=drift"
    case lampsDead = "lamps=dead"
    case lampsWelded = "lamps=welded"
    case meterStopped = "meter=stopped"
    case meterNoisy = "meter=noisy"
    case buttonStuck = "button=stuck"
    case buttonPressed = "button=pressed"
    case doorLost = "door=lost"
    case doorStuckOpen = "door=stuck-open"
    case doorStuckShut = "door=stuck-shut"
    case powerOff = "power=off"
    case brokerOff = "broker=off"
    case clockUntrusted = "clock=untrusted"
    /// Written as the step itself, such as `clock=+2h`.
    case clockStep = "clock=step"

    /// What is broken, such as `pir`.
    public var part: String { String(rawValue.prefix { $0 != "=" }) }
    /// In which way, such as `stuck-high`.
    public var way: String { String(rawValue.drop { $0 != "=" }.dropFirst()) }

    /// It is the board's, not a zone's.
    public var isOfBoard: Bool {
        switch self {
        case .powerOff, .brokerOff, .clockUntrusted, .clockStep: true
        default: false
        }
    }

    /// A moment, not a state: `for=` means nothing.
    public var isMoment: Bool { self == .buttonPressed }

    /// What control should say of it sooner or later; empty: it cannot know, or need not say.
    public var expected: Fault {
        switch self {
        case .motionStuckHigh: .motionStuck
        case .motionStuckLow: .motionSilent
        case .motionLost, .motionChattering: .motionLost
        case .motionDull: .motionInadequate
        case .lightLost: .lightLost
        case .lightFrozen: .lightFrozen
        // A converter on a line is out of its range then.
        case .lightDazzled: [.lightBlinded, .lightLost]
        case .lightDark: [.lightFrozen, .lightLost]
        case .lampsDead, .meterStopped: .lampFailed
        case .lampsWelded: .relayWelded
        case .meterNoisy: [.meterDisagrees, .relayWelded]
        case .motionFalseAlarms, .lightOffset, .lightDrift, .buttonStuck, .buttonPressed, .doorLost, .doorStuckOpen,
            .doorStuckShut, .powerOff, .brokerOff, .clockUntrusted, .clockStep:
            []
        }
    }

    /// The word beside it that says how much; `nil`: none is known.
    public var measure: Measure? {
        switch self {
        case .motionFalseAlarms: Measure(key: "rate", unit: .perHour, usual: 20)
        case .motionDull: Measure(key: "gap", unit: .time, usual: 150_000)
        case .lightOffset, .lightDrift: Measure(key: "by", unit: .lux, usual: nil)
        case .clockStep: Measure(key: "by", unit: .time, usual: nil)
        default: nil
        }
    }

    /// How much, and in what.
    public struct Measure: Hashable, Sendable {
        public enum Unit: Hashable, Sendable { case perHour, time, lux }
        public let key: String
        /// Milliseconds, events an hour, or lux.
        public let unit: Unit
        /// Where nothing is said; `nil`: it must be.
        public let usual: Double?
    }

    /// What it means, for help: a sentence without its stop.
    public var sentence: String {
        switch self {
        case .motionStuckHigh: "the motion sensor's output is active without end"
        case .motionStuckLow: "it sees nobody, and looks like an empty room"
        case .motionLost: "its line cannot be read"
        case .motionChattering: "its line changes faster than it can: a loose wire"
        case .motionFalseAlarms: "it also sees movements that are none, rate= of them an hour (20/h)"
        case .motionDull: "it misses small movements: every tenth gap is a long one, gap= their median (150s, as poor)"
        case .lightLost: "the light sensor cannot be read"
        case .lightFrozen: "it says for ever what it said last"
        case .lightDazzled: "sun or a lamp shines right on it: 100000 lx"
        case .lightDark: "it says 0 lx: a dead converter, or a hood over it"
        case .lightOffset: "it says by= more (by=40lx, by=-40lx)"
        case .lightDrift: "it says by= more with every day (by=2lx)"
        case .lampsDead: "the lamps neither shine nor draw"
        case .lampsWelded: "the relays are welded: the lamps shine and draw whatever they are told"
        case .meterStopped: "the meter gives no pulses"
        case .meterNoisy: "it gives as many pulses as all lamps would cause, on top of its own"
        case .buttonStuck: "the wall button is held down for ever: one press, then no other"
        case .buttonPressed: "somebody presses the wall button once (a moment, no fault)"
        case .doorLost: "the door contact cannot be read"
        case .doorStuckOpen: "it says open whatever the door does"
        case .doorStuckShut: "it says shut whatever the door does"
        case .powerOff: "a power cut: what was not on the card is lost, and the next boot starts lit"
        case .brokerOff: "the uplink is disconnected (with --broker)"
        case .clockUntrusted: "the board does not know the time"
        case .clockStep: "the board's clock is off by so much, such as clock=+2h or clock=-30m"
        }
    }
}
