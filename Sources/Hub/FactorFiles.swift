internal import Indicators
internal import Register

extension Organisation {
    /// The tables of emission factors that the file names, joined; `nil` when it names none.
    func factorTable() throws -> FactorTable? {
        guard !factorFiles.isEmpty else { return nil }
        return try FactorTable(joining: try factorFiles.map { try FactorTable(reading: $0.path) })
    }
}

extension FactorTable {
    init(reading path: String) throws {
        try self.init(parsing: try bytes(ofFile: path), file: path)
    }
}

/// A file of at most 16 MiB, such as a table of emission factors.
func bytes(ofFile path: String) throws(HubError) -> [UInt8] { try ReadFile.bytes(of: path, atMost: 16) }
