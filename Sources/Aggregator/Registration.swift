internal import Sparkplug

/// Which boards may tell the ledger something: those of sites that the organisation has declared.
public struct Registration: Hashable, Sendable {
    /// By site, the names of its boards; `nil`: any.
    public var sites: [String: Set<String>?]
    /// Where it stands written, for the one who is to be told.
    public let file: String

    public init(sites: [String: Set<String>?], file: String) { (self.sites, self.file) = (sites, file) }

    /// Why a board's records are not taken; `nil` when they are.
    func objection(to node: NodeID) -> String? {
        guard let boards = sites[node.group] else {
            return
                "\(file) has no site \(node.group); declare it there and start the hub again, or correct the board's site"
        }
        guard let boards, !boards.contains(node.node) else { return nil }
        return "\(file) does not list board \(node.node) of \(node.group); add it there and start the hub again"
    }
}
