public import Journal

/// Writes an export: its header, every entry as its journal frames it, and an end mark that vouches for all of it.
///
///     header      text, ended by an empty line; see ``ExportHeader``
///     entries     of each journal that the header names, in order, without a hole: see ``Journal/Entry/frame``
///     "LWEXPEND"  8 bytes
///     SHA-256     of all that precedes, 32 bytes
public final class ExportWriter {
    private let file: WholeFile
    private var sum = SHA256()

    /// - Throws: ``ExportError`` when the file cannot be made, or is there and may not be replaced.
    public init(_ header: ExportHeader, to path: String, replacing: Bool) throws(ExportError) {
        let text = Array(header.text.utf8)
        guard text.count <= ExportHeader.limit else {
            throw ExportError("the commissioning records are too long for an export; delete the oldest")
        }
        file = try WholeFile(path, replacing: replacing)
        try write(text)
    }

    public func add(_ entry: Entry) throws(ExportError) { try write(entry.frame) }

    /// Ends the file and lets it appear.
    ///
    /// - Returns: its size in bytes.
    public func finish() throws(ExportError) -> Int {
        try write(Self.endMark)
        try file.write(sum.digest)
        try file.finish()
        return file.size
    }

    static let endMark = Array("LWEXPEND".utf8)

    private func write(_ bytes: [UInt8]) throws(ExportError) {
        sum.add(bytes[...])
        try file.write(bytes)
    }
}
