internal import Activities
public import Indicators
internal import Quantities
internal import Records
internal import SQLite

extension Ledger {
    /// Where the ledger has the counts of a site's meters from that touch a period: imports that count, by batch, and
    /// meters that boards count for themselves, by journal.
    public func meterSources(of site: String, over period: Period) throws(LedgerError) -> [MeterSource] {
        try sql { () throws(SQLiteError) in
            var sources: [MeterSource] = []
            if try database.userVersion() >= Schema.importing {
                let rows = try sourceRows(
                    """
                    SELECT meter, medium, COUNT(*), MIN(starts), MAX(ends), batch.id, batch.file, batch.document FROM series
                    JOIN batch ON batch.id = series.batch JOIN reading ON reading.series = series.id
                    WHERE site = ? AND undone_at IS NULL AND ends > ? AND starts < ?
                    GROUP BY meter, medium, batch.id ORDER BY meter, medium, batch.id
                    """, site, period)
                defer { rows.reset() }
                while try rows.step() {
                    guard let batch = rows.int64(5), let file = rows.string(6),
                        let medium = rows.string(1).flatMap({ Series.Medium(rawValue: $0) })
                    else { continue }
                    let ground = MeterSource.Ground.readings(batch: batch, file: file, document: rows.string(7))
                    if let source = MeterSource(rows, of: site, medium, ground) { sources.append(source) }
                }
            }
            guard try hasMeters() else { return sources }
            let rows = try sourceRows(
                """
                SELECT meter, medium, COUNT(*), MIN(starts), MAX(ends), journal.board, journal.name FROM meter_interval
                JOIN journal ON journal.id = journal WHERE site = ? AND ends > ? AND starts < ? AND starts < ends
                GROUP BY meter, medium, journal.id ORDER BY meter, medium, MIN(starts), journal.name
                """, site, period)
            defer { rows.reset() }
            while try rows.step() {
                guard let board = rows.string(5), let journal = rows.string(6),
                    let medium = Medium.allCases.first(where: { "\($0.name)" == rows.string(1) })?.flow
                else { continue }
                if let source = MeterSource(rows, of: site, medium, .records(board: board, journal: journal)) {
                    sources.append(source)
                }
            }
            return sources
        }
    }

    /// Where it has what a board counts for one of its zones, and ``metered(_:of:at:as:from:to:)`` tells of.
    ///
    /// - Parameter meter: what that meter is to be called.
    public func meterSources(
        feeding meter: String, _ device: String, of board: String, at site: String, over period: Period
    ) throws(LedgerError) -> [MeterSource] {
        let path = path(site: site, board: board, device: device)
        return try zoneRecords(over: period).filter { $0.site == path.site && $0.zone == path.zone }.map {
            MeterSource(
                site: site, meter: meter, medium: .electricity,
                ground: .zone($0.zone, board: $0.board, journal: $0.journal),
                count: $0.count, first: $0.first, last: $0.last)
        }
    }

    private func sourceRows(_ text: String, _ site: String, _ period: Period) throws(SQLiteError) -> Statement {
        let rows = try database.statement(text)
        try rows.bind(site, at: 1)
        try rows.bind(period.from.milliseconds, at: 2)
        try rows.bind(period.to.milliseconds, at: 3)
        return rows
    }
}

extension MeterSource {
    /// - Parameter row: meter, medium, count, first, last.
    fileprivate init?(_ row: Statement, of site: String, _ medium: Series.Medium, _ ground: Ground) {
        guard let meter = row.string(0), let count = row.int64(2), let first = row.int64(3), let last = row.int64(4)
        else { return nil }
        self.init(
            site: site, meter: meter, medium: medium, ground: ground, count: Int(count),
            first: Timestamp(milliseconds: first),
            last: Timestamp(milliseconds: last))
    }
}
