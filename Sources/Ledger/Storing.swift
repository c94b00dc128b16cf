internal import Quantities
internal import Records
internal import SQLite
internal import Telemetry

extension Ledger {
    /// Puts an entry into the table of its kind. To be called within ``commit(_:)``.
    func store(
        _ shipment: Shipment, _ row: JournalRow, site: String, board: String
    ) throws(LedgerError) {
        let sequence = Int64(shipment.sequence)
        switch shipment.content {
        case .record(.interval(let interval)):
            try store(interval, sequence, row, place(interval.zone, row, site: site, board: board), site: site)
        case .record(.boot(let boot)):
            try sql { () throws(SQLiteError) in
                try database.execute(
                    "INSERT INTO boot (journal, sequence, number, at, software) VALUES (?, ?, ?, ?, ?)", row.id,
                    sequence,
                    boot.number, boot.at.milliseconds, boot.software)
            }
        case .record(.change(let change)):
            try sql { () throws(SQLiteError) in
                try database.execute(
                    """
                    INSERT INTO change (journal, sequence, zone, setting, value, by, at, until) \
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """, row.id, sequence, change.zone, Int64(change.setting), change.value, change.by,
                    change.at.milliseconds, change.until?.milliseconds)
            }
        case .record(.continuation(let continuation)):
            try store(continuation, sequence, row)
        case .record(.metering(let metering)): try store(metering, sequence, row)
        case .trace(let bytes):
            try sql { () throws(SQLiteError) in
                try database.execute(
                    "INSERT INTO trace (journal, sequence, bytes) VALUES (?, ?, ?)", row.id, sequence, bytes)
            }
        case .gap:
            try sql { () throws(SQLiteError) in
                try database.execute(
                    "INSERT INTO gap (journal, first, last) VALUES (?, ?, ?)", row.id,
                    Int64(intake.watermark(of: shipment.journal) + 1),
                    sequence)
            }
        }
    }

    private func insertion() throws(SQLiteError) -> Statement {
        if let insert {
            insert.reset()
            return insert
        }
        let columns = Schema.columns.joined(separator: ", ")
        let marks = String(repeating: ", ?", count: Schema.columns.count)
        let statement = try database.statement(
            """
            INSERT OR REPLACE INTO interval (ends, zone, journal, sequence, starts, boot, \(columns)) \
            VALUES (?, ?, ?, ?, ?, ?\(marks))
            """)
        insert = statement
        return statement
    }

    private func store(
        _ interval: Record.Interval, _ sequence: Int64, _ row: JournalRow, _ zone: Int64, site: String
    ) throws(LedgerError) {
        let (start, end) = (interval.start.milliseconds, interval.end.milliseconds)
        try sql { () throws(SQLiteError) in
            let statement = try insertion()
            try statement.bind(end, at: 1)
            try statement.bind(zone, at: 2)
            try statement.bind(row.id, at: 3)
            try statement.bind(sequence, at: 4)
            try statement.bind(start, at: 5)
            try statement.bind(interval.boot, at: 6)
            for (index, total) in Total.all.enumerated() { try statement.bind(interval.totals[total], at: index + 7) }
            _ = try statement.step()
        }
        try note(
            RecordRow(start: interval.start, end: interval.end, totals: interval.totals),
            of: SpanKey(zone: zone, journal: row.id), site: site)
    }

    /// Takes a stored record into what is kept of its span.
    private func note(_ record: RecordRow, of key: SpanKey, site: String) throws(LedgerError) {
        var last: Standing?
        var isInOrder = true
        if let place = spans.index(forKey: key) {
            isInOrder = spans.values[place].lastEnd <= record.start
            if isInOrder {
                last = Standing(at: spans.values[place].lastEnd, try registers(at: spans.values[place], key))
            }
            spans.values[place].take(record)
        } else {
            spans[key] = Span(record)
            tellers[key.zone, default: []].append(key.journal)
        }
        if record.end < gone { try retireAgain(from: record.end) }
        guard isInOrder else { return try keepAgain([key], from: record.start) }
        try sql { () throws(SQLiteError) in
            try keep(last, record, of: key, boundaries[site] ?? Boundaries())
        }
    }

    /// The registers at the end of a span's last record.
    func registers(at span: Span, _ key: SpanKey) throws(LedgerError) -> Totals {
        if let last = span.last { return last }
        return try sql { () throws(SQLiteError) in
            let columns = Schema.columns.joined(separator: ", ")
            let row = try database.statement(
                "SELECT \(columns) FROM interval WHERE ends = ? AND zone = ? AND journal = ?")
            defer { row.reset() }
            try row.bind(span.lastEnd.milliseconds, at: 1)
            try row.bind(key.zone, at: 2)
            try row.bind(key.journal, at: 3)
            return try row.step() ? Totals(row, from: 0) : Totals()
        }
    }

    /// Within the years 1970 to 9999, in order, and no longer than boards ever make one: what is kept for each hour of it
    /// must not fill the disk.
    static func arePossible(_ times: (start: Timestamp, end: Timestamp)) -> Bool {
        let (start, end) = (times.start.milliseconds, times.end.milliseconds)
        return 0...253_402_300_799_999 ~= start && 0...253_402_300_799_999 ~= end && start <= end
            && end - start <= Duration.days(400).milliseconds
    }
}

extension Record {
    /// The time that an interval tells of.
    var times: (start: Timestamp, end: Timestamp)? {
        switch self {
        case .interval(let interval): (interval.start, interval.end)
        case .metering(let metering): (metering.start, metering.end)
        default: nil
        }
    }
}
