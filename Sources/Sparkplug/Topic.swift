/// What a Sparkplug B 3.0 topic says: whose message it is, and of which kind.
public enum Topic: Hashable, Sendable, CustomStringConvertible {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case birth = "BIRTH", data = "DATA", death = "DEATH", command = "CMD"
    }

    /// `spBv1.0/group/N…/node`
    case node(Kind, NodeID)
    /// `spBv1.0/group/D…/node/device`
    case device(Kind, NodeID, device: String)
    /// `spBv1.0/STATE/host`
    case state(host: String)

    /// Reads a topic. IDs may hold whatever MQTT allows in a level, up to 255 bytes.
    ///
    /// - Returns: `nil` when it is not one of the three forms.
    public init?(_ text: String) {
        // Levels are counted before they are copied: a topic may hold 65,535 slashes.
        guard text.utf8.count(where: { $0 == UInt8(ascii: "/") }) <= 4 else { return nil }
        let levels = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard levels.count >= 3, levels[0] == Topic.namespace else { return nil }
        if levels[1] == Topic.stateLevel {
            guard levels.count == 3, Topic.isLevel(levels[2]) else { return nil }
            self = .state(host: levels[2])
            return
        }
        guard levels.count >= 4, let id = NodeID(group: levels[1], node: levels[3]),
            let kind = Kind(rawValue: String(levels[2].dropFirst()))
        else { return nil }
        switch (levels[2].utf8.first, levels.count) {
        case (UInt8(ascii: "N"), 4): self = .node(kind, id)
        case (UInt8(ascii: "D"), 5) where Topic.isLevel(levels[4]): self = .device(kind, id, device: levels[4])
        default: return nil
        }
    }

    public var description: String {
        switch self {
        case .node(let kind, let id): "\(Topic.namespace)/\(id.group)/N\(kind.rawValue)/\(id.node)"
        case .device(let kind, let id, let device):
            "\(Topic.namespace)/\(id.group)/D\(kind.rawValue)/\(id.node)/\(device)"
        case .state(let host): "\(Topic.namespace)/\(Topic.stateLevel)/\(host)"
        }
    }

    static let namespace = "spBv1.0"
    static let stateLevel = "STATE"

    static func isLevel(_ text: String) -> Bool {
        (1...255).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "#") && $0 != 0
            }
    }
}
