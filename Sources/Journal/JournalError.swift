import Glibc
import Locks

/// Why a journal cannot be opened, written or read: a sentence that names the place and the cure.
public enum JournalError: Error, Hashable, CustomStringConvertible {
    /// `program` and `pid` are `nil` where the holder has not signed: not yet, or for want of room.
    case inUse(directory: String, program: String?, pid: Int32?)
    case notADirectory(path: String)
    case notWritable(path: String)
    case notReadable(path: String)
    /// Where one was to be read only; to be written, it would be made.
    case noJournal(directory: String)
    case newerVersion(path: String, version: UInt32)
    case foreign(path: String, reason: String)
    case noSpace(path: String)
    /// Any other refusal of the operating system; `code` is the `errno`.
    case failed(operation: String, path: String, code: Int32)
    case limitTooSmall(directory: String, bytes: Int)
    case entryTooLarge(directory: String, bytes: Int, most: Int)
    /// So much waits for a ``Journal/sync()`` that memory would run out. The entry was not taken.
    case backlog(directory: String, bytes: Int)
    /// Somebody acknowledged what this journal never wrote.
    case neverWritten(directory: String, sequence: UInt64, durable: UInt64)

    public var description: String {
        switch self {
        case .inUse(let directory, let program?, let pid?):
            "journal \(directory) is in use by \(program) (pid \(pid))"
        case .inUse(let directory, _, _):
            "journal \(directory) is in use by another program"
        case .notADirectory(let path):
            "\(path) is not a directory; name a directory for the journal, or remove that file"
        case .notWritable(let path):
            "\(path) cannot be written; give this user the right to, or mount its file system writable"
        case .notReadable(let path):
            "\(path) cannot be read; give this user the right to"
        case .noJournal(let directory):
            "there is no journal \(directory); name the directory that holds its segments"
        case .newerVersion(let path, let version):
            "\(path) has version \(version), this program reads up to \(SegmentHeader.version);"
                + " upgrade the program, or start with an empty directory"
        case .foreign(let path, let reason):
            "\(path) \(reason); move it away, or choose another directory"
        case .noSpace(let path):
            "no space left to write \(path); free some, or lower the journal's limit"
        case .failed(let operation, let path, let code):
            "cannot \(operation) \(path): \(String(cString: strerror(code))); check the disk"
        case .limitTooSmall(let directory, let bytes):
            "journal \(directory): a limit of \(bytes) bytes is too small;"
                + " allow at least \(Journal.smallestLimit)"
        case .entryTooLarge(let directory, let bytes, let most):
            "journal \(directory): an entry of \(bytes) bytes is too large;"
                + " at most \(most) fit with this limit, and never more than \(Journal.largestEntry)"
        case .backlog(let directory, let bytes):
            "journal \(directory): \(bytes) bytes wait to be written; sync more often, or check the disk"
        case .neverWritten(let directory, let sequence, let durable):
            "journal \(directory): sequence \(sequence) was acknowledged, but the journal ends at \(durable);"
                + " if it was restored from a copy, start with an empty directory"
        }
    }

    /// The error for the current `errno`.
    static func current(_ operation: String, _ path: String) -> JournalError {
        JournalError(code: errno, operation: operation, path: path)
    }

    init(code: Int32, operation: String, path: String) {
        switch code {
        case ENOSPC, EDQUOT: self = .noSpace(path: path)
        case ENOTDIR: self = .notADirectory(path: path)
        case EROFS: self = .notWritable(path: path)
        case EACCES, EPERM:
            self = ["list", "read"].contains(operation) ? .notReadable(path: path) : .notWritable(path: path)
        default: self = .failed(operation: operation, path: path, code: code)
        }
    }

    init(_ error: LockError, directory: String) {
        switch error {
        case .held(_, let program, let pid): self = .inUse(directory: directory, program: program, pid: pid)
        case .unavailable(let path, let code): self.init(code: code, operation: "lock", path: path)
        }
    }
}
