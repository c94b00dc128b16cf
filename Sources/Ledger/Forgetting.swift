public import Quantities
internal import SQLite

/// What is taken back when a board is retired: that it was ever seen, and what its zones said was broken. Its records stay,
/// and so do its alarms of the past.
extension AlarmStore {
    /// Forgets a board that was seen. Should it be heard again, it is back.
    ///
    /// Not to be done while it is connected: the hub writes down again what it hears.
    ///
    /// - Returns: what was known of it.
    /// - Throws: ``LedgerError`` when it was never seen, or is connected by what the hub last wrote.
    @discardableResult public func forget(_ board: String, at site: String) throws(LedgerError) -> Forgotten {
        try database.transaction { () throws(LedgerError) in
            guard let known = try sql({ () throws(SQLiteError) in try sighting(of: board, at: site) }) else {
                throw .refused("no board \(site)/\(board) was ever seen; lightwell-hub boards shows those there are")
            }
            guard known.gone != nil else {
                throw .refused(
                    "\(site)/\(board) is connected: switch it off or let the hub see that it is gone, then forget it")
            }
            try sql { () throws(SQLiteError) in
                for table in ["fault", "sighting"] {
                    try database.execute("DELETE FROM \(table) WHERE site = ? AND board = ?", site, board)
                }
            }
            return known
        }
    }

    /// What was known of a board that is forgotten now.
    public struct Forgotten: Hashable, Sendable {
        public let firstSeen: Timestamp
        /// When it went silent.
        public let gone: Timestamp?
        /// Records that it held for the hub when it was last heard: nobody fetches them any more.
        public let backlog: Int64
    }

    private func sighting(of board: String, at site: String) throws(SQLiteError) -> Forgotten? {
        let rows = try database.statement(
            "SELECT first_seen, gone, backlog FROM sighting WHERE site = ? AND board = ?")
        defer { rows.reset() }
        try rows.bind(site, at: 1)
        try rows.bind(board, at: 2)
        guard try rows.step(), let firstSeen = rows.int64(0) else { return nil }
        return Forgotten(
            firstSeen: Timestamp(milliseconds: firstSeen), gone: rows.int64(1).map(Timestamp.init(milliseconds:)),
            backlog: rows.int64(2) ?? 0)
    }
}
