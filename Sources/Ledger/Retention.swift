internal import Calendars
public import Quantities
internal import Records
internal import SQLite

/// How long a ledger keeps what boards told, and at which resolution. Days and months are kept for ever.
///
/// Presence in a room is personal data: the finer, the shorter it is kept.
public struct Retention: Hashable, Sendable {
    /// Traces, which show a person's every move, as far as boards were told to send them.
    public var traces = Duration.days(30)
    /// Records as they came, such as each minute; then those of a quarter of an hour are made one.
    public var records = Duration.days(400)
    /// Quarters of an hour; then only full hours are kept.
    public var quarters = Duration.days(800)
    /// Full hours; then only days.
    public var hours = Duration.days(3_660)

    public init() {}
}

/// What became too old to be kept.
public struct Retirement: Hashable, Sendable {
    public var traces = 0
    /// Records that became part of a coarser one.
    public var records = 0
    /// Records of which only full hours are left.
    public var quarters = 0
    /// Full hours of which only days are left.
    public var hours = 0

    /// What was left for the next time.
    public var hasMore = false

    public var isEmpty: Bool { traces + records + quarters + hours == 0 }
}

extension Retirement: CustomStringConvertible {
    /// `12 traces, 3,000 records`.
    public var description: String {
        let parts = [
            (traces, "traces"), (records, "records within a quarter"), (quarters, "quarters"), (hours, "full hours"),
        ]
        return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}

extension Ledger {
    /// Gives up what is older than it is to be kept. No register at a moment that is still kept changes by it.
    ///
    /// - Parameters:
    ///   - now: taken to be at most 400 days after the newest record.
    ///   - most: no more rows than about this at a time, so that a hub goes on.
    public func retire(_ retention: Retention, at now: Timestamp, most: Int = 20_000) throws(LedgerError) -> Retirement
    {
        // A clock that is years ahead must not take what is new for old.
        let now = Swift.min(now, (spans.values.map(\.lastEnd).max() ?? now) + .days(400))
        var retirement = Retirement()
        try commit { () throws(LedgerError) in
            try sql { () throws(SQLiteError) in try self.writePending() }
            retirement.traces = try self.retireTraces(endedBefore: now - retention.traces, now, &retirement, most)
            retirement.records = try self.thin(endedBefore: now - retention.records, &retirement, most)
            try self.thinMeters(endedBefore: now - retention.records)
            retirement.quarters = try self.retireQuarters(endedBefore: (now - retention.quarters).startOfDay, most)
            if retirement.quarters >= most { retirement.hasMore = true }
            retirement.hours = try self.retireHours(before: (now - retention.hours).startOfDay)
        }
        try remember()
        return retirement
    }

    private func retireTraces(
        endedBefore limit: Timestamp, _ now: Timestamp, _ retirement: inout Retirement, _ most: Int
    ) throws(LedgerError) -> Int {
        try sql { () throws(SQLiteError) in
            var seen = 0
            let fresh = try database.statement("SELECT journal, sequence, bytes FROM trace WHERE at IS NULL LIMIT ?")
            try fresh.bind(Int64(most), at: 1)
            while try fresh.step() {
                seen += 1
                // What nobody here can decode may be a record of a newer release: it stays. A board that did not know the
                // time yet spoke about now.
                let time = fresh.bytes(2).flatMap { Trace.time(of: $0) }
                let at = time.map { $0 < Self.earliest ? now.milliseconds : $0.milliseconds } ?? .max
                try database.execute(
                    "UPDATE trace SET at = ? WHERE journal = ? AND sequence = ?", at, fresh.int64(0), fresh.int64(1))
            }
            fresh.reset()
            if seen >= most { retirement.hasMore = true }
            try database.execute(
                """
                UPDATE journal SET retired = MAX(retired, COALESCE(
                    (SELECT MAX(sequence) FROM trace WHERE trace.journal = journal.id AND at < ?), 0))
                """, limit.milliseconds)
            try database.execute("DELETE FROM trace WHERE at < ?", limit.milliseconds)
            return database.changes
        }
    }

    /// Of all records that ended until a moment only what the registers were at full hours is left, and of each zone the last
    /// record. A day at a time.
    private func retireQuarters(endedBefore limit: Timestamp, _ most: Int) throws(LedgerError) -> Int {
        var done = try progress("quarters") ?? .distantPast
        var removed = 0
        while removed < most, let first = try firstEnd(after: done), first <= limit {
            done = Swift.min(limit, (first - .milliseconds(1)).next(multipleOf: .days(1)))
            try keepEdges(done)
            removed += try removeRecords(through: done)
        }
        try setProgress("quarters", done)
        return removed
    }

    private func removeRecords(through limit: Timestamp) throws(LedgerError) -> Int {
        try sql { () throws(SQLiteError) in
            let old =
                """
                interval WHERE ends <= ? AND NOT EXISTS (SELECT 1 FROM span \
                WHERE span.zone = interval.zone AND span.journal = interval.journal AND last_end = ends)
                """
            let rows = try database.statement("SELECT journal, MAX(sequence) FROM \(old) GROUP BY journal")
            defer { rows.reset() }
            try rows.bind(limit.milliseconds, at: 1)
            while try rows.step() {
                try database.execute(
                    "UPDATE journal SET retired = MAX(retired, ?) WHERE id = ?", rows.int64(1), rows.int64(0))
            }
            try database.execute("DELETE FROM \(old)", limit.milliseconds)
            return database.changes
        }
    }

    /// Keeps what the registers were where the records that are kept will begin, or where there are no more.
    private func keepEdges(_ edge: Timestamp) throws(LedgerError) {
        var edges: [(SpanKey, Standing, Resolution)] = []
        for span in try stretches() {
            guard let known = spans[span.key], known.firstEnd <= edge, known.retired ?? .distantPast < edge else {
                continue
            }
            if known.lastEnd <= edge {
                guard known.retired ?? .distantPast < known.lastEnd else { continue }
                // When a zone was last heard of is kept for ever.
                edges.append((span.key, try standing(at: known.lastEnd, span), .month))
            } else if (boundaries[span.path.site] ?? Boundaries()).boundary(at: edge) == nil {
                edges.append((span.key, try standing(at: edge, span), .hour))
            }
            spans[span.key]?.retired = edge
            spans[span.key]?.isTouched = true
        }
        try sql { () throws(SQLiteError) in
            for (key, standing, resolution) in edges { try write(standing, resolution, key) }
        }
    }

    private func retireHours(before limit: Timestamp) throws(LedgerError) -> Int {
        guard try progress("hours") ?? .distantPast < limit else { return 0 }
        let count = try sql { () throws(SQLiteError) in
            var count = 0
            for (key, span) in spans where span.firstStart < limit {
                // One that holds is all that tells of a time without records.
                try database.execute(
                    "DELETE FROM standing WHERE zone = ? AND journal = ? AND at < ? AND resolution = ? AND holds = at",
                    key.zone, key.journal, limit.milliseconds, Resolution.hour.rawValue)
                count += database.changes
            }
            return count
        }
        try setProgress("hours", limit)
        return count
    }

    /// Lets what comes late become too old once more.
    func retireAgain(from time: Timestamp) throws(LedgerError) {
        try sql { () throws(SQLiteError) in
            try database.execute(
                "UPDATE progress SET through = ?1 WHERE through > ?1 AND name <> ?2", time.milliseconds - 1,
                Self.signOfLife)
        }
        gone = time - .milliseconds(1)
    }

    func readProgress() throws(LedgerError) {
        guard keepsStandings else { return }
        gone = try sql { () throws(SQLiteError) in
            let row = try database.statement("SELECT MAX(through) FROM progress WHERE name <> ?")
            defer { row.reset() }
            try row.bind(Self.signOfLife, at: 1)
            return try row.step() ? Timestamp(milliseconds: row.int64(0) ?? .min) : .distantPast
        }
    }

    /// Until when something was done; `nil`: nothing yet.
    func progress(_ name: String) throws(LedgerError) -> Timestamp? {
        try sql { () throws(SQLiteError) in
            let row = try database.statement("SELECT through FROM progress WHERE name = ?")
            defer { row.reset() }
            try row.bind(name, at: 1)
            return try row.step() ? row.int64(0).map(Timestamp.init(milliseconds:)) : nil
        }
    }

    func setProgress(_ name: String, _ time: Timestamp) throws(LedgerError) {
        try sql { () throws(SQLiteError) in
            try database.execute(
                "INSERT OR REPLACE INTO progress (name, through) VALUES (?, ?)", name, time.milliseconds)
        }
    }

    /// Before it no board of ours was made.
    private static let earliest = Timestamp(milliseconds: 1_577_836_800_000)
}

extension Timestamp {
    static let distantPast = Timestamp(milliseconds: .min)

    /// The first moment of its day, UTC.
    fileprivate var startOfDay: Timestamp { TimeZone.utc.startOfDay(containing: self) }
}
