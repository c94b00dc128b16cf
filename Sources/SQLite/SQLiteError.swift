import CSQLite

/// Why SQLite refused: what was tried, where, SQLite's own words, and the cure where there is one.
public struct SQLiteError: Error, Hashable, CustomStringConvertible {
    /// What a caller may want to handle differently.
    public enum Kind: Hashable, Sendable { case diskFull, readOnly, busy, corrupt, constraint, other }

    public let kind: Kind
    /// SQLite's extended result code (sqlite.org/rescode.html).
    public let code: Int32
    public let message: String
    /// The statement, or what else was tried.
    public let statement: String
    /// The database's file.
    public let path: String

    public var description: String {
        "cannot run “\(statement)” on \(path): \(message) (SQLite \(code))" + (cure.map { "; \($0)" } ?? "")
    }

    init(code: Int32, message: String, statement: String, path: String) {
        (self.code, self.message, self.statement, self.path) = (code, message, statement, path)
        kind =
            switch code & 0xFF {
            case SQLITE_FULL: .diskFull
            case SQLITE_READONLY, SQLITE_PERM: .readOnly
            case SQLITE_BUSY, SQLITE_LOCKED: .busy
            case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
            case SQLITE_CONSTRAINT: .constraint
            default: .other
            }
    }

    private var cure: String? {
        switch kind {
        case .diskFull: "free some space"
        case .readOnly: "give this user the right to write the file and its directory"
        case .busy: "another connection holds it; end that one, or try again"
        case .corrupt: "restore the file from a backup"
        case .constraint, .other: nil
        }
    }
}

/// An error that can carry a failure of SQLite, so that a transaction's body may throw its own.
public protocol CarriesSQLiteError: Error {
    init(_ error: SQLiteError)
}

extension SQLiteError: CarriesSQLiteError {
    public init(_ error: SQLiteError) { self = error }
}
