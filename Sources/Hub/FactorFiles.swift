internal import Glibc
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
func bytes(ofFile path: String) throws(HubError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw HubError("\(path) cannot be read: \(String(cString: strerror(errno)))") }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= 1 << 24 {
        let count = read(descriptor, &chunk, chunk.count)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw HubError("\(path) cannot be read: \(String(cString: strerror(errno)))") }
        if count == 0 { return bytes }
        bytes += chunk[..<count]
    }
    throw HubError("\(path) is larger than 16 MiB")
}
