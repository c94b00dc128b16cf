internal import Quantities
internal import Records
internal import SQLite

/// What the registers of a zone were at a moment, and until when they stayed so.
struct Standing: Equatable {
    var at: Timestamp
    /// Not before ``at``.
    var holds: Timestamp
    var totals = Totals()
    /// Observed time before ``at`` whose share was split in proportion, because the moment lies within a record.
    var split = Duration.zero

    init(at: Timestamp, holds: Timestamp? = nil, _ totals: Totals = Totals(), split: Duration = .zero) {
        (self.at, self.holds, self.totals, self.split) = (at, holds ?? at, totals, split)
    }

    /// What a record tells of more than this standing, which lies before its end.
    func reach(_ start: Timestamp, _ end: Timestamp, _ totals: Totals) -> Reach {
        let observed = Duration(milliseconds: totals[.observedTime] - self.totals[.observedTime])
        return Reach(after: holds, start, end, observed: observed)
    }

    /// The registers at a moment before the end of a record, by linear interpolation from here.
    ///
    /// - Parameters:
    ///   - start: as the record says it; it may be earlier than this standing, which then lies in it.
    ///   - end: of the record; not earlier than `time`.
    func moved(to time: Timestamp, in start: Timestamp, _ end: Timestamp, _ totals: Totals) -> Standing {
        let reach = reach(start, end, totals)
        let begin = reach.begin
        guard begin < time else {
            let doubt = Swift.max(.zero, Swift.min(reach.doubt, time - holds))
            return Standing(at: time, self.totals, split: split + doubt)
        }
        let share = Double((time - begin).milliseconds) / Double((end - begin).milliseconds)
        var standing = Standing(at: time, self.totals)
        for total in Total.all {
            let move = Double(totals[total] - self.totals[total]) * share
            standing.totals[total] += Int64(move.rounded())
        }
        let moved = Duration(milliseconds: standing.totals[.observedTime] - self.totals[.observedTime])
        standing.split = time == end ? .zero : split + moved
        return standing
    }
}

extension Ledger {
    /// Keeps the registers at all boundaries between the record before and the end of this one.
    ///
    /// - Parameter last: where the registers stood when the record before ended; `nil`: this is the first.
    func keep(_ last: Standing?, _ record: RecordRow, of key: SpanKey, _ boundaries: Boundaries) throws(SQLiteError) {
        guard var last else {
            let isOpening = record.start == record.end
            let opening = Standing(at: record.first.begin, isOpening ? record.totals : Totals())
            try put(opening, .month, key)
            return try isOpening ? () : keep(opening, record, of: key, boundaries)
        }
        let reach = last.reach(record.start, record.end, record.totals)
        if last.at < reach.begin {
            var first = boundaries.boundary(at: last.at) ?? boundaries.next(after: last.at)
            // At the end of a record nothing is in doubt.
            if first.at == last.at, reach.doubt > .zero { first = boundaries.next(after: last.at) }
            if first.at <= reach.begin {
                let holding = Standing(at: first.at, holds: reach.begin, last.totals, split: reach.doubt)
                try put(holding, first.resolution, key)
            }
            last.holds = reach.begin
        }
        for boundary in boundaries.within(after: reach.begin, through: record.end) {
            let standing =
                boundary.at == record.end
                ? Standing(at: boundary.at, record.totals)
                : last.moved(to: boundary.at, in: record.start, record.end, record.totals)
            try put(standing, boundary.resolution, key)
        }
    }

    private func standingInsertion() throws(SQLiteError) -> Statement {
        let columns = Schema.columns.joined(separator: ", ")
        let marks = String(repeating: ", ?", count: Schema.columns.count)
        return try database.statement(
            """
            INSERT OR REPLACE INTO standing (zone, journal, at, holds, resolution, split_ms, \(columns)) \
            VALUES (?, ?, ?, ?, ?, ?\(marks))
            """)
    }

    /// Keeps a standing, to be written with the next ones of its zone.
    private func put(_ standing: Standing, _ resolution: Resolution, _ key: SpanKey) throws(SQLiteError) {
        pending[key, default: []].append(KeptStanding(standing: standing, resolution: resolution))
        if resolution > .hour || pending[key]?.count ?? 0 >= Self.mostPending { try writePending(of: key) }
    }

    /// Writes what is kept of a span.
    func writePending(of key: SpanKey) throws(SQLiteError) {
        guard let kept = pending.removeValue(forKey: key) else { return }
        for one in kept { try write(one.standing, one.resolution, key) }
    }

    private static let mostPending = 6

    /// Writes all that is kept. To be called within ``commit(_:)``.
    func writePending() throws(SQLiteError) {
        for key in pending.keys { try writePending(of: key) }
    }

    /// Makes again from the records what was kept and not written when a program ended.
    func makeUp(_ upkeep: (Upkeep) -> Void = { _ in }) throws(LedgerError) {
        let sites = Dictionary(uniqueKeysWithValues: zones.map { ($0.value, $0.key.site) })
        var lacking: Set<SpanKey> = []
        var earliest: Timestamp?
        for (key, span) in spans {
            let boundaries = sites[key.zone].flatMap { self.boundaries[$0] } ?? Boundaries()
            let newest = try sql { () throws(SQLiteError) in
                let row = try database.statement(
                    "SELECT holds FROM standing WHERE zone = ? AND journal = ? ORDER BY at DESC LIMIT 1")
                defer { row.reset() }
                try row.bind(key.zone, at: 1)
                try row.bind(key.journal, at: 2)
                return try row.step() ? row.int64(0).map(Timestamp.init(milliseconds:)) : nil
            }
            guard boundaries.next(after: newest ?? span.firstStart - .milliseconds(1)).at <= span.lastEnd else {
                continue
            }
            lacking.insert(key)
            earliest = Swift.min(earliest ?? newest ?? span.firstStart, newest ?? span.firstStart)
        }
        try keepAgain(lacking, from: earliest, upkeep: upkeep)
        lacksStandings = false
    }

    func write(_ standing: Standing, _ resolution: Resolution, _ key: SpanKey) throws(SQLiteError) {
        let row: Statement
        if let insertStanding { row = insertStanding } else { row = try standingInsertion() }
        insertStanding = row
        defer { row.reset() }
        try row.bind(key.zone, at: 1)
        try row.bind(key.journal, at: 2)
        try row.bind(standing.at.milliseconds, at: 3)
        try row.bind(standing.holds.milliseconds, at: 4)
        try row.bind(resolution.rawValue, at: 5)
        try row.bind(standing.split.milliseconds, at: 6)
        for (index, total) in Total.all.enumerated() { try row.bind(standing.totals[total], at: index + 7) }
        _ = try row.step()
    }
}

/// A standing on its way into the file.
struct KeptStanding {
    let standing: Standing
    let resolution: Resolution
}

extension Standing {
    /// - Parameter row: at, holds, split_ms, then the registers.
    init?(_ row: Statement) {
        guard let at = row.int64(0), let holds = row.int64(1), let split = row.int64(2) else { return nil }
        self.init(
            at: Timestamp(milliseconds: at), holds: Timestamp(milliseconds: holds), Totals(row, from: 3),
            split: Duration(milliseconds: split))
    }
}
