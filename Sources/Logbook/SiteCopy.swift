internal import Glibc

/// The last site file that was good, kept in the state folder: what a board can run on when its own is broken.
public struct SiteCopy: Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    /// The bytes of a site file, or of the copy; `nil` when there is none, or it cannot be read or is larger
    /// than 1 MiB.
    public static func bytes(of path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(file, &chunk, chunk.count)
            if count == 0 { return bytes }
            if count < 0, errno != EINTR { return nil }
            bytes += chunk.prefix(Swift.max(count, 0))
            guard bytes.count <= 1 << 20 else { return nil }
        }
    }

    /// Replaces the copy as a whole, unless it is the same: after a power cut there is the old one or the new one.
    public func keep(_ bytes: [UInt8]) throws(SettingsFile.Unusable) {
        guard SiteCopy.bytes(of: path) != bytes else { return }
        let new = path + ".new"
        let file = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw failure(new) }
        let isWritten = write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        close(file)
        guard isWritten, rename(new, path) == 0 else { throw failure(path) }
        let slash = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let folder = open(slash, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    private func failure(_ path: String) -> SettingsFile.Unusable {
        SettingsFile.Unusable(description: "cannot write \(path): \(String(cString: strerror(errno)))")
    }
}
