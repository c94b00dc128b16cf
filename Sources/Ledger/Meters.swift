public import Activities
public import Quantities
internal import Records
internal import SQLite

/// A meter as a board's site file describes it.
public struct BoardInstrument: Hashable, Sendable {
    public let board: String
    public let meter: String
    public let medium: Series.Medium
    /// The number on its face; empty: the site file does not say.
    public let serial: String
    /// The end of the last record of it.
    public let seen: Timestamp
    /// kWh or m³; `nil` while that cannot be seen.
    public var unitsPerPulse: Double?

    init(board: String, meter: String, medium: Series.Medium, serial: String, seen: Timestamp) {
        (self.board, self.meter, self.medium, self.serial, self.seen) = (board, meter, medium, serial, seen)
    }
}

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
            let boards = try boards(of: site)
            var all: [(board: String, series: Series)] = []
            for key in try meterKeys() {
                guard let board = boards[key.journal], let medium = key.flow else { continue }
                let intervals = try intervals(of: key, from: from, to: to)
                guard !intervals.isEmpty else { continue }
                let place = all.firstIndex {
                    $0.board == board && $0.series.meter == key.meter && $0.series.medium == medium.flow
                }
                if let place {
                    all[place].series.intervals += intervals
                } else {
                    let series = Series(
                        site: site, meter: key.meter, medium: medium.flow, use: medium.isVolume ? .total : .other,
                        intervals: intervals)
                    all.append((board, series))
                }
            }
            for place in all.indices { all[place].series.intervals.sort { ($0.to, $0.from) < ($1.to, $1.from) } }
            return Self.joined(all)
        }
    }

    /// What one journal tells of one meter.
    private struct JournalMeter {
        var meter = ""
        var medium = ""
        var journal: Int64 = 0

        var flow: Medium? { Medium.allCases.first { "\($0.name)" == medium } }
    }

    /// Which instruments the boards of a site counted last, as their site files describe them.
    public func boardInstruments(of site: String) throws(LedgerError) -> [BoardInstrument] {
        try sql { () throws(SQLiteError) in
            guard try hasMeters() else { return [] }
            let boards = try boards(of: site)
            var found: [BoardInstrument] = []
            for key in try meterKeys() {
                guard let board = boards[key.journal], let medium = key.flow else { continue }
                let rows = try database.statement(
                    """
                    SELECT serial, ends, pulses, amount FROM meter_interval
                    WHERE meter = ?1 AND medium = ?2 AND journal = ?3 ORDER BY ends DESC LIMIT ?4
                    """)
                defer { rows.reset() }
                try rows.bind(key.meter, at: 1)
                try rows.bind(key.medium, at: 2)
                try rows.bind(key.journal, at: 3)
                try rows.bind(Self.recent, at: 4)
                var (instrument, last): (BoardInstrument?, (pulses: Int64, amount: Int64)?) = (nil, nil)
                while try rows.step() {
                    guard let end = rows.int64(1), let pulses = rows.int64(2), let amount = rows.int64(3) else {
                        continue
                    }
                    if let last, pulses < last.pulses {
                        instrument?.unitsPerPulse = Double(last.amount - amount) / 1e6 / Double(last.pulses - pulses)
                        break
                    }
                    guard last == nil else { continue }
                    last = (pulses, amount)
                    instrument = BoardInstrument(
                        board: board, meter: key.meter, medium: medium.flow, serial: rows.string(0) ?? "",
                        seen: Timestamp(milliseconds: end))
                }
                if let instrument { found.append(instrument) }
            }
            return found
        }
    }

    /// A week of quarters: a meter at which nothing moves for so long does not show what its pulses are worth.
    private static let recent: Int64 = 672

    /// The boards of a site's journals.
    private func boards(of site: String) throws(SQLiteError) -> [Int64: String] {
        let rows = try database.statement("SELECT id, board FROM journal WHERE site = ?")
        defer { rows.reset() }
        try rows.bind(site, at: 1)
        var boards: [Int64: String] = [:]
        while try rows.step() { if let id = rows.int64(0) { boards[id] = rows.string(1) } }
        return boards
    }

    /// All that there are, found by leaps through the index: the years of a ledger cost nothing.
    private func meterKeys() throws(SQLiteError) -> [JournalMeter] {
        let row = try database.statement(
            """
            SELECT meter, medium, journal FROM meter_interval WHERE (meter, medium, journal) > (?, ?, ?) \
            ORDER BY meter, medium, journal LIMIT 1
            """)
        var keys: [JournalMeter] = []
        while true {
            let last = keys.last ?? JournalMeter()
            defer { row.reset() }
            try row.bind(last.meter, at: 1)
            try row.bind(last.medium, at: 2)
            try row.bind(last.journal, at: 3)
            guard try row.step(), let meter = row.string(0), let medium = row.string(1), let journal = row.int64(2)
            else { return keys }
            keys.append(JournalMeter(meter: meter, medium: medium, journal: journal))
        }
    }

    /// Those that touch a period, whole; in the order of their records.
    private func intervals(
        of key: JournalMeter, from: Timestamp, to: Timestamp
    ) throws(SQLiteError) -> [Series.Interval] {
        let own = "meter = ?1 AND medium = ?2 AND journal = ?3"
        // The plus keeps to the order of records, in which the one before stands beside.
        let record = "journal = ?3 AND +meter = ?1 AND +medium = ?2"
        let rows = try database.statement(
            """
            WITH inside AS (
                SELECT MIN(sequence) AS low, MAX(sequence) AS high FROM meter_interval
                WHERE \(own) AND ends > ?4 AND ends <= ?5
            ), after AS (
                SELECT sequence FROM meter_interval WHERE \(own) AND ends > ?5 AND ends <= ?6 ORDER BY ends LIMIT 1
            ), span AS (
                SELECT COALESCE(low, (SELECT sequence FROM after)) AS low,
                    MAX(COALESCE(high, 0), COALESCE((SELECT sequence FROM after), 0)) AS high FROM inside
            )
            SELECT starts, ends, moved, previous, observed FROM (
                SELECT starts, ends, LAG(ends) OVER w AS previous,
                    amount - LAG(amount, 1, CASE starts WHEN ends THEN amount ELSE 0 END) OVER w AS moved,
                    observed_ms - LAG(observed_ms, 1, 0) OVER w AS observed
                FROM meter_interval WHERE \(record) AND sequence <= (SELECT high FROM span) AND sequence >= COALESCE(
                    (SELECT sequence FROM meter_interval WHERE \(record) AND sequence < (SELECT low FROM span)
                    ORDER BY sequence DESC LIMIT 1), (SELECT low FROM span))
                WINDOW w AS (ORDER BY sequence)
            ) WHERE ends > ?4 AND starts < ends
            """)
        defer { rows.reset() }
        try rows.bind(key.meter, at: 1)
        try rows.bind(key.medium, at: 2)
        try rows.bind(key.journal, at: 3)
        try rows.bind(from.milliseconds, at: 4)
        try rows.bind(to.milliseconds, at: 5)
        // One that ends later may reach back into the period.
        try rows.bind((to + Reach.longest).milliseconds, at: 6)
        var intervals: [Series.Interval] = []
        while try rows.step() {
            guard let start = rows.int64(0), let end = rows.int64(1), let moved = rows.int64(2),
                let observed = rows.int64(4)
            else { continue }
            let reach = Reach(
                after: rows.int64(3).map(Timestamp.init(milliseconds:)), Timestamp(milliseconds: start),
                Timestamp(milliseconds: end), observed: .milliseconds(observed))
            guard reach.begin < to else { continue }
            intervals.append(
                Series.Interval(
                    from: reach.begin, to: reach.end, amount: Double(moved) / 1e6,
                    quality: reach.isDoubtful ? .interpolated : .metered))
        }
        return intervals
    }

    /// A meter that moved to another board is one; those that two boards count at the same time are two, and have their
    /// boards' names before their own.
    private static func joined(_ all: [(board: String, series: Series)]) -> [Series] {
        Dictionary(grouping: all) { "\($0.series.meter)/\($0.series.medium)" }.values.flatMap { same -> [Series] in
            let parts = same.sorted {
                ($0.series.intervals[0].from, $0.board) < ($1.series.intervals[0].from, $1.board)
            }
            let course = parts.flatMap { part in part.series.intervals.map { (board: part.board, interval: $0) } }
                .sorted { ($0.interval.from, $0.interval.to) < ($1.interval.from, $1.interval.to) }
            let overlap = zip(course, course.dropFirst()).contains { one, next in
                one.board != next.board && next.interval.from < one.interval.to
            }
            guard overlap else {
                var series = parts[0].series
                series.intervals = course.map(\.interval)
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
