public import Quantities
internal import SQLite

/// What the hub has seen of a board, whether or not it takes its records.
public struct Sighting: Hashable, Sendable {
    public let site: String
    public let board: String
    public var firstSeen: Timestamp
    /// When its present or last session began.
    public var born: Timestamp
    /// When it went silent; `nil` while it is connected. What it and its zones said last is stale from then on.
    public var gone: Timestamp?
    /// Id of its records journal.
    public var journal: String
    public var software: String
    public var model: String
    /// Why its records are not taken at all: it is not registered. They stay on the board.
    public var quarantine: String?
    /// Why a record of it was refused.
    public var complaint: String?
    /// Records that it holds for the hub.
    public var backlog: Int64
    /// Hours of records that it can keep besides; `nil`: it does not know.
    public var hoursLeft: Int64?
    /// What its zones say is broken, by zone; only of those with a fault.
    public var faults: [String: String]
    /// When what stands here was last heard to be so.
    public var heard: Timestamp

    public init(
        site: String, board: String, firstSeen: Timestamp, born: Timestamp, gone: Timestamp? = nil, journal: String,
        software: String = "", model: String = "", quarantine: String? = nil, complaint: String? = nil,
        backlog: Int64 = 0, hoursLeft: Int64? = nil, faults: [String: String] = [:], heard: Timestamp
    ) {
        (self.site, self.board, self.firstSeen, self.born, self.gone) = (site, board, firstSeen, born, gone)
        (self.journal, self.software, self.model) = (journal, software, model)
        (self.quarantine, self.complaint, self.backlog) = (quarantine, complaint, backlog)
        (self.hoursLeft, self.faults, self.heard) = (hoursLeft, faults, heard)
    }
}

extension Ledger {
    /// All boards that were ever seen, by site and name.
    public func sightings() throws(LedgerError) -> [Sighting] {
        try sql { () throws(SQLiteError) in
            guard try database.userVersion() >= 4 else { return [] }
            var faults: [String: [String: String]] = [:]
            let broken = try database.statement("SELECT site, board, zone, faults FROM fault")
            defer { broken.reset() }
            while try broken.step() {
                let path = "\(broken.string(0) ?? "")/\(broken.string(1) ?? "")"
                faults[path, default: [:]][broken.string(2) ?? ""] = broken.string(3)
            }
            let rows = try database.statement(
                """
                SELECT site, board, first_seen, born, heard, gone, journal, software, model, quarantine, complaint, \
                backlog, hours_left FROM sighting ORDER BY site, board
                """)
            defer { rows.reset() }
            var sightings: [Sighting] = []
            while try rows.step() {
                let (site, board) = (rows.string(0) ?? "", rows.string(1) ?? "")
                func time(_ column: Int) -> Timestamp? { rows.int64(column).map(Timestamp.init(milliseconds:)) }
                guard let firstSeen = time(2), let born = time(3), let heard = time(4) else { continue }
                sightings.append(
                    Sighting(
                        site: site, board: board, firstSeen: firstSeen, born: born, gone: time(5),
                        journal: rows.string(6) ?? "", software: rows.string(7) ?? "", model: rows.string(8) ?? "",
                        quarantine: rows.string(9), complaint: rows.string(10), backlog: rows.int64(11) ?? 0,
                        hoursLeft: rows.int64(12), faults: faults["\(site)/\(board)"] ?? [:], heard: heard))
            }
            return sightings
        }
    }

    /// Writes down what was seen. The day a board was first seen stays.
    public func note(_ sightings: [Sighting]) throws(LedgerError) {
        guard !sightings.isEmpty else { return }
        try commit { () throws(LedgerError) in
            try sql { () throws(SQLiteError) in
                for sighting in sightings {
                    try database.execute(
                        """
                        INSERT INTO sighting (site, board, first_seen, born, heard, gone, journal, software, model, \
                        quarantine, complaint, backlog, hours_left) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT DO UPDATE SET born = excluded.born, heard = excluded.heard, gone = excluded.gone, \
                        journal = excluded.journal, software = excluded.software, model = excluded.model, \
                        quarantine = excluded.quarantine, complaint = excluded.complaint, \
                        backlog = excluded.backlog, hours_left = excluded.hours_left
                        """, sighting.site, sighting.board, sighting.firstSeen.milliseconds,
                        sighting.born.milliseconds, sighting.heard.milliseconds, sighting.gone?.milliseconds,
                        sighting.journal, sighting.software, sighting.model, sighting.quarantine, sighting.complaint,
                        sighting.backlog, sighting.hoursLeft)
                    try database.execute(
                        "DELETE FROM fault WHERE site = ? AND board = ?", sighting.site, sighting.board)
                    for (zone, names) in sighting.faults {
                        try database.execute(
                            "INSERT INTO fault (site, board, zone, faults) VALUES (?, ?, ?, ?)", sighting.site,
                            sighting.board, zone, names)
                    }
                }
            }
        }
    }

    /// When the hub last said that it runs; `nil`: never.
    public func lastSignOfLife() throws(LedgerError) -> Timestamp? {
        keepsStandings ? try progress(Self.signOfLife) : nil
    }

    /// Says that the hub runs.
    public func signOfLife(at now: Timestamp) throws(LedgerError) {
        try commit { () throws(LedgerError) in try setProgress(Self.signOfLife, now) }
    }

    static let signOfLife = "hub runs"
}
