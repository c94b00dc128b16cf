internal import Exports
internal import Glibc
internal import SQLite

/// A file that proves what was imported: a scanned bill, a calculator's result.
public struct Document: Hashable, Sendable {
    /// As it was given.
    public let name: String
    public let bytes: [UInt8]
    /// 64 hexadecimal digits.
    public let sha256: String

    public init(name: String, bytes: [UInt8]) {
        (self.name, self.bytes) = (name, bytes)
        sha256 = SHA256.hexadecimal(of: bytes)
    }

    /// The folder beside a ledger where documents are kept, each under its SHA-256.
    public static func folder(of ledger: String) -> String { ledger + ".documents" }

    /// Copies it there, durable when this returns. Whoever dies before its row is written leaves a copy that
    /// nothing names, which does no harm.
    func keep(beside ledger: String) throws(LedgerError) {
        let folder = Self.folder(of: ledger)
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw .refused("cannot make \(folder): \(String(cString: strerror(errno)))")
        }
        let path = folder + "/" + sha256
        var status = stat()
        if stat(path, &status) == 0, status.st_size == bytes.count { return }
        do throws(ExportError) {
            let file = try WholeFile(path, replacing: true)
            try file.write(bytes)
            try file.finish()
            try WholeFile.settle(folderOf: folder)
        } catch { throw .refused(error.description) }
    }
}

extension Ledger {
    /// A document as the ledger knows it.
    struct Kept {
        let name: String
        let path: String
        let sha256: String

        /// The copy; `nil` where there is none, or it no longer says what it said.
        func document() -> Document? {
            let file = open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return nil }
            defer { close(file) }
            var (bytes, chunk): ([UInt8], [UInt8]) = ([], [UInt8](repeating: 0, count: 1 << 20))
            while true {
                let count = read(file, &chunk, chunk.count)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { return nil }
                if count == 0 { break }
                bytes += chunk[..<count]
            }
            let document = Document(name: name, bytes: bytes)
            return document.sha256 == sha256 ? document : nil
        }
    }

    /// Those that imports name, undone ones too.
    func documents() throws(LedgerError) -> [Kept] {
        try sql { () throws(SQLiteError) in
            guard try database.userVersion() >= Schema.importing else { return [] }
            let rows = try database.statement("SELECT sha256, name FROM document ORDER BY sha256")
            defer { rows.reset() }
            var documents: [Kept] = []
            while try rows.step() {
                guard let sha256 = rows.string(0), let name = rows.string(1) else { continue }
                let path = Document.folder(of: database.path) + "/" + sha256
                documents.append(Kept(name: name, path: path, sha256: sha256))
            }
            return documents
        }
    }
}
