public import Boards
public import Exports
internal import Glibc
internal import YAML

/// A site file with the fingerprint of exactly the bytes that were read.
public struct SiteFile: Sendable {
    public let site: Site
    /// SHA-256, as `sha256sum` shows it.
    public let fingerprint: String

    /// - Throws: ``ExportError`` with every problem of the file.
    public init(reading path: String, boards: String) throws(ExportError) {
        let bytes = try Self.bytes(of: path)
        do throws(Problems) { site = try Site(parsing: bytes, file: path, boards: boards) } catch {
            throw ExportError(error.description)
        }
        fingerprint = SHA256.hexadecimal(of: bytes)
    }

    private static func bytes(of path: String) throws(ExportError) -> [UInt8] {
        guard let file = fopen(path, "re") else {
            throw ExportError("cannot read \(path): \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var portion = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&portion, 1, portion.count, file)
            guard count > 0 else { break }
            bytes += portion[..<count]
        }
        guard ferror(file) == 0 else { throw ExportError("cannot read \(path): \(String(cString: strerror(errno)))") }
        return bytes
    }
}
