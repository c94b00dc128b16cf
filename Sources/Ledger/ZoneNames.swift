internal import Calendars
internal import Quantities
internal import Records
internal import SQLite

extension Ledger {
    /// What a board's device is called here: its own name, unless somebody said otherwise.
    func path(site: String, board: String, device: String) -> ZonePath {
        aliases[site]?["\(board)/\(device)"] ?? ZonePath(site: site, zone: device)
    }

    /// Sees to it that rooms which two boards of a site call by one name stay two: the second board's has its board's name
    /// before its own here, until somebody says otherwise. To be called within ``commit(_:)``.
    private func separate(_ device: String, of board: String, at site: String) throws(LedgerError) {
        guard aliases[site]?["\(board)/\(device)"] == nil, let zone = zones[ZonePath(site: site, zone: device)],
            let journals = tellers[zone], !journals.contains(where: { owners[$0] == board })
        else { return }
        var name = "\(board)_\(device)"
        while zones[ZonePath(site: site, zone: name)] != nil { name += "_" }
        try call(device, of: board, at: site, name)
    }

    /// The zone that a device of a journal is. To be called within ``commit(_:)``.
    func place(_ device: String, _ row: JournalRow, site: String, board: String) throws(LedgerError) -> Int64 {
        let place = Teller(journal: row.id, device: device)
        if let zone = places[place] { return zone }
        try separate(device, of: board, at: site)
        let zone = try zone(path(site: site, board: board, device: device))
        places[place] = zone
        return zone
    }

    /// Why an interval cannot be true: another board tells of that zone for the same time, so that two rooms would be one, or
    /// one be counted twice; `nil` if it may be.
    func conflict(
        _ interval: Record.Interval, _ row: JournalRow, site: String, board: String
    ) throws(LedgerError) -> String? {
        let zone = try place(interval.zone, row, site: site, board: board)
        guard let journals = tellers[zone], journals.count > 1 || !journals.contains(row.id) else { return nil }
        for other in journals where other != row.id {
            guard let owner = owners[other], owner != board, let span = spans[SpanKey(zone: zone, journal: other)],
                interval.start < span.lastEnd, span.firstStart < interval.end
            else { continue }
            return
                "board \(owner) tells of that zone, too, from \(span.firstStart.iso8601) to \(span.lastEnd.iso8601); "
                + "give this one another name: lightwell-hub name \(site)/\(board)/\(interval.zone) NEWNAME"
        }
        return nil
    }

    /// Gives the zone of one board another name from now on, or that of a zone which it goes on with. What is in already
    /// keeps its name.
    public func name(_ device: String, of board: String, at site: String, _ zone: String) throws(LedgerError) {
        try commit { () throws(LedgerError) in try call(device, of: board, at: site, zone) }
    }

    /// Zones that are called otherwise here: site, board and device, and their names.
    public var namedZones: [(site: String, board: String, device: String, zone: String)] {
        aliases.flatMap { site, names in
            names.map { place, path in
                let parts = place.split(separator: "/", maxSplits: 1).map(String.init)
                return (site, parts[0], parts[1], path.zone)
            }
        }.sorted { ($0.site, $0.board, $0.device) < ($1.site, $1.board, $1.device) }
    }

    /// What the board of a journal calls its zone.
    func device(of span: Stretch) -> String {
        let board = owners[span.key.journal] ?? ""
        let own = aliases[span.path.site]?.first { $0.value == span.path && $0.key.hasPrefix(board + "/") }
        return own.map { String($0.key.dropFirst(board.count + 1)) } ?? span.path.zone
    }

    private func call(_ device: String, of board: String, at site: String, _ zone: String) throws(LedgerError) {
        try sql { () throws(SQLiteError) in
            try database.execute(
                "INSERT OR REPLACE INTO alias (site, board, device, zone) VALUES (?, ?, ?, ?)", site, board, device,
                zone)
        }
        aliases[site, default: [:]]["\(board)/\(device)"] = ZonePath(site: site, zone: zone)
        places.removeAll()
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
