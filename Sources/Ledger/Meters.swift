public import Activities
public import Quantities
internal import Records
internal import SQLite

/// Meters that belong to no zone.
extension Ledger {
    /// What the meters of a site counted that belong to no zone, interval by interval: those that touch a period, whole.
    ///
    /// Where a board had dropped records for want of room, the interval is as long as what it tells of, see ``Reach``, and
    /// ``Quality/interpolated`` where nobody knows when within a longer time that was.
    /// Where the register of meters does not say what a meter serves, a board's water or gas meter is taken for the site's,
    /// and one of electricity or heat for a part of it.
    public func boardMeters(of site: String, from: Timestamp, to: Timestamp) throws(LedgerError) -> [Series] {
        try sql { () throws(SQLiteError) in
            guard try hasMeters() else { return [] }
            let rows = try database.statement(
                """
                SELECT board, meter, medium, starts, ends, moved, previous, observed FROM (
                    SELECT journal, meter, medium, starts, ends, LAG(ends) OVER w AS previous,
                        amount - LAG(amount, 1, CASE starts WHEN ends THEN amount ELSE 0 END) OVER w AS moved,
                        observed_ms - LAG(observed_ms, 1, 0) OVER w AS observed
                    FROM meter_interval WHERE ends <= ?1 AND journal IN (SELECT id FROM journal WHERE site = ?3)
                    WINDOW w AS (PARTITION BY journal, meter, medium ORDER BY sequence)
                ) JOIN journal ON journal.id = journal WHERE ends > ?2 AND starts < ends
                ORDER BY meter, medium, ends, board
                """)
            defer { rows.reset() }
            // One that ends later may reach back into the period.
            try rows.bind((to + Reach.longest).milliseconds, at: 1)
            try rows.bind(from.milliseconds, at: 2)
            try rows.bind(site, at: 3)
            var all: [(board: String, series: Series)] = []
            while try rows.step() {
                guard let board = rows.string(0), let meter = rows.string(1), let name = rows.string(2),
                    let start = rows.int64(3), let end = rows.int64(4), let moved = rows.int64(5),
                    let medium = Medium.allCases.first(where: { "\($0.name)" == name }), let observed = rows.int64(7)
                else { continue }
                let reach = Reach(
                    after: rows.int64(6).map(Timestamp.init(milliseconds:)), Timestamp(milliseconds: start),
                    Timestamp(milliseconds: end), observed: .milliseconds(observed))
                guard reach.begin < to else { continue }
                var place = all.firstIndex {
                    $0.board == board && $0.series.meter == meter && $0.series.medium == medium.flow
                }
                if place == nil {
                    all.append(
                        (
                            board,
                            Series(
                                site: site, meter: meter, medium: medium.flow, use: medium.isVolume ? .total : .other,
                                intervals: [])
                        ))
                    place = all.count - 1
                }
                all[place ?? 0].series.intervals.append(
                    Series.Interval(
                        from: reach.begin, to: reach.end, amount: Double(moved) / 1e6,
                        quality: reach.isDoubtful ? .interpolated : .metered))
            }
            return Self.joined(all)
        }
    }

    /// A meter that moved to another board is one; those that two boards count at the same time are two, and have their
    /// boards' names before their own.
    private static func joined(_ all: [(board: String, series: Series)]) -> [Series] {
        Dictionary(grouping: all) { "\($0.series.meter)/\($0.series.medium)" }.values.flatMap { same -> [Series] in
            let parts = same.sorted {
                ($0.series.intervals[0].from, $0.board) < ($1.series.intervals[0].from, $1.board)
            }
            let overlap = zip(parts, parts.dropFirst()).contains { one, next in
                (one.series.intervals.last?.to).map { next.series.intervals[0].from < $0 } ?? false
            }
            guard overlap else {
                var series = parts[0].series
                series.intervals = parts.flatMap(\.series.intervals)
                return [series]
            }
            return parts.map { part in
                var series = part.series
                series.meter = "\(part.board)_\(series.meter)"
                return series
            }
        }.sorted { ($0.meter, $0.medium.rawValue) < ($1.meter, $1.medium.rawValue) }
    }

    /// Of the records of a meter within one hour makes one: how water flows tells of people, too. No register at a full hour
    /// changes.
    func thinMeters(endedBefore limit: Timestamp) throws(LedgerError) {
        let done = try progress(Self.metersThinned) ?? .distantPast
        let limit = (limit - .hours(1)).next(multipleOf: .hours(1))
        guard done < limit else { return }
        try sql { () throws(SQLiteError) in
            let later =
                """
                SELECT 1 FROM meter_interval AS later WHERE later.meter = meter_interval.meter \
                AND later.medium = meter_interval.medium AND later.journal = meter_interval.journal \
                AND later.ends > meter_interval.ends AND (later.ends - 1) / 3600000 = (meter_interval.ends - 1) / 3600000
                """
            let old = "ends > ?1 AND ends <= ?2 AND starts < ends"
            try database.execute(
                """
                UPDATE meter_interval SET starts = (SELECT MIN(first.starts) FROM meter_interval AS first \
                WHERE first.meter = meter_interval.meter AND first.medium = meter_interval.medium \
                AND first.journal = meter_interval.journal AND first.ends <= meter_interval.ends \
                AND first.starts < first.ends \
                AND (first.ends - 1) / 3600000 = (meter_interval.ends - 1) / 3600000) \
                WHERE \(old) AND NOT EXISTS (\(later))
                """, done.milliseconds, limit.milliseconds)
            try database.execute(
                """
                UPDATE journal SET retired = MAX(retired, COALESCE((SELECT MAX(sequence) FROM meter_interval \
                WHERE journal = journal.id AND \(old) AND EXISTS (\(later))), 0))
                """, done.milliseconds, limit.milliseconds)
            try database.execute(
                "DELETE FROM meter_interval WHERE \(old) AND EXISTS (\(later))", done.milliseconds, limit.milliseconds)
        }
        try setProgress(Self.metersThinned, limit)
    }

    private static let metersThinned = "meters thinned"

    /// Whether the file has the table: a reader may have a ledger before it that no writer of this release has opened.
    func hasMeters() throws(SQLiteError) -> Bool {
        let row = try database.statement("SELECT 1 FROM sqlite_master WHERE name = 'meter_interval'")
        defer { row.reset() }
        return try row.step()
    }

    /// To be called within ``commit(_:)``.
    func store(_ metering: Record.Metering, _ sequence: Int64, _ row: JournalRow) throws(LedgerError) {
        try sql { () throws(SQLiteError) in
            try database.execute(
                """
                INSERT INTO meter_interval \
                (journal, sequence, meter, medium, boot, starts, ends, observed_ms, pulses, amount, serial, face) \
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, row.id, sequence, metering.meter, "\(metering.medium.name)", metering.boot,
                metering.start.milliseconds, metering.end.milliseconds, metering.observed, metering.pulses,
                metering.amount, metering.serial, metering.face)
        }
    }

    /// - Returns: `nil` when none is stored under that sequence.
    func isStored(
        _ metering: Record.Metering, _ sequence: Int64, _ row: JournalRow
    ) throws(LedgerError) -> Bool? {
        try self.row("SELECT meter, medium, ends, pulses, amount, serial FROM meter_interval", row.id, sequence) {
            $0.string(0) == metering.meter && $0.string(1) == "\(metering.medium.name)"
                && $0.int64(2) == metering.end.milliseconds && $0.int64(3) == metering.pulses
                && $0.int64(4) == metering.amount && $0.string(5) == metering.serial
        }
    }

    /// Meters whose registers run backwards.
    func metersBackwards() throws(SQLiteError) -> [String] {
        guard try hasMeters() else { return [] }
        let rows = try database.statement(
            """
            SELECT site, board, meter, COUNT(*) FROM (
                SELECT journal, meter,
                    MIN(amount - LAG(amount) OVER w, pulses - LAG(pulses) OVER w,
                        observed_ms - LAG(observed_ms) OVER w) AS least
                FROM meter_interval WINDOW w AS (PARTITION BY journal, meter, medium ORDER BY sequence)
            ) JOIN journal ON journal.id = journal WHERE least < 0 GROUP BY site, board, meter LIMIT 100
            """)
        var findings: [String] = []
        while try rows.step() {
            findings.append(
                "\(rows.string(0) ?? "")/\(rows.string(1) ?? ""): meter \(rows.string(2) ?? "") runs backwards in "
                    + "\(rows.int64(3) ?? 0) records")
        }
        return findings
    }
}

extension Medium {
    /// What it is called in figures.
    var flow: Series.Medium {
        switch self {
        case .energy: .electricity
        case .water: .water
        case .gas: .gas
        case .heat: .heat
        }
    }
}
