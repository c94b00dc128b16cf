public import Indicators
internal import Quantities
internal import SQLite

extension Ledger {
    /// The records of all zones that touch a period: how many each journal tells of, from when to when.
    public func zoneRecords(over period: Period) throws(LedgerError) -> [ZoneRecords] {
        try sql { () throws(SQLiteError) in
            let rows = try database.statement(
                """
                SELECT zone.site, zone.name, journal.name, journal.board, COUNT(*), MIN(starts), MAX(ends)
                FROM interval JOIN zone ON zone.id = interval.zone JOIN journal ON journal.id = interval.journal
                WHERE ends > ? AND starts < ?
                GROUP BY interval.zone, interval.journal ORDER BY zone.site, zone.name, MIN(starts), journal.name
                """)
            defer { rows.reset() }
            try rows.bind(period.from.milliseconds, at: 1)
            try rows.bind(period.to.milliseconds, at: 2)
            var records: [ZoneRecords] = []
            while try rows.step() {
                guard let site = rows.string(0), let zone = rows.string(1), let journal = rows.string(2),
                    let board = rows.string(3), let count = rows.int64(4), let first = rows.int64(5),
                    let last = rows.int64(6)
                else { continue }
                records.append(
                    ZoneRecords(
                        site: site, zone: zone, journal: journal, board: board, count: Int(count),
                        first: Timestamp(milliseconds: first), last: Timestamp(milliseconds: last)))
            }
            return records
        }
    }
}
