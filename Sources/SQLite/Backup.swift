internal import CSQLite
internal import Glibc

extension Connection {
    /// Copies the whole database into a new file, as it is at one moment, while others go on writing. The file is durable
    /// when this returns, or not there.
    ///
    /// - Parameters:
    ///   - path: must not exist.
    ///   - show: is told the share that is copied, 0 to 1.
    public func copy(to path: String, show: (Double) -> Void = { _ in }) throws(SQLiteError) {
        guard access(path, F_OK) != 0 else {
            throw SQLiteError(code: SQLITE_CANTOPEN, message: "the file exists", statement: "copy", path: path)
        }
        // A copy begins again whenever another connection writes, unless what it reads stays as it is.
        try execute("BEGIN")
        defer { try? execute("ROLLBACK") }
        do throws(SQLiteError) {
            try execute("SELECT 1 FROM sqlite_schema LIMIT 1")
            try fill(path, show)
        } catch {
            unlink(path)
            throw error
        }
    }

    private func fill(_ path: String, _ show: (Double) -> Void) throws(SQLiteError) {
        let target = try Database(path: path, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
        guard let backup = sqlite3_backup_init(target.pointer, "main", database.pointer, "main") else {
            throw target.failure("copy")
        }
        var code = SQLITE_OK
        repeat {
            code = sqlite3_backup_step(backup, Self.pages)
            let (left, all) = (sqlite3_backup_remaining(backup), sqlite3_backup_pagecount(backup))
            if all > 0 { show(1 - Double(left) / Double(all)) }
        } while code == SQLITE_OK
        sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE else { throw target.failure("copy") }
        let file = open(path, O_RDONLY | O_CLOEXEC)
        let isDurable = file >= 0 && fsync(file) == 0
        if file >= 0 { close(file) }
        guard isDurable else {
            throw SQLiteError(
                code: SQLITE_IOERR, message: String(cString: strerror(errno)), statement: "copy", path: path)
        }
    }

    /// Copied at a time: 4 MiB of pages of 4 KiB.
    private static let pages: Int32 = 1_024
}
