import CSQLite

/// A prepared statement: bind, step through its rows, reset.
///
/// Positions of values count from 1, columns from 0, as in SQLite.
public final class Statement {
    public let sql: String
    let pointer: OpaquePointer
    private let database: Database

    init(_ sql: String, on database: Database) throws(SQLiteError) {
        var pointer: OpaquePointer?
        let code = sqlite3_prepare_v3(database.pointer, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil)
        guard code == SQLITE_OK else { throw database.failure(sql) }
        guard let pointer else {
            throw SQLiteError(
                code: SQLITE_MISUSE, message: "there is no statement in it", statement: sql, path: database.path)
        }
        (self.sql, self.pointer, self.database) = (sql, pointer, database)
    }

    deinit { sqlite3_finalize(pointer) }

    public func bind(_ value: some Bindable, at position: Int) throws(SQLiteError) {
        try value.bind(to: self, at: position)
    }

    /// Binds NULL.
    public func bindNull(at position: Int) throws(SQLiteError) {
        try check(sqlite3_bind_null(pointer, Int32(position)))
    }

    /// Goes to the next row.
    ///
    /// - Returns: `false` when there is none; then the statement is reset, its values still bound.
    public func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            sqlite3_reset(pointer)
            return false
        default:
            let failure = database.failure(sql)
            sqlite3_reset(pointer)
            throw failure
        }
    }

    /// Ends the rows, and forgets the values.
    public func reset() {
        sqlite3_reset(pointer)
        sqlite3_clear_bindings(pointer)
    }

    public var columnCount: Int { Int(sqlite3_column_count(pointer)) }

    /// The column of the row as a whole number, `nil` if NULL; so are the others. SQLite converts other types.
    public func int64(_ column: Int) -> Int64? {
        isNull(column) ? nil : sqlite3_column_int64(pointer, Int32(column))
    }

    public func double(_ column: Int) -> Double? {
        isNull(column) ? nil : sqlite3_column_double(pointer, Int32(column))
    }

    public func string(_ column: Int) -> String? {
        guard let text = sqlite3_column_text(pointer, Int32(column)) else { return nil }
        let count = Int(sqlite3_column_bytes(pointer, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
    }

    public func bytes(_ column: Int) -> [UInt8]? {
        guard !isNull(column) else { return nil }
        let start = sqlite3_column_blob(pointer, Int32(column))
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, Int32(column)))))
    }

    var isRunning: Bool { sqlite3_stmt_busy(pointer) != 0 }

    func check(_ code: Int32) throws(SQLiteError) {
        guard code == SQLITE_OK else { throw database.failure(sql) }
    }

    private func isNull(_ column: Int) -> Bool { sqlite3_column_type(pointer, Int32(column)) == SQLITE_NULL }
}
