/// A piece of YAML that knows where it stands.
///
/// Nothing is guessed: `no` and `12` are words until somebody reads them as
/// something else.
public struct Node: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        case scalar(Scalar)
        case sequence([Node])
        case mapping([Entry])
    }

    /// A text, and whether it stood in quotes (or in a block) rather than bare.
    public struct Scalar: Hashable, Sendable {
        public let text: String
        public let quoted: Bool

        public init(text: String, quoted: Bool) { (self.text, self.quoted) = (text, quoted) }
    }

    /// One line of a mapping. Keys are texts, each only once in its mapping.
    public struct Entry: Hashable, Sendable {
        public let key: String
        public let keyMark: Mark
        public let value: Node
    }

    public let content: Content
    /// Where it begins.
    public let mark: Mark

    /// What it is, in a sentence: "a word", "a list", "a mapping".
    var kind: String {
        switch content {
        case .scalar: "a single value"
        case .sequence: "a list"
        case .mapping: "a mapping (key: value)"
        }
    }
}
