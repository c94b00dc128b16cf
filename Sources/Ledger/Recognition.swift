internal import Quantities
internal import Records
internal import SQLite
internal import Telemetry

extension Ledger {
    /// Whether an entry that should be in is what is in.
    func recognise(
        _ shipment: Shipment, _ row: JournalRow, site: String, board: String
    ) throws(LedgerError) -> Outcome {
        if let isSame = try isStored(shipment, row, site: site, board: board) {
            return isSame ? .known : Self.copied(shipment)
        }
        // It became too old to be kept.
        if shipment.sequence <= row.retired { return .known }
        return try isExplained(Int64(shipment.sequence), row) ? .known : Self.copied(shipment)
    }

    private static func copied(_ shipment: Shipment) -> Outcome {
        .foreign("entry \(shipment.sequence) is not what the journal said before; was its card copied?")
    }

    /// - Returns: `nil` when nothing of its kind is stored under its sequence.
    private func isStored(
        _ shipment: Shipment, _ row: JournalRow, site: String, board: String
    ) throws(LedgerError) -> Bool? {
        let sequence = Int64(shipment.sequence)
        switch shipment.content {
        case .gap: return true
        case .record(.interval(let interval)):
            let path = path(site: site, board: board, device: interval.zone)
            if let isSame = try isStored(interval, sequence, row, path) { return isSame }
            // It may have come before its zone was given another name.
            return try isStored(interval, sequence, row, ZonePath(site: site, zone: interval.zone))
        case .record(.boot(let boot)):
            return try self.row("SELECT number, at, software FROM boot", row.id, sequence) {
                $0.int64(0) == boot.number && $0.int64(1) == boot.at.milliseconds && $0.string(2) == boot.software
            }
        case .record(.change(let change)):
            return try self.row("SELECT zone, setting, value, by, at, until FROM change", row.id, sequence) {
                $0.string(0) == change.zone && $0.int64(1) == Int64(change.setting) && $0.double(2) == change.value
                    && $0.string(3) == change.by && $0.int64(4) == change.at.milliseconds
                    && $0.int64(5) == change.until?.milliseconds
            }
        case .record(.continuation(let continuation)):
            return try self.row("SELECT previous, through, at FROM continuation", row.id, sequence) {
                $0.string(0) == continuation.journal && $0.int64(1) == Int64(continuation.through)
                    && $0.int64(2) == continuation.at.milliseconds
            }
        case .record(.metering(let metering)): return try isStored(metering, sequence, row)
        case .trace(let bytes):
            return try self.row("SELECT bytes FROM trace", row.id, sequence) { $0.bytes(0) == bytes }
        }
    }

    private func isStored(
        _ interval: Record.Interval, _ sequence: Int64, _ row: JournalRow, _ path: ZonePath
    ) throws(LedgerError) -> Bool? {
        guard let zone = zones[path] else { return nil }
        let columns = Schema.columns.joined(separator: ", ")
        return try sql { () throws(SQLiteError) in
            let stored = try database.statement(
                "SELECT sequence, \(columns) FROM interval WHERE ends = ? AND zone = ? AND journal = ?")
            defer { stored.reset() }
            try stored.bind(interval.end.milliseconds, at: 1)
            try stored.bind(zone, at: 2)
            try stored.bind(row.id, at: 3)
            guard try stored.step() else { return nil }
            // A clock that was set back let another interval end at the same moment: that one is kept.
            guard stored.int64(0) == sequence else { return true }
            return Total.allCases.enumerated().allSatisfy { stored.int64($0 + 1) == interval.totals[$1] }
        }
    }

    /// Whether there is a reason for an entry not to be stored as what it is: the board gave it up before it
    /// arrived, or the hub was of an older release and kept it undecoded.
    private func isExplained(_ sequence: Int64, _ row: JournalRow) throws(LedgerError) -> Bool {
        if try self.row("SELECT 1 FROM trace", row.id, sequence, { _ in true }) != nil { return true }
        return try sql { () throws(SQLiteError) in
            let gap = try database.statement(
                "SELECT last FROM gap WHERE journal = ? AND first <= ? ORDER BY first DESC LIMIT 1")
            defer { gap.reset() }
            try gap.bind(row.id, at: 1)
            try gap.bind(sequence, at: 2)
            guard try gap.step(), let last = gap.int64(0) else { return false }
            return sequence <= last
        }
    }

    func row(
        _ select: String, _ journal: Int64, _ sequence: Int64, _ judge: (Statement) -> Bool
    ) throws(LedgerError) -> Bool? {
        try sql { () throws(SQLiteError) in
            let row = try database.statement(select + " WHERE journal = ? AND sequence = ?")
            defer { row.reset() }
            try row.bind(journal, at: 1)
            try row.bind(sequence, at: 2)
            return try row.step() ? judge(row) : nil
        }
    }
}
