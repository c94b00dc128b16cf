public import Alarms
internal import Glibc
public import Quantities
internal import SQLite

/// The alarms of a ledger, beside whatever else uses it: it needs no lock of its own, SQLite's is enough.
///
/// A change is one short transaction, so that the hub, the watch and somebody who acknowledges do not lose each other's
/// work. A message is written down in the transaction that makes its alarms count as told, before anybody carries it: a
/// process that ends in between carries it later. One that ends after it was carried and before that is written down
/// carries it once more. So every message goes out at least once, and at most once more for each such end; unless a newer
/// one takes its place before it arrived, which tells all of it that is still so.
public final class AlarmStore {
    let database: Connection
    private let path: String
    private let access: Access
    private let patience: Int32
    /// Which file it was when it was opened.
    private let file: FileIdentity?

    public enum Access: Hashable, Sendable { case reading, changing }

    /// - Parameter patience: how long to wait for another's transaction, in milliseconds.
    /// - Throws: ``LedgerError`` when there is no ledger, or it is of an earlier release, without alarms.
    public init(_ path: String, _ access: Access, patience: Int32 = 5_000) throws(LedgerError) {
        guard Glibc.access(path, F_OK) == 0 else { throw .missing(path: path) }
        (self.path, self.access, self.patience) = (path, access, patience)
        file = FileIdentity(of: path)
        database = try sql { () throws(SQLiteError) in
            try Connection(path, access == .reading ? .readOnly : .existing, patience: patience)
        }
        let version = try sql { () throws(SQLiteError) in try database.userVersion() }
        guard version <= Schema.version else { throw .newer(path: path, version: version, known: Schema.version) }
        guard try isReady() else {
            throw .refused("the ledger \(path) keeps no alarms yet: run lightwell-hub run of this release on it first")
        }
    }

    /// Whether the path still leads to the file that this is of: a ledger that was restored is another one, and what is
    /// written into the old one is lost.
    public var isCurrent: Bool { FileIdentity(of: path) == file }

    /// Opens what is at the path now, in the same way.
    public func again() throws(LedgerError) -> AlarmStore { try AlarmStore(path, access, patience: patience) }

    /// The book as it is kept now.
    public func book() throws(LedgerError) -> AlarmBook {
        try sql { () throws(SQLiteError) in
            AlarmBook(
                alarms: try alarms("WHERE ended IS NULL OR (told IS NOT NULL AND end_told IS NULL)"),
                pending: try pending(), next: try number("SELECT COALESCE(MAX(id), 0) + 1 FROM alarm") ?? 1,
                lastDigest: try number(
                    "SELECT MAX(at) FROM (SELECT told AS at FROM alarm UNION ALL SELECT end_told FROM alarm)"
                ).map(Timestamp.init(milliseconds:)))
        }
    }

    /// Alarms by id: those that are open, or all that ever were.
    public func alarms(all: Bool) throws(LedgerError) -> [Alarm] {
        try sql { () throws(SQLiteError) in try alarms(all ? "" : "WHERE ended IS NULL") }
    }

    /// Changes the book, and with it what waits in the outbox; all of it becomes durable together, or nothing does.
    ///
    /// - Parameter post: who is told. `nil`: the outbox stays as it is.
    public func change<Result>(
        at now: Timestamp, telling post: AlarmPost? = nil, _ body: (inout AlarmBook) -> Result
    ) throws(LedgerError) -> Result {
        try database.transaction { () throws(LedgerError) in
            let before = try book()
            var after = before
            let result = body(&after)
            try keep(after, in: before)
            let hasNews = after.events.contains { $0.deed == .told || $0.deed == .endTold }
            if let post { try bring(post, hasNews: hasNews, at: now) }
            return result
        }
    }

    /// What became of an alarm, in order.
    public func events(of alarm: Int64) throws(LedgerError) -> [Event] {
        try sql { () throws(SQLiteError) in
            let rows = try database.statement(
                "SELECT deed, at, by, note FROM alarm_event WHERE alarm = ? ORDER BY id")
            defer { rows.reset() }
            try rows.bind(alarm, at: 1)
            var events: [Event] = []
            while try rows.step() {
                guard let deed = rows.string(0).flatMap(Event.Deed.init), let at = rows.int64(1) else { continue }
                events.append(
                    Event(
                        deed, of: alarm, at: Timestamp(milliseconds: at), by: rows.string(2), note: rows.string(3)))
            }
            return events
        }
    }

    /// Says that somebody looks after the alarms.
    public func signOfLife(at now: Timestamp) throws(LedgerError) {
        try sql { () throws(SQLiteError) in
            try database.execute(
                "INSERT OR REPLACE INTO alarm_watch (name, at) VALUES ('watch', ?)", now.milliseconds)
        }
    }

    /// When somebody last looked after the alarms; `nil`: never.
    public func lastSignOfLife() throws(LedgerError) -> Timestamp? {
        try sql { () throws(SQLiteError) in
            try number("SELECT at FROM alarm_watch WHERE name = 'watch'").map(Timestamp.init(milliseconds:))
        }
    }

    private func isReady() throws(LedgerError) -> Bool {
        try sql { () throws(SQLiteError) in
            try number("SELECT 1 FROM sqlite_schema WHERE name = 'alarm_watch'") != nil
        }
    }

    func number(_ query: String) throws(SQLiteError) -> Int64? {
        let row = try database.statement(query)
        defer { row.reset() }
        return try row.step() ? row.int64(0) : nil
    }
}

/// Which file a path leads to.
private struct FileIdentity: Hashable {
    let device: UInt64
    let inode: UInt64

    /// - Returns: `nil` where there is none.
    init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        (device, inode) = (UInt64(status.st_dev), UInt64(status.st_ino))
    }
}
