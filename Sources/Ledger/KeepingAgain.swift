public import Calendars
internal import Quantities
internal import Records
internal import SQLite

extension Ledger {
    /// Says in which time zones sites live: their days and months are kept by it. What was kept by another is made anew, as
    /// far as records reach.
    public func setTimezones(_ timezones: [String: TimeZone]) throws(LedgerError) {
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
            try keepAgain(Set(spans.keys.filter { zones.contains($0.zone) }))
        }
    }

    /// Makes what is kept at boundaries anew from the records.
    ///
    /// - Parameter time: from here on; `nil`: all of it.
    func keepAgain(_ keys: Set<SpanKey>, from time: Timestamp? = nil) throws(LedgerError) {
        guard !keys.isEmpty else { return }
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
            while try rows.step() {
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
