internal import Glibc
internal import Locks
internal import SQLite

extension Ledger {
    /// Copies the ledger into a new file, and its documents beside it, while the hub goes on.
    ///
    /// - Parameter show: is told the share that is copied, 0 to 1.
    /// - Throws: also when the copy does not pass ``check(show:)``; then there is none.
    public func backUp(to path: String, show: (Double) -> Void = { _ in }) throws(LedgerError) {
        let new = path + ".new"
        unlink(new)
        try sql { () throws(SQLiteError) in try database.copy(to: new, show: show) }
        let findings = try Ledger(new, .reading).checkTables()
        // Reading leaves them behind, empty.
        for ending in ["-wal", "-shm"] { unlink(new + ending) }
        guard findings.isEmpty else {
            unlink(new)
            throw .refused("the ledger was copied, but is not sound, so the copy is not kept: \(findings[0])")
        }
        for kept in try documents() {
            guard let document = kept.document() else {
                unlink(new)
                throw .refused("the document \(kept.path) is not there or not what it was, so the copy is not kept")
            }
            try document.keep(beside: path)
        }
        guard rename(new, path) == 0 else {
            throw .refused("cannot write \(path): \(String(cString: strerror(errno)))")
        }
    }

    /// Puts a backup in place of a ledger, which is kept aside.
    ///
    /// What boards told since the backup was made they tell again: the watermarks are those of the backup, and boards go
    /// back to them as far as their cards reach.
    ///
    /// - Returns: where the ledger is that was there before; `nil` where there was none.
    /// - Throws: when the hub runs, or the backup is not sound; nothing is changed then.
    public static func restore(
        _ backup: String, to path: String, program: String, show: (Double) -> Void = { _ in }
    ) throws(LedgerError) -> String? {
        let lock: FileLock
        do throws(LockError) { lock = try FileLock.exclusive(path: path + ".lock", program: program) } catch {
            throw .locked(error)
        }
        let others: [FileLock]
        do throws(LockError) {
            others = [
                try FileLock.exclusive(path: path + Batches.lockEnding, program: program),
                try FileLock.exclusive(path: path + ".watch.lock", program: program),
            ]
        } catch {
            throw .locked(error)
        }
        defer { withExtendedLifetime((lock, others)) {} }
        let source = try Ledger(backup, .reading)
        if let finding = try source.checkTables().first { throw .refused("\(backup) is not sound: \(finding)") }
        let new = path + ".new"
        unlink(new)
        try sql { () throws(SQLiteError) in try source.database.copy(to: new, show: show) }
        // What a backup has lost may lie beside the ledger still; ``check(show:)`` tells what does not.
        for kept in try source.documents() { try kept.document()?.keep(beside: path) }
        var aside: String?
        if access(path, F_OK) == 0 {
            var number = 1
            while access("\(path).before-restore-\(number)", F_OK) == 0 { number += 1 }
            let name = "\(path).before-restore-\(number)"
            for ending in ["-wal", "-shm", ""] where access(path + ending, F_OK) == 0 {
                guard rename(path + ending, name + ending) == 0 else {
                    throw .refused("cannot move \(path)\(ending) aside: \(String(cString: strerror(errno)))")
                }
            }
            aside = name
        }
        guard rename(new, path) == 0 else {
            throw .refused("cannot write \(path): \(String(cString: strerror(errno)))")
        }
        return aside
    }
}
