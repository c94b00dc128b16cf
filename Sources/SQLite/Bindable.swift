import CSQLite

/// A value that a statement takes at a `?`: `Int64`, `Int`, `Double`, `String`, `[UInt8]`, and their optionals.
public protocol Bindable {
    /// Binds the value at a position, counted from 1.
    func bind(to statement: Statement, at position: Int) throws(SQLiteError)
}

extension Int64: Bindable {
    public func bind(to statement: Statement, at position: Int) throws(SQLiteError) {
        try statement.check(sqlite3_bind_int64(statement.pointer, Int32(position), self))
    }
}

extension Int: Bindable {
    public func bind(to statement: Statement, at position: Int) throws(SQLiteError) {
        try Int64(self).bind(to: statement, at: position)
    }
}

extension Double: Bindable {
    /// SQLite has no number for NaN, and stores NULL.
    public func bind(to statement: Statement, at position: Int) throws(SQLiteError) {
        try statement.check(sqlite3_bind_double(statement.pointer, Int32(position), self))
    }
}

extension String: Bindable {
    public func bind(to statement: Statement, at position: Int) throws(SQLiteError) {
        let length = UInt64(utf8.count)
        try statement.check(
            sqlite3_bind_text64(statement.pointer, Int32(position), self, length, copied, UInt8(SQLITE_UTF8)))
    }
}

extension [UInt8]: Bindable {
    public func bind(to statement: Statement, at position: Int) throws(SQLiteError) {
        guard !isEmpty else { return try statement.check(sqlite3_bind_zeroblob(statement.pointer, Int32(position), 0)) }
        try statement.check(sqlite3_bind_blob64(statement.pointer, Int32(position), self, UInt64(count), copied))
    }
}

extension Optional: Bindable where Wrapped: Bindable {
    public func bind(to statement: Statement, at position: Int) throws(SQLiteError) {
        guard let self else { return try statement.check(sqlite3_bind_null(statement.pointer, Int32(position))) }
        try self.bind(to: statement, at: position)
    }
}

/// Tells SQLite to copy what it is given before the call returns (its SQLITE_TRANSIENT, a macro Swift cannot see).
private var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
