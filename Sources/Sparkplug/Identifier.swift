/// A group, edge node, device or host ID as we give it: 1 to 64 of `A-Z a-z 0-9 _ -`.
///
/// Narrower than the specification, which allows all that MQTT does: brokers differ on dots and
/// spaces in topics. `STATE` is refused because the namespace claims it.
public struct Identifier: Hashable, Sendable, CustomStringConvertible {
    public let text: String

    public init(_ text: String) throws(Invalid) {
        let isLegal = { (c: UInt8) -> Bool in
            switch c {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
            default: false
            }
        }
        guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy(isLegal), text != "STATE" else {
            throw Invalid(text: text)
        }
        self.text = text
    }

    public var description: String { text }

    public struct Invalid: Error, Hashable, CustomStringConvertible {
        public let text: String
        public var description: String {
            "ID “\(text)”: use 1 to 64 letters, digits, _ or -, and not the word STATE"
        }
    }
}

/// An edge node: the group and node levels of its topics, ours or a stranger's.
public struct NodeID: Hashable, Sendable, CustomStringConvertible {
    public let group: String
    public let node: String

    public init(group: Identifier, node: Identifier) { (self.group, self.node) = (group.text, node.text) }

    /// - Returns: `nil` unless both can be levels of a Sparkplug topic.
    public init?(group: String, node: String) {
        guard Topic.isLevel(group), Topic.isLevel(node), group != Topic.stateLevel else { return nil }
        (self.group, self.node) = (group, node)
    }

    public var description: String { "\(group)/\(node)" }
}
