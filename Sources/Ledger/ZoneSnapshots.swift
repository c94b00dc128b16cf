public import Indicators
public import Quantities
public import Records
internal import SQLite

extension Ledger {
    /// What a board's snapshot says of one zone.
    public struct ZoneSnapshot: Equatable, Sendable {
        public let zone: ZonePath
        public let journal: String
        public let at: Timestamp
        public let state: Snapshot.ZoneState
    }

    /// The snapshots of all zones within a period, as far as boards send traces and those are still kept; in the order in
    /// which each journal has them. What no release here can read is left out.
    public func zoneSnapshots(over period: Period) throws(LedgerError) -> [ZoneSnapshot] {
        let rows = try sql {
            () throws(SQLiteError) -> [(site: String, board: String, journal: String, bytes: [UInt8])] in
            // Most are marked with their time; those that just came are not yet, and in an older ledger none is.
            let near = keepsStandings ? "(at IS NULL OR at >= ?2 AND at < ?3) AND" : ""
            let rows = try database.statement(
                """
                SELECT site, board, name, bytes FROM trace JOIN journal ON journal.id = journal
                WHERE \(near) substr(bytes, 1, 2) = ?1 ORDER BY journal, sequence
                """)
            defer { rows.reset() }
            try rows.bind(Snapshot.beginning, at: 1)
            if keepsStandings {
                try rows.bind(period.from.milliseconds, at: 2)
                try rows.bind(period.to.milliseconds, at: 3)
            }
            var found: [(site: String, board: String, journal: String, bytes: [UInt8])] = []
            while try rows.step() {
                guard let site = rows.string(0), let board = rows.string(1), let journal = rows.string(2),
                    let bytes = rows.bytes(3)
                else { continue }
                found.append((site, board, journal, bytes))
            }
            return found
        }
        return rows.flatMap { row -> [ZoneSnapshot] in
            guard let snapshot = try? Snapshot(decoding: row.bytes), period.from <= snapshot.time,
                snapshot.time < period.to
            else { return [] }
            return snapshot.zones.map { state in
                ZoneSnapshot(
                    zone: path(site: row.site, board: row.board, device: state.name), journal: row.journal,
                    at: snapshot.time, state: state)
            }
        }
    }
}
