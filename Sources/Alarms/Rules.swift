public import Quantities

/// From when on something is an alarm, and how much each kind matters. What is not said otherwise is the default.
public struct Rules: Hashable, Sendable {
    /// How one kind of alarm is raised.
    public struct Rule: Hashable, Sendable {
        /// How long it must be so.
        public var after: Duration
        public var severity: Severity
        public var isOn: Bool
        /// How long before a day that must be kept it is said. For deadlines only.
        public var before: Duration

        public init(after: Duration, _ severity: Severity, isOn: Bool = true, before: Duration = .zero) {
            (self.after, self.severity, self.isOn, self.before) = (after, severity, isOn, before)
        }
    }

    /// By kind; every kind has one.
    public private(set) var rules: [Kind: Rule]
    /// A board that can keep records for fewer hours than this is filling up.
    public var hoursLeft: Int64 = 72
    /// A connected board that holds so many records, and not fewer for as long as the rule says, is not drained. An
    /// assumption: in good times a board holds the 32 that are on their way, and those of the present quarter.
    public var backlog: Int64 = 200
    /// Boards of one site that are silent at once, at least, to be one alarm of the site; and half of its boards.
    public var boardsAtOnce = 2
    /// What may leak. Gas that heats runs through cold nights without a leak; whoever has such a meter leaves gas out.
    public var leakMedia: Set<Medium> = [.water, .gas]
    /// A year's forecast says nothing before so much of it has passed: a quarter.
    public var targetsAfter: Duration = .days(91)
    /// A forecast with less coverage is not drawn.
    public var targetCoverage = 0.9
    /// A forecast may be beyond the target by this part without an alarm.
    public var targetMargin = 0.05

    public init() { rules = Self.standard }

    public subscript(kind: Kind) -> Rule {
        get { rules[kind] ?? Rule(after: .zero, .warning) }
        set { rules[kind] = newValue }
    }

    public static let standard: [Kind: Rule] = [
        // A hub that runs says so every minute.
        .hubSilent: Rule(after: .minutes(20), .urgent),
        .siteSilent: Rule(after: .hours(2), .urgent),
        .boardSilent: Rule(after: .hours(2), .warning),
        .boardRefused: Rule(after: .minutes(15), .warning),
        .bufferFilling: Rule(after: .hours(1), .warning),
        .sensorFault: Rule(after: .minutes(30), .warning),
        // Whoever finds a leak has waited for several nights already.
        .leak: Rule(after: .zero, .warning),
        .targetAtRisk: Rule(after: .days(7), .notice),
        .reviewOverdue: Rule(after: .zero, .notice),
        // An assumption: a laboratory or a new meter takes weeks.
        .calibrationOverdue: Rule(after: .zero, .notice, before: .days(30)),
    ]
}

/// How alarms are told: seldom. The times of ``AlarmBook``.
public struct Manner: Hashable, Sendable {
    /// Messages are at least so far apart; what comes in between waits for the next one.
    public var digest: Duration = .minutes(15)
    /// What nobody has acknowledged is told again after so long.
    public var again: Duration = .hours(24)
    /// An alarm is over when all was well for so long.
    public var well: Duration = .minutes(15)
    /// What begins so shortly before or after its cause is not told by itself.
    public var together: Duration = .minutes(15)
    /// When only what is urgent is told; `nil`: there are no such hours.
    public var night: Night?

    public init() {}
}
