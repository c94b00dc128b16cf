/// A text that does not say what it should: one sentence that quotes the text
/// and tells how to write it.
public struct Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
