internal import Imports
internal import Ledger

/// The files that the lines of a table name, found from the table's folder.
///
/// They are read twice: once to say all that is wrong before anything is taken, and once to keep them. One at a time is in
/// memory.
struct LineDocuments {
    /// As the lines write them, in the order of their first lines.
    private(set) var paths: [String] = []
    private var found: [(sha256: String, size: Int)] = []
    private let folder: String

    /// Of one document, in MiB: a scan or a calculator's result, not an archive.
    static let largest = 64

    init(beside table: String) {
        let parts = table.split(separator: "/", omittingEmptySubsequences: false)
        folder = parts.count > 1 ? parts.dropLast().joined(separator: "/") + "/" : ""
    }

    var isEmpty: Bool { paths.isEmpty }

    /// `3 documents of lines (1250 bytes)`.
    var text: String {
        let size = found.reduce(0) { $0 + $1.size }
        return "\(paths.count) \(paths.count == 1 ? "document" : "documents") of lines (\(size) bytes)"
    }

    /// Looks at a document, and remembers it.
    ///
    /// - Returns: its SHA-256.
    mutating func take(_ path: String) throws(Unreadable) -> String {
        let document = try read(path)
        guard !document.bytes.isEmpty else { throw Unreadable("is empty: a document proves something") }
        paths.append(path)
        found.append((document.sha256, document.bytes.count))
        return document.sha256
    }

    /// Copies them beside the ledger.
    func keep(in batches: Batches) throws -> [Proof] {
        try zip(paths, found).map { path, known in
            let document: Document
            do throws(Unreadable) { document = try read(path) } catch {
                throw HubError("\(folder)\(path) \(error.reason)")
            }
            guard document.sha256 == known.sha256 else {
                throw HubError("\(folder)\(path) was changed while it was read: import again")
            }
            return try batches.keep(document)
        }
    }

    private func read(_ path: String) throws(Unreadable) -> Document {
        do throws(HubError) {
            let bytes = try ReadFile.bytes(of: folder + path, atMost: Self.largest)
            return Document(name: path.split(separator: "/").last.map(String.init) ?? path, bytes: bytes)
        } catch {
            // Without the path, which the problem names already.
            let prefix = "\(folder)\(path): "
            throw Unreadable(
                error.description.hasPrefix(prefix)
                    ? String(error.description.dropFirst(prefix.count)) : error.description)
        }
    }
}
