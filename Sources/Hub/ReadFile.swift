internal import Glibc

/// A file, whole, of at most a gibibyte.
enum ReadFile {
    static func bytes(of path: String) throws -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw HubError("\(path): cannot be read: \(String(cString: strerror(errno)))") }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(file, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw HubError("\(path): cannot be read: \(String(cString: strerror(errno)))") }
            bytes += chunk[..<count]
            guard bytes.count <= 1 << 30 else {
                throw HubError("\(path): is larger than 1 GiB: cut it into several files")
            }
        }
    }
}
