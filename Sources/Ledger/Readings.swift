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
        for span in try stretches() where span.firstStart < to && from < span.lastEnd {
            let opening = try standing(at: from, span)
            let closing = try standing(at: to, span)
            var use = uses[span.path] ?? Use()
            for total in Total.allCases { use.moved[total] += closing.totals[total] - opening.totals[total] }
            use.interpolated = use.interpolated + opening.split + closing.split
            uses[span.path] = use
        }
        return uses
    }

    /// The registers at a moment of every zone that one journal tells of, by the board's own name for it.
    public func registers(ofJournal name: String, at time: Timestamp) throws(LedgerError) -> [String: Totals] {
        var registers: [String: Totals] = [:]
        for span in try stretches() where span.journalName == name {
            registers[device(of: span)] = try standing(at: time, span).totals
        }
        return registers
    }

    /// The stretch of time in which one journal tells of one zone.
    struct Stretch {
        let path: ZonePath
        let journalName: String
        let key: SpanKey
        let firstStart: Timestamp
        let lastEnd: Timestamp
        /// No record that ends until here is kept any more.
        let retired: Timestamp?
    }

    func stretches() throws(LedgerError) -> [Stretch] {
        try sql { () throws(SQLiteError) in
            let rows = try database.statement(
                """
                SELECT zone.site, zone.name, journal.name, span.zone, span.journal, first_start, last_end, \
                \(keepsStandings ? "span.retired" : "NULL")
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
                        path: ZonePath(site: site, zone: name), journalName: journalName,
                        key: SpanKey(zone: zone, journal: journal),
                        firstStart: Timestamp(milliseconds: start), lastEnd: Timestamp(milliseconds: end),
                        retired: rows.int64(7).map(Timestamp.init(milliseconds:))))
            }
            return spans
        }
    }

    /// The registers at a moment: as last written, plus the part of the interval that is under way.
    func standing(at time: Timestamp, _ span: Stretch) throws(LedgerError) -> Standing {
        guard span.firstStart < time else { return try opening(of: span) }
        let kept = try kept("at <= ?1 ORDER BY at DESC", time, span)
        if let kept, kept.holds >= time { return kept }
        let before =
            time < span.retired ?? time
            ? nil : try row("ends <= ? AND ends >= ?", [time, kept?.at ?? span.firstStart], "DESC", span)
        let last =
            before.flatMap { $0.end > kept?.at ?? $0.start ? Standing(at: $0.end, $0.totals) : nil }
            ?? kept ?? Standing(at: span.firstStart)
        guard time < span.lastEnd else { return last }
        let coming = try self.kept("at > ?1 ORDER BY at", time, span)
        if time >= span.retired ?? time {
            // What is kept within a record does not say when that began.
            let limit = coming.flatMap { $0.split == .zero ? $0.at : nil } ?? span.lastEnd
            if let next = try row("ends > ? AND ends <= ?", [time, limit], "ASC", span) {
                return last.moved(to: time, in: next.start, next.end, next.totals)
            }
        }
        // The records are no longer kept, only what the registers were at coarser moments.
        return coming.map { last.moved(to: time, in: last.holds, $0.at, $0.totals) } ?? last
    }

    /// Where the registers stood before the first record: at zero, or, taken over from another board, where an
    /// interval without length says.
    private func opening(of span: Stretch) throws(LedgerError) -> Standing {
        if let kept = try kept("at = ?1", span.firstStart, span) { return kept }
        let first = try row("ends = ? AND starts = ?", [span.firstStart, span.firstStart], "ASC", span)
        return Standing(at: span.firstStart, first?.totals ?? Totals())
    }

    private func kept(_ condition: String, _ time: Timestamp, _ span: Stretch) throws(LedgerError) -> Standing? {
        guard keepsStandings else { return nil }
        return try sql { () throws(SQLiteError) in
            let columns = Schema.columns.joined(separator: ", ")
            let row = try database.statement(
                """
                SELECT at, holds, split_ms, \(columns) FROM standing \
                WHERE zone = ?2 AND journal = ?3 AND \(condition) LIMIT 1
                """)
            defer { row.reset() }
            try row.bind(time.milliseconds, at: 1)
            try row.bind(span.key.zone, at: 2)
            try row.bind(span.key.journal, at: 3)
            guard try row.step() else { return nil }
            return Standing(row)
        }
    }

    private func row(
        _ condition: String, _ bounds: [Timestamp], _ order: String, _ span: Stretch
    ) throws(LedgerError) -> RecordRow? {
        try sql { () throws(SQLiteError) in
            let columns = Schema.columns.joined(separator: ", ")
            let row = try database.statement(
                """
                SELECT starts, ends, \(columns) FROM interval
                WHERE \(condition) AND zone = ? AND journal = ? ORDER BY ends \(order) LIMIT 1
                """)
            defer { row.reset() }
            for (index, bound) in bounds.enumerated() { try row.bind(bound.milliseconds, at: index + 1) }
            try row.bind(span.key.zone, at: 3)
            try row.bind(span.key.journal, at: 4)
            return try row.step() ? RecordRow(row, from: 0) : nil
        }
    }
}
