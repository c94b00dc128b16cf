import CSQLite

/// SQLite's handle; closed once the connection and all its statements are gone.
final class Database {
    let path: String
    let pointer: OpaquePointer

    init(path: String, flags: Int32) throws(SQLiteError) {
        var pointer: OpaquePointer?
        let code = sqlite3_open_v2(path, &pointer, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let pointer else {
            let message = String(cString: pointer.map { sqlite3_errmsg($0) } ?? sqlite3_errstr(code))
            sqlite3_close_v2(pointer)
            throw SQLiteError(code: code, message: message, statement: "open", path: path)
        }
        (self.path, self.pointer) = (path, pointer)
    }

    deinit { sqlite3_close_v2(pointer) }

    /// The failure of the last call.
    func failure(_ statement: String) -> SQLiteError {
        SQLiteError(
            code: sqlite3_extended_errcode(pointer), message: String(cString: sqlite3_errmsg(pointer)),
            statement: statement, path: path)
    }
}
