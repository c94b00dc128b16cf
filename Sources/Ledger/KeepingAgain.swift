public import Calendars
internal import Quantities
internal import Records
internal import SQLite

extension Ledger {
    /// Says in which time zones sites live: their days and months are kept by it. What was kept by another is made anew, as
    /// far as records reach.
    ///
    /// - Parameter upkeep: is told how far that is, now and then.
    public func setTimezones(
        _ timezones: [String: TimeZone], upkeep: (Upkeep) -> Void = { _ in }
    ) throws(LedgerError) {
        let changed = timezones.filter { boundaries[$0.key] != Boundaries($0.value) }
        guard !changed.isEmpty else { return }
        try commit { () throws(LedgerError) in
            try sql { () throws(SQLiteError) in
                for (site, timezone) in changed {
                    try database.execute(
                        "INSERT OR REPLACE INTO site (name, timezone) VALUES (?, ?)", site, timezone.name)
                    boundaries[site] = Boundaries(timezone)
                }
            }
            let zones = Set(zones.filter { changed[$0.key.site] != nil }.map(\.value))
            try keepAgain(Set(spans.keys.filter { zones.contains($0.zone) }), upkeep: upkeep)
        }
    }

    /// Makes what is kept at boundaries anew from the records.
    ///
    /// - Parameters:
    ///   - time: from here on; `nil`: all of it.
    ///   - upkeep: is told how far it is, now and then: by the times of records, not by their number.
    func keepAgain(
        _ keys: Set<SpanKey>, from time: Timestamp? = nil, upkeep: (Upkeep) -> Void = { _ in }
    ) throws(LedgerError) {
        guard !keys.isEmpty else { return }
        upkeep(.rebuild(0))
        let ends = spans.filter { keys.contains($0.key) }.values
        let first = Swift.max(time ?? .distantPast, ends.map(\.firstStart).min() ?? .distantPast)
        let last = ends.map(\.lastEnd).max() ?? first
        let sites = Dictionary(uniqueKeysWithValues: zones.map { ($0.value, $0.key.site) })
        try sql { () throws(SQLiteError) in
            for key in keys { try writePending(of: key) }
            var standings: [SpanKey: Standing] = [:]
            var earliest: Timestamp?
            for key in keys {
                let last = try ground(of: key, before: time)
                standings[key] = last
                let start = last?.at ?? Timestamp(milliseconds: .min)
                try database.execute(
                    "DELETE FROM standing WHERE zone = ? AND journal = ? AND at > ?", key.zone, key.journal,
                    start.milliseconds)
                try database.execute(
                    "UPDATE standing SET holds = at WHERE zone = ? AND journal = ? AND at = ?", key.zone, key.journal,
                    start.milliseconds)
                earliest = Swift.min(earliest ?? start, start)
            }
            let rows = try database.statement(
                """
                SELECT zone, journal, starts, ends, \(Schema.columns.joined(separator: ", ")) FROM interval \
                WHERE ends > ? ORDER BY ends, zone, journal
                """)
            defer { rows.reset() }
            try rows.bind(earliest?.milliseconds ?? .min, at: 1)
            var count = 0
            while try rows.step() {
                count += 1
                if count.isMultiple(of: Self.stride), let end = rows.int64(3), first < last {
                    let share = Double(end - first.milliseconds) / Double((last - first).milliseconds)
                    upkeep(.rebuild(Swift.min(1, Swift.max(0, share))))
                }
                let key = SpanKey(zone: rows.int64(0) ?? 0, journal: rows.int64(1) ?? 0)
                guard keys.contains(key) else { continue }
                let record = RecordRow(rows, from: 2)
                if let last = standings[key], record.end <= last.at { continue }
                let boundaries = sites[key.zone].flatMap { self.boundaries[$0] } ?? Boundaries()
                try keep(standings[key], record, of: key, boundaries)
                standings[key] = Standing(at: record.end, record.totals)
            }
            for key in keys { try writePending(of: key) }
        }
    }

    /// Makes anew what was kept of records that tell of a longer time than they say (``Reach``): releases before version 8
    /// took them at their word. As far as records reach.
    func keepReaches(upkeep: (Upkeep) -> Void = { _ in }) throws(LedgerError) {
        var affected: [SpanKey: Timestamp] = [:]
        try sql { () throws(SQLiteError) in
            let rows = try database.statement(
                "SELECT zone, journal, starts, ends, observed_ms FROM interval ORDER BY ends, zone, journal")
            defer { rows.reset() }
            var last: [SpanKey: (end: Timestamp, observed: Int64)] = [:]
            while try rows.step() {
                let key = SpanKey(zone: rows.int64(0) ?? 0, journal: rows.int64(1) ?? 0)
                let (start, end) = (
                    Timestamp(milliseconds: rows.int64(2) ?? 0), Timestamp(milliseconds: rows.int64(3) ?? 0)
                )
                let (observed, before) = (rows.int64(4) ?? 0, last.updateValue((end, rows.int64(4) ?? 0), forKey: key))
                // What was before the first that is left may be gone.
                guard start < end, before != nil || spans[key]?.firstEnd == end else { continue }
                let since = Duration(milliseconds: observed - (before?.observed ?? 0))
                let reach = Reach(after: before?.end, start, end, observed: since)
                // Clocks differ by less.
                guard .minutes(1) <= start - reach.begin else { continue }
                affected[key] = Swift.min(affected[key] ?? reach.begin, reach.begin)
                guard before == nil else { continue }
                spans[key]?.firstStart = reach.begin
                spans[key]?.isTouched = true
            }
        }
        try keepAgain(Set(affected.keys), from: affected.values.min(), upkeep: upkeep)
    }

    /// Makes anew what was lost: releases before version 8 did not miss hours that lie before others.
    func keepLost(upkeep: (Upkeep) -> Void = { _ in }) throws(LedgerError) {
        let lost = try sql { () throws(SQLiteError) in try lostHours() }
        try keepAgain(Set(lost.map(\.key)), from: lost.map(\.after).min(), upkeep: upkeep)
    }

    /// Where boundaries lack that records tell of: from when on, and until when.
    func lostHours() throws(SQLiteError) -> [(key: SpanKey, after: Timestamp, before: Timestamp)] {
        guard try database.userVersion() >= 4 else { return [] }
        // Where a clock skips half an hour two boundaries are so far apart.
        let rows = try database.statement(
            """
            SELECT kept.zone, kept.journal, before, at FROM (
                SELECT zone, journal, at, LAG(holds) OVER (PARTITION BY zone, journal ORDER BY at) AS before FROM standing
            ) AS kept JOIN span ON span.zone = kept.zone AND span.journal = kept.journal
            WHERE at - before > 5400000 AND before >= COALESCE(span.retired, before)
                AND before >= COALESCE((SELECT through FROM progress WHERE name = 'hours'), before)
            """)
        defer { rows.reset() }
        var lost: [(key: SpanKey, after: Timestamp, before: Timestamp)] = []
        while try rows.step() {
            guard let zone = rows.int64(0), let journal = rows.int64(1), let after = rows.int64(2),
                let before = rows.int64(3)
            else { continue }
            lost.append(
                (
                    SpanKey(zone: zone, journal: journal), Timestamp(milliseconds: after),
                    Timestamp(milliseconds: before)
                ))
        }
        return lost
    }

    /// Records from one word about how far it is to the next: some hundredths of a second.
    private static let stride = 1_000

    /// Reads back in which time zones sites live.
    func readBoundaries() throws(LedgerError) {
        guard keepsStandings else { return }
        try sql { () throws(SQLiteError) in
            let rows = try database.statement("SELECT name, timezone FROM site")
            while try rows.step() {
                guard let site = rows.string(0), let name = rows.string(1), let timezone = try? TimeZone(named: name)
                else { continue }
                boundaries[site] = Boundaries(timezone)
            }
        }
    }

    /// From where a span's standings can be made anew: the last record that ended before, or what outlived the records.
    private func ground(of key: SpanKey, before time: Timestamp?) throws(SQLiteError) -> Standing? {
        let columns = Schema.columns.joined(separator: ", ")
        if let retired = spans[key]?.retired, time ?? retired <= retired {
            let row = try database.statement(
                """
                SELECT at, holds, split_ms, \(columns) FROM standing \
                WHERE zone = ? AND journal = ? AND at <= ? ORDER BY at DESC LIMIT 1
                """)
            defer { row.reset() }
            try row.bind(key.zone, at: 1)
            try row.bind(key.journal, at: 2)
            try row.bind(retired.milliseconds, at: 3)
            return try row.step() ? Standing(row) : nil
        }
        guard let time else { return nil }
        let row = try database.statement(
            """
            SELECT starts, ends, \(columns) FROM interval \
            WHERE ends <= ? AND ends >= ? AND zone = ? AND journal = ? ORDER BY ends DESC LIMIT 1
            """)
        defer { row.reset() }
        try row.bind(time.milliseconds, at: 1)
        try row.bind((spans[key]?.firstStart ?? time).milliseconds, at: 2)
        try row.bind(key.zone, at: 3)
        try row.bind(key.journal, at: 4)
        guard try row.step() else { return nil }
        let record = RecordRow(row, from: 0)
        return Standing(at: record.end, record.totals)
    }
}
