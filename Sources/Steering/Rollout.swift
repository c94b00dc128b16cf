public import Quantities

/// Decides how a new value of a setting gets to many zones: first to a few of them for a while, then to all, or back.
///
/// A value without clock, wire or ledger. What it wants to be done it says as ``Step``; whoever does it says so, and
/// hands in what the boards counted.
///
/// While the trial lasts, the new value is written with an end (``Plan/lapse``): should whoever rolls out die, the
/// zones of the trial return by themselves, to what their site files say.
public struct Rollout: Hashable, Sendable {
    public struct Plan: Hashable, Sendable {
        /// How long the trial lasts, and how long before it people are compared with.
        public var trial: Duration
        /// Occupied hours that both must hold to be compared.
        public var leastOccupied = 8.0
        /// False-offs per occupied hour that may be added.
        public var tolerance: Double

        public init(trial: Duration, tolerance: Double) { (self.trial, self.tolerance) = (trial, tolerance) }

        /// The value ends so long after the trial unless it is written again.
        public static let lapse = Duration.days(1)
        /// So long after the trial its records are waited for. Then it is judged by those that are there.
        public static let lateness = Duration.hours(1)
    }

    public enum Phase: Hashable, Sendable {
        /// To be written to the zones of the trial.
        case planned
        case trying(since: Timestamp)
        /// To be written to all zones, for good.
        case spreading
        /// The old values are to be written to the zones of the trial.
        case returning(reason: String)
        case done
        case returned(reason: String)
    }

    /// What is to be done now.
    public enum Step: Hashable, Sendable {
        /// Nothing: it cannot be begun, and nothing is written yet.
        case refuse(reason: String)
        /// Write the new value to the zones of the trial, to hold until then.
        case tryOut(until: Timestamp)
        case spread
        case giveBack
        case wait(until: Timestamp)
        case end
    }

    public let plan: Plan
    public private(set) var phase: Phase
    /// When the first zone of the trial was about to be written: the time before the trial ends there. `nil`: none was.
    public private(set) var first: Timestamp?

    public init(_ plan: Plan, phase: Phase = .planned, first: Timestamp? = nil) {
        (self.plan, self.phase, self.first) = (plan, phase, first)
    }

    /// - Parameter evidence: of a range of time; asked for before anything is written, and during the trial.
    public mutating func step(at now: Timestamp, evidence: (Range<Timestamp>) throws -> Evidence) rethrows -> Step {
        switch phase {
        case .planned:
            if first == nil {
                let range = now - plan.trial..<now
                let lack = try evidence(range).lack(of: range, Self.before, leastOccupied: plan.leastOccupied)
                if let lack { return .refuse(reason: lack) }
            }
            return .tryOut(until: now + plan.trial + Plan.lapse)
        case .spreading: return .spread
        case .returning: return .giveBack
        case .done, .returned: return .end
        case .trying(let since):
            let (start, end) = (first ?? since, since + plan.trial)
            let (earlier, later) = (start - plan.trial..<start, since..<Swift.max(since, Swift.min(now, end)))
            let (before, after) = try (evidence(earlier), evidence(later))
            let isOver = end <= now && (after.late.isEmpty || end + Plan.lateness <= now)
            var objection = rise(before, after, isOver: isOver)
            if isOver {
                objection =
                    objection ?? before.lack(of: earlier, Self.before, leastOccupied: plan.leastOccupied)
                    ?? after.lack(of: later, "in the trial", leastOccupied: plan.leastOccupied)
            }
            guard let objection else {
                if isOver { phase = .spreading }
                return isOver ? .spread : .wait(until: now < end ? end : end + Plan.lateness)
            }
            phase = .returning(reason: objection)
            return .giveBack
        }
    }

    /// A zone of the trial is about to be written.
    public mutating func willTry(at now: Timestamp) {
        if case .planned = phase, first == nil { first = now }
    }

    /// A step is done. Nothing where it was given up meanwhile.
    public mutating func did(_ step: Step, at now: Timestamp) {
        switch (phase, step) {
        case (.planned, .tryOut): phase = .trying(since: now)
        case (.spreading, .spread): phase = .done
        case (.returning(let reason), .giveBack): phase = .returned(reason: reason)
        default: break
        }
    }

    /// It cannot go on, or shall not.
    public mutating func giveUp(_ reason: String) {
        switch phase {
        // Some zones of the trial may have the new value even where it is only planned.
        case .planned, .trying, .spreading: phase = .returning(reason: reason)
        case .returning, .done, .returned: break
        }
    }

    /// - Parameter isOver: whether all is known that will be; only then a few false-offs in a short time count.
    private func rise(_ before: Evidence, _ after: Evidence, isOver: Bool) -> String? {
        guard after.rate > before.rate + plan.tolerance else { return nil }
        // Of few false-offs a single one says little; three are more than chance brings where they are rare.
        let isMore = after.falseOffs >= Self.few && after.occupied >= plan.leastOccupied / 4
        let isEnough = after.occupied >= plan.leastOccupied && before.occupied >= plan.leastOccupied
        guard isMore || isOver && (isEnough || after.falseOffs >= Self.few) else { return nil }
        return "false-offs rose from \(told(before.rate)) to \(told(after.rate)) per occupied hour"
    }

    private static let few: Int64 = 3
    private static let before = "before the trial"
}
