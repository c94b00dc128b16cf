public import Locks
public import SQLite

/// Why a ledger cannot be used, as a sentence.
public enum LedgerError: CarriesSQLiteError, CustomStringConvertible {
    case database(SQLiteError)
    case locked(LockError)
    /// Written by a newer release.
    case newer(path: String, version: Int, known: Int)
    /// There is no ledger to read.
    case missing(path: String)
    /// A whole batch was given up, and nothing of it is in.
    case refused(String)

    public init(_ error: SQLiteError) { self = .database(error) }

    /// Whether it may be gone when the same is tried again later: a full disk, a lock of somebody else.
    public var mayPass: Bool {
        guard case .database(let error) = self else { return false }
        return error.kind == .busy || error.kind == .diskFull
    }

    public var description: String {
        switch self {
        case .database(let error): error.description
        case .locked(let error): error.description
        case .newer(let path, let version, let known):
            "\(path) is a ledger of version \(version), this release knows \(known): use the newer release"
        case .missing(let path): "there is no ledger \(path) yet; start lightwell-hub run first"
        case .refused(let reason): reason
        }
    }
}
