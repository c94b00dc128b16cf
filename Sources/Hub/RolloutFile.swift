internal import FoundationEssentials
internal import Quantities
internal import Steering

/// What a roll-out must not forget: a file that is replaced as a whole.
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
    /// When the trial began, ms since 1970 UTC.
    var since: Int64?
    var reason: String?
    /// The values before, of the zones of the trial.
    var before: [String: Double] = [:]
    /// Zones that have what they should in this phase.
    var written: [String] = []

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
        return Rollout(plan, phase: phase)
    }

    /// Takes over how far it has come; a new phase has written nothing yet.
    mutating func take(_ rollout: Rollout) {
        let before = phase
        switch rollout.phase {
        case .planned: phase = .planned
        case .trying(let since): (phase, self.since) = (.trying, since.milliseconds)
        case .spreading: phase = .spreading
        case .returning(let reason): (phase, self.reason) = (.returning, reason)
        case .done: phase = .done
        case .returned(let reason): (phase, self.reason) = (.returned, reason)
        }
        if phase != before { written = [] }
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
        do { try encoder.encode(self).write(to: URL(filePath: path), options: .atomic) } catch {
            throw HubError("cannot write \(path): \(error)")
        }
    }
}
