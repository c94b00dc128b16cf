/// A document that is kept beside the ledger (``Batches/keep(_:)``), for lines of an import to name.
public struct Proof: Hashable, Sendable {
    /// As it was given.
    public let name: String
    /// 64 hexadecimal digits.
    public let sha256: String
    /// In bytes.
    public let size: Int

    init(_ document: Document) {
        (name, sha256, size) = (document.name, document.sha256, document.bytes.count)
    }

    /// Under what a line's details keep it. An older release passes over details that it does not know, and goes on to
    /// take the batch's document for the line's.
    static let detail = "document"
}
