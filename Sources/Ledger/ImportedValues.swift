public import Activities
public import Quantities
internal import SQLite

extension Ledger {
    /// All batches, undone ones too, in the order in which they came.
    public func batches() throws(LedgerError) -> [Batch] {
        guard try holdsImports else { return [] }
        return try Batches.list(in: database)
    }

    /// What bills, lists and forms say of a period, whole: also of a line that begins before it or ends after it.
    /// Undone batches do not count. In the order of their begin.
    public func activities(from: Timestamp, to: Timestamp) throws(LedgerError) -> [Activity] {
        guard try holdsImports else { return [] }
        return try sql { () throws(SQLiteError) in
            let (details, proofs) = try details(from: from, to: to)
            let names = try documentNames()
            let rows = try database.statement(
                """
                SELECT activity.batch, line, activity.kind, site, starts, ends, amount, unit, emitted, cost, currency, \
                quality, file, document FROM activity JOIN batch ON batch.id = activity.batch
                WHERE starts < ? AND ends > ? AND undone_at IS NULL ORDER BY starts, activity.batch, line
                """)
            defer { rows.reset() }
            try rows.bind(to.milliseconds, at: 1)
            try rows.bind(from.milliseconds, at: 2)
            var activities: [Activity] = []
            while try rows.step() {
                // Words that an older release does not know are left to the newer one that wrote them.
                guard let batch = rows.int64(0), let line = rows.int64(1),
                    let kind = rows.string(2).flatMap({ Kind(rawValue: $0) }), let site = rows.string(3),
                    let starts = rows.int64(4), let ends = rows.int64(5), let amount = rows.double(6),
                    let unit = rows.string(7).flatMap({ Unit(rawValue: $0) }),
                    let quality = rows.string(11).flatMap({ Quality(rawValue: $0) }), let file = rows.string(12)
                else { continue }
                var cost: Money?
                if let amount = rows.double(9), let currency = rows.string(10) { cost = Money(amount, currency) }
                let document = proofs[Place(batch: batch, line: line)] ?? rows.string(13)
                activities.append(
                    Activity(
                        kind, site: site, from: Timestamp(milliseconds: starts), to: Timestamp(milliseconds: ends),
                        amount: amount, unit: unit, details: details[Place(batch: batch, line: line)] ?? [:],
                        emitted: rows.double(8), cost: cost, quality: quality,
                        origin: Origin(
                            batch: batch, file: file, line: Int(line), document: document,
                            documentName: document.flatMap { names[$0] })))
            }
            return activities
        }
    }

    /// What one meter counted in a period, as all live batches say it, in time order: intervals that begin before
    /// `to` and end after `from`, whole. `nil` when no batch knows the meter.
    ///
    /// Site, name and medium are a meter: that of water and that of gas may both be called `main`.
    ///
    /// - Parameter medium: `nil`: the only one that the name has, or of several the only one that is counted in kWh.
    /// - Throws: ``LedgerError/refused(_:)`` when the name leaves open which is meant.
    public func series(
        site: String, meter: String, medium: Series.Medium? = nil, from: Timestamp, to: Timestamp
    ) throws(LedgerError) -> Series? {
        var named = try meters(of: site).filter { $0.meter == meter && (medium ?? $0.medium) == $0.medium }
        if named.count > 1 {
            let media = named.map(\.medium.rawValue).joined(separator: " and of ")
            named.removeAll { $0.medium.unit != .kilowattHours }
            guard named.count == 1 else {
                throw .refused("\(site)/\(meter) is a meter of \(media): give one of them another name")
            }
        }
        guard let known = named.first else { return nil }
        return try sql { () throws(SQLiteError) in
            let rows = try database.statement(
                """
                SELECT starts, ends, amount, quality FROM series JOIN batch ON batch.id = series.batch
                JOIN reading ON reading.series = series.id
                WHERE site = ? AND meter = ? AND medium = ? AND undone_at IS NULL AND ends > ? AND starts < ? ORDER BY ends
                """)
            defer { rows.reset() }
            try rows.bind(site, at: 1)
            try rows.bind(meter, at: 2)
            try rows.bind(known.medium.rawValue, at: 3)
            try rows.bind(from.milliseconds, at: 4)
            try rows.bind(to.milliseconds, at: 5)
            var series = known
            while try rows.step() {
                guard let starts = rows.int64(0), let ends = rows.int64(1), let amount = rows.double(2),
                    let quality = rows.string(3).flatMap({ Quality(rawValue: $0) })
                else { continue }
                series.intervals.append(
                    Series.Interval(
                        from: Timestamp(milliseconds: starts), to: Timestamp(milliseconds: ends), amount: amount,
                        quality: quality))
            }
            return series
        }
    }

    /// The meters of a site that live batches know, without intervals, by name and medium.
    public func meters(of site: String) throws(LedgerError) -> [Series] {
        guard try holdsImports else { return [] }
        return try sql { () throws(SQLiteError) in
            let rows = try database.statement(
                """
                SELECT DISTINCT meter, medium, use FROM series JOIN batch ON batch.id = series.batch
                WHERE site = ? AND undone_at IS NULL ORDER BY meter, medium
                """)
            defer { rows.reset() }
            try rows.bind(site, at: 1)
            var meters: [Series] = []
            while try rows.step() {
                guard let meter = rows.string(0), let medium = rows.string(1).flatMap({ Series.Medium(rawValue: $0) }),
                    let use = rows.string(2).flatMap({ Series.Use(rawValue: $0) })
                else { continue }
                meters.append(Series(site: site, meter: meter, medium: medium, use: use, intervals: []))
            }
            return meters
        }
    }

    /// How warm it was outdoors at a site, from `from` to before `to`, as all live batches say it.
    public func weather(site: String, from: Timestamp, to: Timestamp) throws(LedgerError) -> Temperatures {
        var temperatures = Temperatures(site: site, readings: [])
        guard try holdsImports else { return temperatures }
        try sql { () throws(SQLiteError) in
            let rows = try database.statement(
                """
                SELECT weather.at, celsius FROM batch CROSS JOIN weather ON weather.batch = batch.id
                WHERE undone_at IS NULL AND site = ? AND weather.at >= ? AND weather.at < ? ORDER BY weather.at
                """)
            defer { rows.reset() }
            try rows.bind(site, at: 1)
            try rows.bind(from.milliseconds, at: 2)
            try rows.bind(to.milliseconds, at: 3)
            while try rows.step() {
                guard let at = rows.int64(0), let celsius = rows.double(1) else { continue }
                temperatures.readings.append(.init(at: Timestamp(milliseconds: at), celsius: celsius))
            }
        }
        return temperatures
    }

    private struct Place: Hashable {
        let batch: Int64
        let line: Int64
    }

    /// A reader may have a ledger before it that no writer of this release has opened yet.
    private var holdsImports: Bool {
        get throws(LedgerError) { try sql { () throws(SQLiteError) in try database.userVersion() >= Schema.importing } }
    }

    private func documentNames() throws(SQLiteError) -> [String: String] {
        let rows = try database.statement("SELECT sha256, name FROM document")
        defer { rows.reset() }
        var names: [String: String] = [:]
        while try rows.step() { if let sha256 = rows.string(0) { names[sha256] = rows.string(1) } }
        return names
    }

    /// What stands beside the lines of a period, and the documents that they name.
    private func details(
        from: Timestamp, to: Timestamp
    ) throws(SQLiteError) -> (details: [Place: [Detail: String]], proofs: [Place: String]) {
        let rows = try database.statement(
            """
            SELECT detail.batch, detail.line, name, value FROM activity
            JOIN batch ON batch.id = activity.batch
            JOIN detail ON detail.batch = activity.batch AND detail.line = activity.line
            WHERE starts < ? AND ends > ? AND undone_at IS NULL
            """)
        defer { rows.reset() }
        try rows.bind(to.milliseconds, at: 1)
        try rows.bind(from.milliseconds, at: 2)
        var details: [Place: [Detail: String]] = [:]
        var proofs: [Place: String] = [:]
        while try rows.step() {
            guard let batch = rows.int64(0), let line = rows.int64(1), let name = rows.string(2),
                let value = rows.string(3)
            else { continue }
            let place = Place(batch: batch, line: line)
            if name == Proof.detail {
                proofs[place] = value
            } else if let detail = Detail(rawValue: name) {
                details[place, default: [:]][detail] = value
            }
        }
        return (details, proofs)
    }
}

extension Batches {
    /// In the order in which they came.
    static func list(in database: Connection) throws(LedgerError) -> [Batch] {
        try sql { () throws(SQLiteError) in
            let rows = try database.statement(
                "SELECT id, kind, file, sha256, document, lines, at, by, undone_at, undone_by FROM batch ORDER BY id")
            defer { rows.reset() }
            var batches: [Batch] = []
            while try rows.step() {
                guard let id = rows.int64(0), let kind = rows.string(1), let file = rows.string(2),
                    let sha256 = rows.string(3), let lines = rows.int64(5), let at = rows.int64(6),
                    let by = rows.string(7)
                else { continue }
                let undone = rows.int64(8).map {
                    Batch.Undoing(at: Timestamp(milliseconds: $0), by: rows.string(9) ?? "")
                }
                batches.append(
                    Batch(
                        id: id, kind: kind, file: file, sha256: sha256, document: rows.string(4), lines: lines,
                        at: Timestamp(milliseconds: at), by: by, undone: undone))
            }
            return batches
        }
    }
}
