internal import Quantities
internal import Records
internal import SQLite

/// Which journal goes on where which other one ended, because its board was replaced.
///
/// The replaced journal is closed at the entry through which it was taken over. Up to there it may still
/// arrive; what its board writes later is refused, for two boards would count the same lamps.
struct Succession: Hashable, Sendable {
    /// Name of the journal that goes on.
    let successor: String
    /// Of the other one, the last entry that counts.
    let through: UInt64
    let at: Timestamp
}

extension Ledger {
    /// The successions, by the name of the journal that has ended.
    func readSuccessions() throws(LedgerError) -> [String: Succession] {
        try sql { () throws(SQLiteError) in
            // A reader may have a ledger before it that no writer of this release has opened yet.
            guard try database.userVersion() >= 2 else { return [:] }
            let rows = try database.statement(
                "SELECT previous, name, through, at FROM continuation JOIN journal ON journal.id = journal")
            defer { rows.reset() }
            var successions: [String: Succession] = [:]
            while try rows.step() {
                guard let previous = rows.string(0), let name = rows.string(1), let through = rows.int64(2),
                    let at = rows.int64(3)
                else { continue }
                successions[previous] = Succession(
                    successor: name, through: UInt64(through), at: Timestamp(milliseconds: at))
            }
            return successions
        }
    }

    /// Stores that a journal goes on where another ended. To be called within ``commit(_:)``.
    func store(
        _ continuation: Record.Continuation, _ sequence: Int64, _ row: JournalRow
    ) throws(LedgerError) {
        try sql { () throws(SQLiteError) in
            try database.execute(
                "INSERT INTO continuation (journal, sequence, previous, through, boot, at) VALUES (?, ?, ?, ?, ?, ?)",
                row.id, sequence, continuation.journal, Int64(continuation.through), continuation.boot,
                continuation.at.milliseconds)
        }
    }
}
