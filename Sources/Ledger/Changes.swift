public import Quantities
internal import SQLite

extension Ledger {
    /// A setting that somebody changed, as the board wrote it down.
    public struct Change: Hashable, Sendable {
        public let at: Timestamp
        public let site: String
        public let board: String
        public let zone: String
        /// Id in the catalogue of settings; one that it does not know: the zone forgot what it had learned.
        public let setting: UInt8
        public let value: Double
        public let by: String
        /// When it lapses; `nil`: never.
        public let until: Timestamp?
    }

    /// All changes in a period, oldest first.
    ///
    /// - Parameters:
    ///   - from: `nil`: from the beginning.
    ///   - to: not in the period itself; `nil`: to the end.
    public func changes(from: Timestamp? = nil, to: Timestamp? = nil) throws(LedgerError) -> [Change] {
        try sql { () throws(SQLiteError) in
            let until = try database.userVersion() >= 3 ? "until" : "NULL"
            let rows = try database.statement(
                """
                SELECT at, site, board, zone, setting, value, by, \(until) FROM change
                JOIN journal ON journal.id = journal WHERE at >= ? AND at < ? ORDER BY at, journal, sequence
                """)
            defer { rows.reset() }
            try rows.bind(from?.milliseconds ?? .min, at: 1)
            try rows.bind(to?.milliseconds ?? .max, at: 2)
            var changes: [Change] = []
            while try rows.step() {
                changes.append(
                    Change(
                        at: Timestamp(milliseconds: rows.int64(0) ?? 0), site: rows.string(1) ?? "",
                        board: rows.string(2) ?? "", zone: rows.string(3) ?? "",
                        setting: UInt8(clamping: rows.int64(4) ?? 0), value: rows.double(5) ?? 0,
                        by: rows.string(6) ?? "", until: rows.int64(7).map(Timestamp.init(milliseconds:))))
            }
            return changes
        }
    }
}
