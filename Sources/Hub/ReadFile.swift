internal import Glibc

/// A file, whole.
enum ReadFile {
    /// - Parameter mebibytes: what it may have at most.
    static func bytes(of path: String, atMost mebibytes: Int = 1_024) throws(HubError) -> [UInt8] {
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
            guard bytes.count <= mebibytes << 20 else {
                throw HubError("\(path): is larger than \(mebibytes) MiB: cut it into several files")
            }
        }
    }
}
