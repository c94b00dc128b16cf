/// A text of a file, kept with its place, for those who can judge it only later.
public struct Marked: Hashable, Sendable, CustomStringConvertible {
    public let text: String
    public let mark: Mark

    public init(_ text: String, at mark: Mark) { (self.text, self.mark) = (text, mark) }

    /// Reads a text; `nil` and a problem if the value is none.
    public init?(_ field: Field) {
        guard let text = field.text() else { return nil }
        self.init(text, at: field.mark)
    }

    public var description: String { text }
}
