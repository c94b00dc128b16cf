internal import Glibc

/// A file that appears under its name only when it is whole and on the disk; before, it is called `….part`.
///
/// Dropped before ``finish()``, it leaves nothing behind.
public final class WholeFile {
    public let path: String
    public private(set) var size = 0
    private let draft: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []

    /// - Throws: ``ExportError`` if something is at `path` already and may not be replaced, or it cannot be made.
    public init(_ path: String, replacing: Bool) throws(ExportError) {
        (self.path, draft) = (path, path + ".part")
        guard replacing || access(path, F_OK) != 0 else {
            throw ExportError("\(path) is there already; name another file, or add --force to replace it")
        }
        descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Self.failure("make", draft) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(draft)
    }

    public func write(_ bytes: [UInt8]) throws(ExportError) {
        buffer += bytes
        size += bytes.count
        if buffer.count >= Self.portion { try flush() }
    }

    /// Puts it in its place, once all of it is on the disk.
    public func finish() throws(ExportError) {
        try flush()
        try Self.synchronize(descriptor, path)
        guard rename(draft, path) == 0 else { throw Self.failure("put in place", path) }
        close(descriptor)
        descriptor = -1
        try Self.settle(folderOf: path)
    }

    /// Makes durable what was made, renamed or removed in the folder that something lies in.
    public static func settle(folderOf path: String) throws(ExportError) {
        let slash = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let folder = open(slash, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure("open", slash) }
        defer { close(folder) }
        try synchronize(folder, slash)
    }

    private func flush() throws(ExportError) {
        var done = 0
        while done < buffer.count {
            let n = buffer.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + done, $0.count - done) }
            if n < 0 && errno == EINTR { continue }
            guard n >= 0 else { throw Self.failure("write", draft) }
            done += n
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func synchronize(_ descriptor: Int32, _ path: String) throws(ExportError) {
        while fsync(descriptor) != 0 {
            if errno == EINTR { continue }
            // A file system that cannot do this for a folder has nothing to do.
            guard errno == EINVAL else { throw failure("write", path) }
            return
        }
    }

    /// Bytes that are written at once.
    private static let portion = 1 << 16

    static func failure(_ action: String, _ path: String) -> ExportError {
        let cure =
            switch errno {
            case ENOSPC, EDQUOT: "; free some space"
            case EACCES, EPERM, EROFS: "; choose a place that this user may write to"
            case ENOENT: "; is the medium mounted, and the folder there?"
            default: ""
            }
        return ExportError("cannot \(action) \(path): \(String(cString: strerror(errno)))" + cure)
    }
}
