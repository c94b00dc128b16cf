import CSQLite

/// One connection to a database file, for one thread at a time.
///
/// Write-ahead log, `synchronous=FULL` (what is committed survives a power cut),
/// foreign keys enforced. Statements are prepared once and kept.
public final class Connection {
    public enum Mode: Hashable, Sendable {
        /// The file must exist, and nothing can be changed.
        case readOnly
        /// The file must exist.
        case existing
        /// The file is made if it does not exist.
        case create
    }

    let database: Database
    private var statements: [String: Statement] = [:]

    /// - Parameter patience: how long to wait for another connection's lock, in milliseconds.
    public init(_ path: String, _ mode: Mode = .create, patience: Int32 = 5_000) throws(SQLiteError) {
        let flags =
            switch mode {
            case .readOnly: SQLITE_OPEN_READONLY
            case .existing: SQLITE_OPEN_READWRITE
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        database = try Database(path: path, flags: flags)
        sqlite3_busy_timeout(database.pointer, patience)
        if mode != .readOnly { try execute("PRAGMA journal_mode = WAL") }
        try execute("PRAGMA synchronous = FULL")
        try execute("PRAGMA foreign_keys = ON")
    }

    public var path: String { database.path }

    /// Runs a statement to its end, ignoring rows.
    public func execute(_ sql: String, _ values: (any Bindable)?...) throws(SQLiteError) {
        let statement = try statement(sql)
        defer { statement.reset() }
        for (index, value) in values.enumerated() {
            if let value {
                try value.bind(to: statement, at: index + 1)
            } else {
                try statement.bindNull(at: index + 1)
            }
        }
        while try statement.step() {}
    }

    /// Runs several statements, separated by semicolons, such as a schema.
    public func execute(script: String) throws(SQLiteError) {
        guard sqlite3_exec(database.pointer, script, nil, nil, nil) == SQLITE_OK else { throw database.failure(script) }
    }

    /// The prepared statement, without values. Kept for the next call, unless it is being stepped through.
    public func statement(_ sql: String) throws(SQLiteError) -> Statement {
        if let known = statements[sql] {
            guard !known.isRunning else { return try Statement(sql, on: database) }
            known.reset()
            return known
        }
        let new = try Statement(sql, on: database)
        statements[sql] = new
        return new
    }

    /// Runs `body` in a write transaction; rolls back if it throws, and throws that. Not to be nested.
    public func transaction<R, Failure: CarriesSQLiteError>(
        _ body: () throws(Failure) -> R
    ) throws(Failure) -> R {
        try run("BEGIN IMMEDIATE", or: Failure.self)
        do throws(Failure) {
            let result = try body()
            try run("COMMIT", or: Failure.self)
            return result
        } catch {
            // Some failures, such as a full disk, have rolled back already.
            if sqlite3_get_autocommit(database.pointer) == 0 { try? execute("ROLLBACK") }
            throw error
        }
    }

    /// The version of the schema, kept in the file; 0 in a new one.
    public func userVersion() throws(SQLiteError) -> Int {
        let statement = try statement("PRAGMA user_version")
        defer { statement.reset() }
        return try statement.step() ? Int(statement.int64(0) ?? 0) : 0
    }

    /// Sets the version of the schema; within a transaction, undone with it.
    public func setUserVersion(_ version: Int) throws(SQLiteError) {
        try execute(script: "PRAGMA user_version = \(version)")
    }

    /// Rows that the last INSERT, UPDATE or DELETE changed.
    public var changes: Int { Int(sqlite3_changes(database.pointer)) }

    private func run<Failure: CarriesSQLiteError>(_ sql: String, or: Failure.Type) throws(Failure) {
        do throws(SQLiteError) { try execute(sql) } catch { throw Failure(error) }
    }
}
