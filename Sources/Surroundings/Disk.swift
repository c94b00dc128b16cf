internal import Glibc

/// The room of a file system, in bytes, as an ordinary user may use it.
public struct Disk: Hashable, Sendable {
    public let free: Int
    public let total: Int

    /// - Returns: `nil` where the path cannot be looked at.
    public init?(at path: String) {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        free = Int(status.f_bavail) * Int(status.f_frsize)
        total = Int(status.f_blocks) * Int(status.f_frsize)
    }

    /// What the files of a folder take, those of its folders not counted; `nil` where it cannot be read.
    public static func used(by folder: String) -> Int? {
        guard let directory = opendir(folder) else { return nil }
        defer { closedir(directory) }
        var bytes = 0
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { name in
                String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
            }
            var status = stat()
            if lstat("\(folder)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG {
                bytes += Int(status.st_blocks) * 512
            }
        }
        return bytes
    }
}
