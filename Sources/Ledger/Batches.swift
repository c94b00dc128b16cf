public import Activities
internal import Glibc
internal import Locks
public import Quantities
internal import SQLite

/// Takes imported files into a ledger, and undoes them, also while the hub runs.
///
/// The hub's own lock guards what it keeps in memory of its journals; no batch touches that. So nothing is locked here
/// but the database, by SQLite itself, for the moment of one transaction a batch. What needs the hub's lock is to bring
/// a ledger of an older release up to this one.
public final class Batches {
    static let lockEnding = ".import.lock"

    let database: Connection
    let path: String
    /// So that a backup is not put in place meanwhile.
    private let lock: FileLock?

    /// Opens a ledger; makes it if it does not exist.
    ///
    /// - Parameter program: who is said to hold the ledger while it is made or brought up.
    /// - Throws: also when a hub of an older release holds it.
    public init(_ path: String, program: String) throws(LedgerError) {
        self.path = path
        do throws(LockError) {
            lock = try FileLock.exclusive(path: path + Self.lockEnding, program: program)
        } catch {
            throw .locked(error)
        }
        let database = try sql { () throws(SQLiteError) in try Connection(path, .create, patience: Self.patience) }
        let version = try sql { () throws(SQLiteError) in try database.userVersion() }
        guard version <= Schema.version else { throw .newer(path: path, version: version, known: Schema.version) }
        self.database = database
        if version < Schema.version { _ = try Ledger(path, .writing(program: program)) }
    }

    /// Opens a ledger only to ask for ``conflicts(with:)``; one of an older release, too, which holds no batches.
    public init(reading path: String) throws(LedgerError) {
        (self.path, lock) = (path, nil)
        database = try sql { () throws(SQLiteError) in try Connection(path, .readOnly, patience: Self.patience) }
        let version = try sql { () throws(SQLiteError) in try database.userVersion() }
        guard version <= Schema.version else { throw .newer(path: path, version: version, known: Schema.version) }
    }

    /// What became of a file.
    public enum Outcome: Hashable, Sendable {
        case taken(Batch)
        /// Nothing of it is in.
        case refused([Conflict])
    }

    /// Takes a file as one batch, durable when this returns; or says what of it is in already, and takes nothing.
    ///
    /// - Parameters:
    ///   - document: that proves it; it is copied beside the ledger first.
    ///   - proofs: the documents that its lines name (``Activities/Origin/document``).
    ///   - show: is told the share that is done, 0 to 1, now and then.
    public func take(
        _ delivery: Delivery, by name: String, at: Timestamp, document: Document? = nil, proofs: [Proof] = [],
        show: (Double) -> Void = { _ in }
    ) throws(LedgerError) -> Outcome {
        if let document { try document.keep(beside: path) }
        let known = Set(proofs.map(\.sha256))
        for activity in delivery.activities {
            guard let named = activity.origin.document, !known.contains(named) else { continue }
            throw .refused("line \(activity.origin.line) of \(delivery.file) names a document that is not kept")
        }
        return try database.transaction { () throws(LedgerError) -> Outcome in
            let conflicts = try conflicts(with: delivery)
            guard conflicts.isEmpty else { return .refused(conflicts) }
            return .taken(
                try sql { () throws(SQLiteError) in
                    for proof in proofs + (document.map { [Proof($0)] } ?? []) { try insert(proof) }
                    let batch = try insert(delivery, by: name, at: at, document: document?.sha256)
                    try insert(delivery.activities, batch: batch)
                    try insert(delivery.meters, batch: batch, of: delivery.count, show)
                    try insert(delivery.weather, batch: batch)
                    return Batch(
                        id: batch, kind: delivery.kind, file: delivery.file, sha256: delivery.sha256,
                        document: document?.sha256, lines: Int64(delivery.count), at: at, by: name, undone: nil)
                })
        }
    }

    /// Takes a batch out of all figures. Its lines stay in the ledger, marked by their batch: a report that was made
    /// before can still be explained by them.
    ///
    /// - Throws: ``LedgerError/refused(_:)`` when there is no such batch, or it is undone.
    public func undo(_ id: Int64, by name: String, at: Timestamp) throws(LedgerError) -> Batch {
        try database.transaction { () throws(LedgerError) -> Batch in
            let batches = try Self.list(in: database)
            guard let batch = batches.first(where: { $0.id == id }) else {
                throw .refused("there is no batch \(id); lightwell-hub batches lists them")
            }
            if let undone = batch.undone { throw .refused("batch \(id) is undone already, by \(undone.by)") }
            try sql { () throws(SQLiteError) in
                try database.execute(
                    "UPDATE batch SET undone_at = ?, undone_by = ? WHERE id = ?", at.milliseconds, name, id)
            }
            return batch
        }
    }

    /// In milliseconds; a hub that commits, or another import, holds the database for less.
    private static let patience: Int32 = 30_000

    /// Copies a document that lines of a file to come name beside the ledger, durable when this returns.
    public func keep(_ document: Document) throws(LedgerError) -> Proof {
        try document.keep(beside: path)
        return Proof(document)
    }

    private func insert(_ proof: Proof) throws(SQLiteError) {
        try database.execute(
            "INSERT OR IGNORE INTO document (sha256, name, bytes) VALUES (?, ?, ?)", proof.sha256, proof.name,
            proof.size)
    }

    private func insert(
        _ delivery: Delivery, by name: String, at: Timestamp, document: String?
    ) throws(SQLiteError) -> Int64 {
        try database.execute(
            "INSERT INTO batch (kind, file, sha256, document, lines, at, by) VALUES (?, ?, ?, ?, ?, ?, ?)",
            delivery.kind, delivery.file, delivery.sha256, document, delivery.count, at.milliseconds, name)
        return try lastRow()
    }

    private func insert(_ activities: [Activity], batch: Int64) throws(SQLiteError) {
        for activity in activities {
            try database.execute(
                """
                INSERT INTO activity (batch, line, kind, site, starts, ends, identity, amount, unit, emitted, cost, \
                currency, quality) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, batch, activity.origin.line, activity.kind.rawValue, activity.site, activity.from.milliseconds,
                activity.to.milliseconds, activity.identity, activity.amount, activity.unit.rawValue, activity.emitted,
                activity.cost?.amount, activity.cost?.currency, activity.quality.rawValue)
            for (detail, value) in activity.details {
                try database.execute(
                    "INSERT INTO detail (batch, line, name, value) VALUES (?, ?, ?, ?)", batch, activity.origin.line,
                    detail.rawValue, value)
            }
            if let document = activity.origin.document {
                try database.execute(
                    "INSERT INTO detail (batch, line, name, value) VALUES (?, ?, ?, ?)", batch, activity.origin.line,
                    Proof.detail, document)
            }
        }
    }

    private func insert(
        _ meters: [Delivery.Meter], batch: Int64, of all: Int, _ show: (Double) -> Void
    ) throws(SQLiteError) {
        let row = try database.statement(
            "INSERT INTO reading (series, ends, starts, amount, quality) VALUES (?, ?, ?, ?, ?)")
        defer { row.reset() }
        var done = 0
        for meter in meters {
            guard let first = meter.series.intervals.first, let last = meter.series.intervals.last else { continue }
            let series = meter.series
            try database.execute(
                """
                INSERT INTO series (batch, site, meter, medium, use, first_start, last_end) VALUES (?, ?, ?, ?, ?, ?, ?)
                """, batch, series.site, series.meter, series.medium.rawValue, series.use.rawValue,
                first.from.milliseconds, last.to.milliseconds)
            let id = try lastRow()
            for interval in series.intervals {
                try row.bind(id, at: 1)
                try row.bind(interval.to.milliseconds, at: 2)
                try row.bind(interval.from.milliseconds, at: 3)
                try row.bind(interval.amount, at: 4)
                try row.bind(interval.quality.rawValue, at: 5)
                _ = try row.step()
                done += 1
                if done.isMultiple(of: 16_384) { show(Double(done) / Double(all)) }
            }
        }
    }

    private func insert(_ weather: [Delivery.Weather], batch: Int64) throws(SQLiteError) {
        let row = try database.statement("INSERT INTO weather (batch, site, at, celsius) VALUES (?, ?, ?, ?)")
        defer { row.reset() }
        for place in weather {
            for reading in place.temperatures.readings {
                try row.bind(batch, at: 1)
                try row.bind(place.temperatures.site, at: 2)
                try row.bind(reading.at.milliseconds, at: 3)
                try row.bind(reading.celsius, at: 4)
                _ = try row.step()
            }
        }
    }

    private func lastRow() throws(SQLiteError) -> Int64 {
        let row = try database.statement("SELECT last_insert_rowid()")
        defer { row.reset() }
        return try row.step() ? row.int64(0) ?? 0 : 0
    }
}
