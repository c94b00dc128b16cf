public import Quantities
internal import Records

/// Steps the core over a board's trace and compares every decision with what the board did.
///
/// Feed it the entries of a traces journal in order. It sets out from the first snapshot of a
/// boot, or behind a gap, and checks its own state against every later one.
public struct Audit: Sendable {
    /// Decisions reproduced so far.
    public private(set) var decisions = 0
    /// Snapshots whose state was reached by replay; those it set out from do not count.
    public private(set) var snapshots = 0
    /// Entries that no snapshot allowed to judge: those before the first one of a boot, or behind a gap.
    public private(set) var passed = 0
    /// Stretches that the journal no longer has, and how many entries were in them.
    public private(set) var gaps = 0
    public private(set) var lost: UInt64 = 0
    public private(set) var boots = 0
    /// In the order in which snapshots named them.
    public private(set) var zones: [String] = []
    /// The first and the last moment that was judged, by the board's clock; `nil` before the first snapshot.
    public private(set) var period: ClosedRange<Timestamp>?
    private var run: Run?
    /// The boot last heard of, and the last moment known of it.
    private var last: (boot: Int64, at: Instant)?

    public init() {}

    /// Takes the next entry of the journal.
    ///
    /// - Returns: The first difference in it; `nil` if there is none.
    /// - Throws: ``Unreadable`` when it is neither block nor snapshot, or does not fit the snapshot before it.
    public mutating func take(_ bytes: [UInt8]) throws(Unreadable) -> Difference? {
        if let snapshot = try Self.snapshot(bytes) {
            follow(snapshot.boot, from: snapshot.at, to: snapshot.at)
            return try take(snapshot)
        }
        let block: Trace.Block
        do throws(RecordError) { block = try Trace.Block(decoding: bytes) } catch { throw .record(error) }
        follow(block.boot, from: block.base, to: block.entries.last?.at ?? block.base)
        guard var run else {
            passed += 1
            return nil
        }
        self.run = nil
        defer { self.run = run }
        let (difference, count) = try run.follow(block)
        decisions += count
        judged(run.now, run.offset)
        return difference
    }

    /// Entries are missing here: judges again from the next snapshot on.
    public mutating func skip(_ sequences: ClosedRange<UInt64>) {
        (gaps, lost, run) = (gaps + 1, lost + UInt64(sequences.count), nil)
    }

    private static func snapshot(_ bytes: [UInt8]) throws(Unreadable) -> Snapshot? {
        do throws(RecordError) {
            return try Snapshot(decoding: bytes)
        } catch {
            if case .kind = error { return nil }
            throw .record(error)
        }
    }

    /// Time never runs backwards within a boot: a board whose records were lost may count a boot twice.
    private mutating func follow(_ boot: Int64, from: Instant, to: Instant) {
        if last.map({ $0.boot != boot || from < $0.at }) ?? true { (boots, run) = (boots + 1, nil) }
        last = (boot, to)
    }

    private mutating func take(_ snapshot: Snapshot) throws(Unreadable) -> Difference? {
        for zone in snapshot.zones where !zones.contains(zone.name) { zones.append(zone.name) }
        judged(snapshot.at, snapshot.time - Timestamp(milliseconds: snapshot.at.milliseconds))
        guard var run else {
            run = try Run(snapshot)
            return nil
        }
        self.run = nil
        let difference = try run.compare(with: snapshot)
        self.run = difference == nil ? run : try Run(snapshot)
        snapshots += difference == nil ? 1 : 0
        return difference
    }

    private mutating func judged(_ now: Instant, _ offset: Duration) {
        let time = Timestamp(milliseconds: now.milliseconds) + offset
        let first = period?.lowerBound ?? time
        // A clock that was set back does not shorten what has been judged.
        period = Swift.min(first, time)...Swift.max(period?.upperBound ?? time, time)
    }
}
