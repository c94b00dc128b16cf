/// Why an export cannot be written or read: sentences that name file, offset and cure.
public struct ExportError: Error, Hashable, CustomStringConvertible {
    public var sentences: [String]

    public init(_ sentence: String) { sentences = [sentence] }
    public init(_ sentences: [String]) { self.sentences = sentences }

    init(_ file: String, at offset: Int, _ reason: String) { self.init("\(file), offset \(offset): \(reason)") }

    public var description: String { sentences.joined(separator: "\n") }
}
