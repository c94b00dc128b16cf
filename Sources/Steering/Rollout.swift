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
        /// Write the new value to the zones of the trial, to hold until then.
        case tryOut(until: Timestamp)
        case spread
        case giveBack
        case wait(until: Timestamp)
        case end
    }

    /// What the zones of the trial counted together over some time.
    public struct Evidence: Hashable, Sendable {
        public var falseOffs: Int64
        /// Hours.
        public var occupied: Double

        public init(falseOffs: Int64, occupied: Double) { (self.falseOffs, self.occupied) = (falseOffs, occupied) }

        public var rate: Double { occupied > 0 ? Double(falseOffs) / occupied : 0 }
    }

    public let plan: Plan
    public private(set) var phase: Phase

    public init(_ plan: Plan, phase: Phase = .planned) { (self.plan, self.phase) = (plan, phase) }

    /// - Parameter evidence: of a range of time; asked for during the trial only.
    public mutating func step(at now: Timestamp, evidence: (Range<Timestamp>) throws -> Evidence) rethrows -> Step {
        switch phase {
        case .planned: return .tryOut(until: now + plan.trial + Plan.lapse)
        case .spreading: return .spread
        case .returning: return .giveBack
        case .done, .returned: return .end
        case .trying(let since):
            let before = try evidence(since - plan.trial..<since)
            let after = try evidence(since..<Swift.max(since, Swift.min(now, since + plan.trial)))
            let isOver = since + plan.trial <= now
            guard let reason = objection(before, after, isOver: isOver) else {
                if isOver { phase = .spreading }
                return isOver ? .spread : .wait(until: since + plan.trial)
            }
            phase = .returning(reason: reason)
            return .giveBack
        }
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

    private func objection(_ before: Evidence, _ after: Evidence, isOver: Bool) -> String? {
        // Of few false-offs a single one says little; three are more than chance brings where they are rare.
        let most = before.rate + plan.tolerance
        if after.falseOffs >= Self.few, after.rate > most, isOver || after.occupied >= plan.leastOccupied / 4 {
            return "false-offs rose from \(told(before.rate)) to \(told(after.rate)) per occupied hour"
        }
        guard isOver else { return nil }
        for (name, evidence) in [("before the trial", before), ("in the trial", after)]
        where evidence.occupied < plan.leastOccupied {
            return
                "people were there for \(told(evidence.occupied)) h only \(name), \(told(plan.leastOccupied)) h are needed"
        }
        return after.rate > most
            ? "false-offs rose from \(told(before.rate)) to \(told(after.rate)) per occupied hour" : nil
    }

    private static let few: Int64 = 3

    private func told(_ number: Double) -> String {
        let thousandths = Int64((number * 1_000).rounded())
        let rest = "\(1_000 + thousandths % 1_000)".dropFirst()
        return "\(thousandths / 1_000).\(rest)"
    }
}
