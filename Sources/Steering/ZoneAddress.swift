public import Sparkplug

/// Where a zone is on the wire: `GROUP/NODE/ZONE`.
public struct ZoneAddress: Hashable, Sendable, CustomStringConvertible {
    public let node: NodeID
    public let zone: Identifier

    public init(_ node: NodeID, _ zone: Identifier) { (self.node, self.zone) = (node, zone) }

    /// - Returns: `nil` where the text is no such address.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { try? Identifier(String($0)) }
        guard parts.count == 3, let group = parts[0], let node = parts[1], let zone = parts[2] else { return nil }
        self.init(NodeID(group: group, node: node), zone)
    }

    public var description: String { "\(node)/\(zone)" }
}
