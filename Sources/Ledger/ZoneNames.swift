internal import Calendars
internal import Quantities
internal import Records
internal import SQLite

extension Ledger {
    /// What a board's device is called here: its own name, unless somebody said otherwise.
    func path(site: String, board: String, device: String) -> ZonePath {
        aliases[site]?["\(board)/\(device)"] ?? ZonePath(site: site, zone: device)
    }

    /// Why an interval cannot be true: another board tells of a zone of this name for the same time, so that two rooms
    /// would be one, or one be counted twice; `nil` if it may be.
    func conflict(_ interval: Record.Interval, _ row: JournalRow, site: String, board: String) -> String? {
        guard let zone = zones[path(site: site, board: board, device: interval.zone)], let journals = tellers[zone],
            journals.count > 1 || !journals.contains(row.id)
        else { return nil }
        for other in journals where other != row.id {
            guard let owner = owners[other], owner != board, let span = spans[SpanKey(zone: zone, journal: other)],
                interval.start < span.lastEnd, span.firstStart < interval.end
            else { continue }
            return "board \(owner) tells of a zone \(interval.zone) too, from \(span.firstStart.iso8601) to "
                + "\(span.lastEnd.iso8601); if they are two rooms, give one another name: "
                + "lightwell-hub name \(site)/\(board)/\(interval.zone) NEWNAME"
        }
        return nil
    }

    /// Gives the zone of one board another name from now on. What is in already keeps its name.
    ///
    /// - Throws: ``LedgerError/refused(_:)`` when another zone of the site is called so.
    public func name(_ device: String, of board: String, at site: String, _ zone: String) throws(LedgerError) {
        if zones[ZonePath(site: site, zone: zone)] != nil {
            throw .refused("\(site) has a zone \(zone) already; choose another name")
        }
        try commit { () throws(LedgerError) in
            try sql { () throws(SQLiteError) in
                try database.execute(
                    "INSERT OR REPLACE INTO alias (site, board, device, zone) VALUES (?, ?, ?, ?)", site, board, device,
                    zone)
            }
            aliases[site, default: [:]]["\(board)/\(device)"] = ZonePath(site: site, zone: zone)
        }
    }

    func readAliases() throws(LedgerError) {
        guard keepsStandings else { return }
        try sql { () throws(SQLiteError) in
            let rows = try database.statement("SELECT site, board, device, zone FROM alias")
            while try rows.step() {
                guard let site = rows.string(0), let board = rows.string(1), let device = rows.string(2),
                    let zone = rows.string(3)
                else { continue }
                aliases[site, default: [:]]["\(board)/\(device)"] = ZonePath(site: site, zone: zone)
            }
        }
    }
}
