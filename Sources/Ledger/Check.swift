internal import Calendars
internal import Quantities
internal import Records
internal import SQLite

extension Ledger {
    /// Looks for what cannot be in a ledger that nothing but this program has written: a damaged file, entries beyond a
    /// watermark, registers that run backwards, intervals that overlap, searches that would pass over records,
    /// and documents that are gone.
    ///
    /// - Parameter show: is told what is looked at.
    /// - Returns: a sentence for each finding, a hundred at most of each kind.
    public func check(show: (String) -> Void = { _ in }) throws(LedgerError) -> [String] {
        let findings = try checkTables(show: show)
        guard findings.isEmpty else { return findings }
        show("documents")
        return try strayDocuments()
    }

    /// The same, but for the documents beside it.
    func checkTables(show: (String) -> Void = { _ in }) throws(LedgerError) -> [String] {
        var findings: [String] = []
        try sql { () throws(SQLiteError) in
            show("the file")
            findings += try damage()
            // What is damaged need not be read on: it may crash a query, or say anything.
            guard findings.isEmpty else { return }
            show("watermarks")
            findings += try strayEntries()
            show("spans")
            findings += try strayRecords()
            show("registers")
            findings += try backwards() + metersBackwards()
            findings += try contradictions() + lacks()
        }
        return findings
    }

    /// Of every document that an import names there is a copy that is still the same.
    private func strayDocuments() throws(LedgerError) -> [String] {
        var findings: [String] = []
        for document in try documents() where findings.count < Self.most && document.document() == nil {
            findings.append(
                "\(document.name), a document of an import, is no longer what it was, or not there: \(document.path)")
        }
        return findings
    }

    private func damage() throws(SQLiteError) -> [String] {
        var findings: [String] = []
        let rows = try database.statement("PRAGMA integrity_check(100)")
        while try rows.step() {
            if let finding = rows.string(0), finding != "ok" { findings.append("the file is damaged: \(finding)") }
        }
        guard findings.isEmpty else { return findings }
        let keys = try database.statement("PRAGMA foreign_key_check")
        while try keys.step(), findings.count < Self.most {
            findings.append("a row of \(keys.string(0) ?? "?") belongs to no \(keys.string(2) ?? "?")")
        }
        return findings
    }

    /// Of every journal no entry lies beyond its watermark, nor are there more than it says.
    private func strayEntries() throws(SQLiteError) -> [String] {
        let version = try database.userVersion()
        let metered =
            try hasMeters() ? "UNION ALL SELECT journal, sequence, 1 FROM meter_interval" : ""
        let continued = version >= 2 ? "UNION ALL SELECT journal, sequence, 1 FROM continuation" : ""
        let rows = try database.statement(
            """
            SELECT site, board, name, watermark, held, highest FROM journal JOIN (
                SELECT journal AS id, SUM(entries) AS held, MAX(sequence) AS highest FROM (
                    SELECT journal, sequence, 1 AS entries FROM interval
                    UNION ALL SELECT journal, sequence, 1 FROM boot
                    UNION ALL SELECT journal, sequence, 1 FROM change
                    UNION ALL SELECT journal, sequence, 1 FROM trace
                    UNION ALL SELECT journal, last, last - first + 1 FROM gap \(continued) \(metered)
                ) GROUP BY journal
            ) USING (id) WHERE highest > watermark OR held > watermark LIMIT \(Self.most)
            """)
        var findings: [String] = []
        while try rows.step() {
            findings.append(
                "\(rows.string(0) ?? "")/\(rows.string(1) ?? ""): journal \(rows.string(2) ?? "") is in through entry "
                    + "\(rows.int64(3) ?? 0), but there are \(rows.int64(4) ?? 0) entries, the last of them "
                    + "\(rows.int64(5) ?? 0)")
        }
        return findings
    }

    /// Spans hold all records of their zone and journal.
    private func strayRecords() throws(SQLiteError) -> [String] {
        let rows = try database.statement(
            """
            SELECT zone.site, zone.name, COUNT(*) FROM interval
            JOIN zone ON zone.id = interval.zone
            LEFT JOIN span ON span.zone = interval.zone AND span.journal = interval.journal
            WHERE span.zone IS NULL OR ends < first_end OR ends > last_end
            GROUP BY interval.zone LIMIT \(Self.most)
            """)
        var findings: [String] = []
        while try rows.step() {
            findings.append(
                "\(rows.string(0) ?? "")/\(rows.string(1) ?? ""): \(rows.int64(2) ?? 0) records lie where no search looks"
            )
        }
        return findings
    }

    private func backwards() throws(SQLiteError) -> [String] {
        let moves = Schema.columns.map { "\($0) - LAG(\($0)) OVER w" }
        let rows = try database.statement(
            """
            SELECT zone.site, zone.name, ends, starts < before, least FROM (
                SELECT zone, ends, starts, LAG(ends) OVER w AS before, MIN(\(moves.joined(separator: ", "))) AS least
                FROM interval WINDOW w AS (PARTITION BY zone, journal ORDER BY ends)
            ) AS moved JOIN zone ON zone.id = moved.zone
            WHERE least < 0 OR starts < before LIMIT \(Self.most)
            """)
        var findings: [String] = []
        while try rows.step() {
            let place = "\(rows.string(0) ?? "")/\(rows.string(1) ?? "")"
            let at = Timestamp(milliseconds: rows.int64(2) ?? 0).iso8601
            findings.append(
                (rows.int64(4) ?? 0) < 0
                    ? "\(place): a register runs backwards in the record that ends at \(at)"
                    : "\(place): the record that ends at \(at) overlaps the one before")
        }
        return findings
    }

    /// What is kept at full hours is what the records say that end there.
    private func contradictions() throws(SQLiteError) -> [String] {
        guard try database.userVersion() >= 4 else { return [] }
        let differences = Schema.columns.map { "standing.\($0) <> interval.\($0)" }
        let rows = try database.statement(
            """
            SELECT zone.site, zone.name, at FROM interval
            JOIN standing ON standing.zone = interval.zone AND standing.journal = interval.journal AND at = ends
            JOIN zone ON zone.id = interval.zone
            WHERE starts < ends AND (\(differences.joined(separator: " OR "))) LIMIT \(Self.most)
            """)
        var findings: [String] = []
        while try rows.step() {
            let place = "\(rows.string(0) ?? "")/\(rows.string(1) ?? "")"
            findings.append(
                "\(place): what is kept for \(Timestamp(milliseconds: rows.int64(2) ?? 0).iso8601) is not what the "
                    + "record says that ends there")
        }
        return findings
    }

    /// What is kept at full hours has no holes that records could fill.
    private func lacks() throws(SQLiteError) -> [String] {
        let names = Dictionary(uniqueKeysWithValues: zones.map { ($0.value, $0.key) })
        return try lostHours().prefix(Self.most).map { lost in
            let place = names[lost.key.zone].map { "\($0.site)/\($0.zone)" } ?? "?"
            return "\(place): between \(lost.after.iso8601) and \(lost.before.iso8601) hours are not kept"
        }
    }

    private static let most = 100
}
