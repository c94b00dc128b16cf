internal import Baselines
internal import FoundationEssentials

/// The result of `lightwell-lab score --format json` on a recorded trace: what the real policy used, and what each
/// baseline policy would have used over the same trace.
struct ReplayedPolicy: Decodable {
    let energies: [String: Double?]
    let hours: Double
    /// Those of a site; `nil` of recordings.
    let zones: [Zone]?

    struct Zone: Decodable { let name: String }

    private enum CodingKeys: String, CodingKey {
        case energies = "energies_kwh"
        case hours = "hours_known"
        case zones
    }

    /// - Parameter policy: the baseline's name, such as `clock` or `code`.
    /// - Returns: what control alone saved, and the zones it is of; `nil` zones where the result does not name them.
    /// - Throws: ``HubError``.
    static func attributed(
        _ path: String, policy: String
    ) throws -> (saving: AttributedSaving, zones: Set<String>?) {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else { throw HubError("\(path) cannot be read") }
        guard let result = try? JSONDecoder().decode(ReplayedPolicy.self, from: data) else {
            throw HubError(
                "\(path) is not what lightwell-lab score --format json prints: energies_kwh or hours_known lack")
        }
        let known = result.energies.keys.sorted().joined(separator: ", ")
        guard let used = result.energies["used"] ?? nil, let policied = result.energies[policy] ?? nil else {
            throw HubError("\(path) has no energy of the policy \(policy) beside what was used; it has: \(known)")
        }
        let source = "\(policy) policy on the trace of \(path)"
        guard
            let saving = AttributedSaving(
                counterfactual: policied, used: used, days: result.hours / 24, source: source)
        else { throw HubError("\(path): energies below zero, or no hour of which the truth is known") }
        return (saving, result.zones.map { Set($0.map(\.name)) })
    }
}
