internal import Glibc
internal import Locks
internal import Quantities
internal import Records
internal import SQLite
public import Telemetry

/// What all boards have told, once each: the ground of every figure.
///
/// One watermark per journal says what is in; only the next entry is taken, so a
/// record can neither be counted twice nor be passed over. Nothing is changed later.
public final class Ledger {
    let database: Connection
    private let lock: FileLock?
    private(set) var intake = Intake()
    private(set) var journals: [String: JournalRow] = [:]
    private(set) var zones: [ZonePath: Int64] = [:]
    /// By site, then by board and device: zones that are called otherwise here.
    var aliases: [String: [String: ZonePath]] = [:]
    /// The zones of journals' devices, as far as they were asked for.
    var places: [Teller: Int64] = [:]
    /// The journals that tell of a zone.
    var tellers: [Int64: [Int64]] = [:]
    /// The board of each journal.
    private(set) var owners: [Int64: String] = [:]
    /// Until here something may have been given up as too old.
    var gone = Timestamp.distantPast
    /// Puts a standing in; looked up once, for its text is long.
    var insertStanding: Statement?
    /// What is kept at boundaries and not yet written, so that several rows of a zone go into one page. It is lost with the
    /// program, and made again from the records.
    var pending: [SpanKey: [KeptStanding]] = [:]
    /// Whether some of it was lost: it is made up for before anything else is written.
    var lacksStandings = false
    /// By site; UTC where none is stated.
    var boundaries: [String: Boundaries] = [:]
    var spans: [SpanKey: Span] = [:]
    /// A reader may have a ledger before it that no writer of this release has opened yet.
    private(set) var keepsStandings = false
    /// Puts an interval in; a reader has none.
    var insert: Statement?

    public enum Access: Hashable, Sendable {
        /// The one writer; makes the file if need be.
        case writing(program: String)
        case reading
    }

    /// What takes a while before a ledger can be used.
    public enum Upkeep: Hashable, Sendable {
        /// It is of an older release.
        case upgrade(from: Int, to: Int)
        /// What is kept at full hours, days and months is made anew from the records; this share is done, from 0.
        case rebuild(Double)
    }

    /// - Parameter upkeep: is told what takes a while, now and then.
    /// - Throws: ``LedgerError`` when it is in use, cannot be opened, or is of a newer release.
    public init(_ path: String, _ access: Access, upkeep: (Upkeep) -> Void = { _ in }) throws(LedgerError) {
        (lock, database) = try Self.open(path, access)
        if access != .reading { try migrate(upkeep) }
        try remember()
        if access != .reading { try commit { () throws(LedgerError) in try self.makeUp(upkeep) } }
    }

    /// What became of a shipment.
    public enum Outcome: Hashable, Sendable {
        case taken
        /// It is in already.
        case known
        /// Entries before it are missing: the board must go back.
        case early
        /// Not of the board that this journal belongs to, not what it said before (a copied card), or of a
        /// board that was replaced.
        case foreign(String)
    }

    /// The sequence through which the ledger holds a journal; 0 when it holds nothing.
    public func watermark(of journal: String) -> UInt64 { intake.watermark(of: journal) }

    /// Runs `body` so that all it does becomes durable together, or nothing does.
    public func commit(_ body: () throws(LedgerError) -> Void) throws(LedgerError) {
        do throws(LedgerError) {
            try database.transaction { () throws(LedgerError) in
                // Before anything newer is written: what lies before the newest would not be missed any more.
                if lacksStandings { try self.makeUp() }
                try body()
                try self.flush()
            }
        } catch {
            // What was counted in memory is not in the file, nor what earlier commits left to be written.
            (intake, journals, zones, spans, boundaries) = (Intake(), [:], [:], [:], [:])
            (aliases, tellers, owners, places) = ([:], [:], [:], [:])
            (pending, lacksStandings) = ([:], true)
            try remember()
            throw error
        }
    }

    /// Takes an entry of a board's journal if it is the next one. To be called within ``commit(_:)``.
    public func take(_ shipment: Shipment, site: String, board: String) throws(LedgerError) -> Outcome {
        let row = try row(of: shipment.journal, site: site, board: board)
        switch intake.judge(shipment, site: site, board: board) {
        case .foreign(let reason): return .foreign(reason)
        case .early: return .early
        case .compare: return try recognise(shipment, row, site: site, board: board)
        case .take: break
        }
        if case .record(let record) = shipment.content, let times = record.times, !Self.arePossible(times) {
            return .foreign("entry \(shipment.sequence) tells of a time that cannot be")
        }
        if case .record(.interval(let interval)) = shipment.content,
            let conflict = try conflict(interval, row, site: site, board: board)
        {
            return .foreign(conflict)
        }
        do throws(LedgerError) {
            try store(shipment, row, site: site, board: board)
        } catch {
            // One board's impossible record must not stop all others.
            if case .database(let reason) = error, reason.kind == .constraint {
                return .foreign("entry \(shipment.sequence) cannot be: \(reason.message)")
            }
            throw error
        }
        intake.took(shipment, site: site, board: board)
        journals[shipment.journal]?.isTouched = true
        return .taken
    }

    struct JournalRow {
        let id: Int64
        /// Entries up to this one may be gone, because they became too old.
        var retired: UInt64 = 0
        var isTouched = false
    }

    /// A device as one journal tells of it.
    struct Teller: Hashable {
        let journal: Int64
        let device: String
    }

    struct SpanKey: Hashable {
        let zone: Int64
        let journal: Int64
    }

    /// The time in which one journal tells of one zone.
    struct Span {
        var firstStart: Timestamp
        var firstEnd: Timestamp
        var lastEnd: Timestamp
        /// No record that ends until here is kept any more; `nil`: all are.
        var retired: Timestamp?
        /// The registers at ``lastEnd``; `nil`: not read yet.
        var last: Totals?
        var isTouched = false

        init(_ record: RecordRow) {
            (firstStart, firstEnd, lastEnd) = (record.first.begin, record.end, record.end)
            (last, isTouched) = (record.totals, true)
        }

        init(firstStart: Timestamp, firstEnd: Timestamp, lastEnd: Timestamp, retired: Timestamp?) {
            (self.firstStart, self.firstEnd, self.lastEnd, self.retired) = (firstStart, firstEnd, lastEnd, retired)
        }

        mutating func take(_ record: RecordRow) {
            if record.end < firstEnd { (firstStart, firstEnd) = (record.first.begin, record.end) }
            if lastEnd <= record.end { (lastEnd, last) = (record.end, record.totals) }
            isTouched = true
        }
    }

    private static func open(_ path: String, _ access: Access) throws(LedgerError) -> (FileLock?, Connection) {
        var lock: FileLock?
        if case .writing(let program) = access {
            do throws(LockError) { lock = try FileLock.exclusive(path: path + ".lock", program: program) } catch {
                throw .locked(error)
            }
        } else if Glibc.access(path, F_OK) != 0 {
            throw .missing(path: path)
        }
        let database: Connection = try sql { () throws(SQLiteError) in
            try Connection(path, access == .reading ? .readOnly : .create)
        }
        let version = try sql { () throws(SQLiteError) in try database.userVersion() }
        guard version <= Schema.version else { throw .newer(path: path, version: version, known: Schema.version) }
        guard version > 0 || access != .reading else { throw .missing(path: path) }
        return (lock, database)
    }

    /// Brings a ledger of an older release up; also a new one, which is of version 0.
    private func migrate(_ upkeep: (Upkeep) -> Void) throws(LedgerError) {
        let version = try sql { () throws(SQLiteError) in try database.userVersion() }
        guard version < Schema.version else { return }
        if version > 0 { upkeep(.upgrade(from: version, to: Schema.version)) }
        try database.transaction { () throws(LedgerError) in
            try sql { () throws(SQLiteError) in
                for step in Schema.steps[version...] { try database.execute(script: step) }
                try database.setUserVersion(Schema.version)
            }
            guard 1..<Schema.commanding ~= version else { return }
            try remember()
            if version < 4 { try keepAgain(Set(spans.keys), upkeep: upkeep) } else { try keepLost(upkeep: upkeep) }
            try keepReaches(upkeep: upkeep)
            try flush()
        }
    }

    /// Reads back what is kept in memory to be quick.
    func remember() throws(LedgerError) {
        tellers.removeAll()
        intake.successions = try readSuccessions()
        try sql { () throws(SQLiteError) in
            // A reader may have a ledger before it that no writer of this release has opened yet.
            let version = try database.userVersion()
            let check = version >= 3 ? "last" : "NULL"
            keepsStandings = version >= 4
            let rows = try database.statement(
                "SELECT id, name, site, board, watermark, \(check), \(keepsStandings ? "retired" : "0") FROM journal")
            while try rows.step() {
                guard let id = rows.int64(0), let name = rows.string(1), let site = rows.string(2),
                    let board = rows.string(3), let watermark = rows.int64(4)
                else { continue }
                journals[name] = JournalRow(id: id, retired: UInt64(rows.int64(6) ?? 0))
                owners[id] = board
                intake.standings[name] = Intake.Standing(
                    site: site, board: board, watermark: UInt64(watermark), check: rows.int64(5))
            }
            let places = try database.statement("SELECT id, site, name FROM zone")
            while try places.step() {
                guard let id = places.int64(0), let site = places.string(1), let name = places.string(2) else {
                    continue
                }
                zones[ZonePath(site: site, zone: name)] = id
            }
            let ranges = try database.statement(
                "SELECT zone, journal, first_start, first_end, last_end, \(keepsStandings ? "retired" : "NULL") FROM span"
            )
            while try ranges.step() {
                guard let zone = ranges.int64(0), let journal = ranges.int64(1), let start = ranges.int64(2),
                    let first = ranges.int64(3), let last = ranges.int64(4)
                else { continue }
                tellers[zone, default: []].append(journal)
                spans[SpanKey(zone: zone, journal: journal)] = Span(
                    firstStart: Timestamp(milliseconds: start), firstEnd: Timestamp(milliseconds: first),
                    lastEnd: Timestamp(milliseconds: last), retired: ranges.int64(5).map(Timestamp.init(milliseconds:)))
            }
        }
        try readBoundaries()
        try readAliases()
        try readProgress()
    }

    private func flush() throws(LedgerError) {
        try sql { () throws(SQLiteError) in
            for (name, row) in journals where row.isTouched {
                let standing = intake.standings[name]
                try database.execute(
                    "UPDATE journal SET watermark = ?, last = ? WHERE id = ?", Int64(standing?.watermark ?? 0),
                    standing?.check, row.id)
                journals[name]?.isTouched = false
            }
            for place in spans.indices where spans.values[place].isTouched {
                let (key, span) = spans[place]
                try database.execute(
                    """
                    INSERT OR REPLACE INTO span (zone, journal, first_start, first_end, last_end, retired) \
                    VALUES (?, ?, ?, ?, ?, ?)
                    """, key.zone, key.journal, span.firstStart.milliseconds, span.firstEnd.milliseconds,
                    span.lastEnd.milliseconds, span.retired?.milliseconds)
                spans.values[place].isTouched = false
            }
        }
    }

    private func row(of journal: String, site: String, board: String) throws(LedgerError) -> JournalRow {
        if let row = journals[journal] { return row }
        let id = try insertedRow { () throws(SQLiteError) in
            try database.execute(
                "INSERT INTO journal (name, site, board) VALUES (?, ?, ?)", journal, site, board)
        }
        let row = JournalRow(id: id)
        journals[journal] = row
        owners[id] = board
        intake.standings[journal] = Intake.Standing(site: site, board: board)
        return row
    }

    func zone(_ path: ZonePath) throws(LedgerError) -> Int64 {
        if let id = zones[path] { return id }
        let id = try insertedRow { () throws(SQLiteError) in
            try database.execute("INSERT INTO zone (site, name) VALUES (?, ?)", path.site, path.zone)
        }
        zones[path] = id
        return id
    }

    private func insertedRow(_ insert: () throws(SQLiteError) -> Void) throws(LedgerError) -> Int64 {
        try sql { () throws(SQLiteError) in
            try insert()
            let row = try database.statement("SELECT last_insert_rowid()")
            defer { row.reset() }
            return try row.step() ? row.int64(0) ?? 0 : 0
        }
    }
}

/// A zone by its site and its name there.
public struct ZonePath: Hashable, Sendable {
    public var site: String
    public var zone: String

    public init(site: String, zone: String) { (self.site, self.zone) = (site, zone) }
}

/// Lets a ledger speak of SQLite's errors as its own.
func sql<R>(_ body: () throws(SQLiteError) -> R) throws(LedgerError) -> R {
    do throws(SQLiteError) { return try body() } catch { throw LedgerError(error) }
}
