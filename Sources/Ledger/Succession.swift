internal import Calendars
internal import Quantities
internal import Records
internal import SQLite
internal import Telemetry

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

    /// Why an entry may not be taken because of who was replaced by whom; `nil` if it may.
    func objection(to shipment: Shipment, of row: JournalRow) -> String? {
        if let end = successions[shipment.journal], end.through < shipment.sequence {
            let place = journals[end.successor].map { "\($0.site)/\($0.board)" } ?? "another board"
            return "it came back after it was replaced by \(place) with journal \(end.successor) at \(end.at.iso8601), "
                + "which goes on after entry \(end.through); switch one of the two boards off"
        }
        guard case .record(.continuation(let continuation)) = shipment.content else { return nil }
        if let known = successions[continuation.journal], known.successor != shipment.journal {
            return "it continues journal \(continuation.journal), which \(known.successor) continues since "
                + "\(known.at.iso8601); were two boards set up with one export? Empty the state folder of this one"
        }
        if let previous = journals[continuation.journal], previous.site != row.site || previous.board != row.board {
            return "it continues a journal of \(previous.site)/\(previous.board), which is not its own"
        }
        return nil
    }

    /// Stores that a journal goes on where another ended. To be called within ``commit(_:)``.
    func store(
        _ continuation: Record.Continuation, _ sequence: Int64, of journal: String, _ row: JournalRow
    ) throws(LedgerError) {
        try sql { () throws(SQLiteError) in
            try database.execute(
                "INSERT INTO continuation (journal, sequence, previous, through, boot, at) VALUES (?, ?, ?, ?, ?, ?)",
                row.id, sequence, continuation.journal, Int64(continuation.through), continuation.boot,
                continuation.at.milliseconds)
        }
        successions[continuation.journal] = Succession(
            successor: journal, through: continuation.through, at: continuation.at)
    }
}
