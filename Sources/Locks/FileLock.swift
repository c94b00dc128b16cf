import Glibc

/// The right to be the only program that uses something, such as a journal or a ledger.
///
/// Held from ``exclusive(path:program:)`` until the last reference goes, or the
/// process ends in whatever way: the kernel releases it. The lock file names the
/// holder; it stays behind, empty, because removing it would race with the next holder.
/// A second lock on one path is refused within one process too.
public final class FileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock at `path`, making the file if need be, or says who has it. Never waits.
    ///
    /// - Parameter program: the name that others are told while the lock is held.
    public static func exclusive(path: String, program: String) throws(LockError) -> FileLock {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .unavailable(path: path, code: errno) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            if code == EINTR { continue }
            defer { close(descriptor) }
            guard code == EWOULDBLOCK else { throw .unavailable(path: path, code: code) }
            let (program, pid) = holder(descriptor)
            throw .held(path: path, program: program, pid: pid)
        }
        // Where a full disk has no room for the signature, the lock still holds.
        let signature = Array("\(program)\n\(getpid())\n".utf8)
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, signature, signature.count, 0) }
        return FileLock(descriptor)
    }

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit {
        _ = ftruncate(descriptor, 0)
        close(descriptor)
    }

    /// What the holder wrote; `nil` where it has not yet, or no longer.
    private static func holder(_ descriptor: Int32) -> (program: String?, pid: Int32?) {
        var buffer = [UInt8](repeating: 0, count: 512)
        let count = pread(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return (nil, nil) }
        let lines = String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n")
        guard lines.count == 2, let pid = Int32(lines[1]) else { return (nil, nil) }
        return (String(lines[0]), pid)
    }
}

/// Why a lock could not be taken.
public enum LockError: Error, Hashable, CustomStringConvertible {
    /// `program` and `pid` are `nil` where the holder has not signed: not yet, or for want of room.
    case held(path: String, program: String?, pid: Int32?)
    /// The file cannot be made or locked; `code` is the `errno`.
    case unavailable(path: String, code: Int32)

    public var description: String {
        switch self {
        case .held(let path, let program?, let pid?): "\(path) is held by \(program) (pid \(pid)); stop that one first"
        case .held(let path, _, _): "\(path) is held by another program; stop that one first"
        case .unavailable(let path, let code): "cannot lock \(path): \(String(cString: strerror(code)))"
        }
    }
}
