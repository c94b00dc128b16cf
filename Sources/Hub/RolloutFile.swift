internal import Exports
internal import FoundationEssentials
internal import Quantities
internal import Steering

/// What a roll-out must not forget: a file that is replaced as a whole, and is on the disk before the next thing is done.
struct RolloutFile: Codable, Equatable {
    /// Key and value, in its unit.
    var setting: String
    var value: Double
    /// Zones, as `GROUP/NODE/ZONE`.
    var trial: [String]
    var others: [String]
    var trialSeconds: Int64
    var tolerance: Double
    var phase = Phase.planned
    /// When the first zone of the trial was about to be written, ms since 1970 UTC; `nil`: none was.
    var first: Int64?
    /// When the trial began, ms since 1970 UTC.
    var since: Int64?
    var reason: String?
    /// The values before, of all zones that may have the new one. Known before that is written.
    var before: [String: Double] = [:]
    /// Zones that need nothing more in this phase.
    var written: [String] = []
    /// Those of them whose boards said no, and why; `nil`: none.
    var refused: [String: String]?

    enum Phase: String, Codable { case planned, trying, spreading, returning, done, returned }

    /// Whether another file is of the same roll-out.
    func isSame(as other: RolloutFile) -> Bool {
        (setting, value, trialSeconds, tolerance) == (other.setting, other.value, other.trialSeconds, other.tolerance)
            && trial == other.trial && others == other.others
    }

    var rollout: Rollout {
        let plan = Rollout.Plan(trial: .seconds(trialSeconds), tolerance: tolerance)
        let phase: Rollout.Phase =
            switch phase {
            case .planned: .planned
            case .trying: .trying(since: Timestamp(milliseconds: since ?? 0))
            case .spreading: .spreading
            case .returning: .returning(reason: reason ?? "")
            case .done: .done
            case .returned: .returned(reason: reason ?? "")
            }
        return Rollout(plan, phase: phase, first: first.map { Timestamp(milliseconds: $0) })
    }

    /// Takes over how far it has come; a new phase has written nothing yet.
    mutating func take(_ rollout: Rollout) {
        let before = phase
        first = rollout.first?.milliseconds
        switch rollout.phase {
        case .planned: phase = .planned
        case .trying(let since): (phase, self.since) = (.trying, since.milliseconds)
        case .spreading: phase = .spreading
        case .returning(let reason): (phase, self.reason) = (.returning, reason)
        case .done: phase = .done
        case .returned(let reason): (phase, self.reason) = (.returned, reason)
        }
        guard phase != before else { return }
        written = []
        // Who said no at last is told at the end.
        if phase != .done, phase != .returned { refused = nil }
    }

    /// Which of all zones are to be written now.
    func due(_ step: Rollout.Step, of all: [ZoneAddress]) -> [ZoneAddress] {
        switch step {
        // Each time all: their values are to end at one time, and long enough after the trial.
        case .tryOut: all.filter { trial.contains($0.description) }
        case .spread: all.filter { !written.contains($0.description) }
        case .giveBack: all.filter { before[$0.description] != nil && !written.contains($0.description) }
        case .refuse, .wait, .end: []
        }
    }

    /// A zone needs nothing more in this phase.
    mutating func settle(_ zone: ZoneAddress, refusal: String? = nil) {
        if !written.contains(zone.description) { written.append(zone.description) }
        if let refusal { refused = (refused ?? [:]).merging([zone.description: refusal]) { $1 } }
    }

    /// What came of it, once it is over, and whether it is what was wanted.
    var outcome: (text: String, isGood: Bool) {
        let refusals = (refused ?? [:]).sorted { $0.key < $1.key }.map { "\n\($0.value)" }.joined()
        let (all, count) = (trial.count + others.count, refused?.count ?? 0)
        if phase == .returned {
            let rest = count == 0 ? "" : "\n\(count) zones did not take their old value back:\(refusals)"
            return ("returned: \(reason ?? "")\(rest)", false)
        }
        guard count > 0 else { return ("done: \(all) zones have the new \(setting)", true) }
        return ("done, but \(count) of \(all) zones do not have the new \(setting):\(refusals)", false)
    }

    static func read(_ path: String) throws(HubError) -> RolloutFile? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            return try JSONDecoder().decode(RolloutFile.self, from: Data(contentsOf: URL(filePath: path)))
        } catch {
            throw HubError("\(path) is no state of a roll-out: name another file, or remove this one")
        }
    }

    func write(_ path: String) throws(HubError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        do {
            let file = try WholeFile(path, replacing: true)
            try file.write(Array(encoder.encode(self)))
            try file.finish()
        } catch {
            throw HubError("\(error)")
        }
    }
}
