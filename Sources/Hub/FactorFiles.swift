internal import Indicators
internal import Register
internal import YAML

extension Organisation {
    /// The tables of emission factors that the file names, joined; `nil` when it names none.
    ///
    /// - Throws: of a file that cannot be opened where it is named, of others what stands wrong in them.
    func factorTable() throws -> FactorTable? {
        guard !factorFiles.isEmpty else { return nil }
        var problems: [Problem] = []
        let texts = factorFiles.compactMap { named -> (file: String, bytes: [UInt8])? in
            do throws(HubError) { return (named.path, try bytes(ofFile: named.path)) } catch {
                problems.append(Problem(file: file, at: named.mark, "factors: \(error)"))
                return nil
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return try FactorTable(joining: try texts.map { try FactorTable(parsing: $0.bytes, file: $0.file) })
    }
}

extension FactorTable {
    init(reading path: String) throws {
        try self.init(parsing: try bytes(ofFile: path), file: path)
    }
}

/// A file of at most 16 MiB, such as a table of emission factors.
func bytes(ofFile path: String) throws(HubError) -> [UInt8] { try ReadFile.bytes(of: path, atMost: 16) }
