public import Quantities
public import Records
internal import SQLite

extension Ledger {
    /// What the registers of a zone say about a period.
    public struct Use: Equatable, Sendable {
        /// How far each register moved.
        public var moved = Totals()
        /// Part of the observed time whose share was split in proportion, because a record straddled an edge.
        public var interpolated = Duration.zero
    }

    /// What every zone with records did from `from` to `to`.
    ///
    /// A zone that several journals tell of (a card or board was replaced) is the sum of them.
    public func uses(from: Timestamp, to: Timestamp) throws(LedgerError) -> [ZonePath: Use] {
        var uses: [ZonePath: Use] = [:]
        for span in try spans() where span.firstStart < to && from < span.lastEnd {
            let opening = try standing(at: from, span)
            let closing = try standing(at: to, span)
            var use = uses[span.path] ?? Use()
            for total in Total.allCases { use.moved[total] += closing.totals[total] - opening.totals[total] }
            use.interpolated = use.interpolated + opening.split + closing.split
            uses[span.path] = use
        }
        return uses
    }

    /// The registers at a moment of every zone that one journal tells of, by zone name.
    public func registers(ofJournal name: String, at time: Timestamp) throws(LedgerError) -> [String: Totals] {
        var registers: [String: Totals] = [:]
        for span in try spans() where span.journalName == name {
            registers[span.path.zone] = try standing(at: time, span).totals
        }
        return registers
    }

    /// The stretch of time in which one journal tells of one zone.
    private struct Stretch {
        let path: ZonePath
        let journalName: String
        let zone: Int64
        let journal: Int64
        let firstStart: Timestamp
        let lastEnd: Timestamp
    }

    private struct Standing {
        var totals = Totals()
        var split = Duration.zero
    }

    private func spans() throws(LedgerError) -> [Stretch] {
        try sql { () throws(SQLiteError) in
            let rows = try database.statement(
                """
                SELECT zone.site, zone.name, journal.name, span.zone, span.journal, first_start, last_end
                FROM span JOIN zone ON zone.id = span.zone JOIN journal ON journal.id = span.journal
                ORDER BY zone.site, zone.name, first_start
                """)
            defer { rows.reset() }
            var spans: [Stretch] = []
            while try rows.step() {
                guard let site = rows.string(0), let name = rows.string(1), let journalName = rows.string(2),
                    let zone = rows.int64(3), let journal = rows.int64(4), let start = rows.int64(5),
                    let end = rows.int64(6)
                else { continue }
                spans.append(
                    Stretch(
                        path: ZonePath(site: site, zone: name), journalName: journalName, zone: zone, journal: journal,
                        firstStart: Timestamp(milliseconds: start), lastEnd: Timestamp(milliseconds: end)))
            }
            return spans
        }
    }

    /// The registers at a moment: as last written, plus the part of the interval that is under way.
    private func standing(at time: Timestamp, _ span: Stretch) throws(LedgerError) -> Standing {
        guard span.firstStart < time else { return Standing(totals: try opening(of: span)) }
        let before = try row("ends <= ? AND ends >= ?", [time, span.firstStart], "DESC", span)
        let last = before?.totals ?? Totals()
        guard time < span.lastEnd else { return Standing(totals: last) }
        guard let next = try row("ends > ? AND ends <= ?", [time, span.lastEnd], "ASC", span), next.start < time else {
            return Standing(totals: last)
        }
        let share = Double((time - next.start).milliseconds) / Double((next.end - next.start).milliseconds)
        var standing = Standing(totals: last)
        for total in Total.allCases {
            let move = Double(next.totals[total] - last[total]) * share
            standing.totals[total] += Int64(move.rounded())
        }
        standing.split = Duration(milliseconds: standing.totals[.observedTime] - last[.observedTime])
        return standing
    }

    /// Where the registers stood before the first record: at zero, or, taken over from another board, where an
    /// interval without length says.
    private func opening(of span: Stretch) throws(LedgerError) -> Totals {
        guard let first = try row("ends = ? AND starts = ?", [span.firstStart, span.firstStart], "ASC", span) else {
            return Totals()
        }
        return first.totals
    }

    private func row(
        _ condition: String, _ bounds: [Timestamp], _ order: String, _ span: Stretch
    ) throws(LedgerError) -> (start: Timestamp, end: Timestamp, totals: Totals)? {
        try sql { () throws(SQLiteError) in
            let columns = Schema.columns.joined(separator: ", ")
            let row = try database.statement(
                """
                SELECT starts, ends, \(columns) FROM interval
                WHERE \(condition) AND zone = ? AND journal = ? ORDER BY ends \(order) LIMIT 1
                """)
            defer { row.reset() }
            for (index, bound) in bounds.enumerated() { try row.bind(bound.milliseconds, at: index + 1) }
            try row.bind(span.zone, at: 3)
            try row.bind(span.journal, at: 4)
            guard try row.step(), let start = row.int64(0), let end = row.int64(1) else { return nil }
            var totals = Totals()
            for (index, total) in Total.allCases.enumerated() { totals[total] = row.int64(index + 2) ?? 0 }
            return (Timestamp(milliseconds: start), Timestamp(milliseconds: end), totals)
        }
    }
}
