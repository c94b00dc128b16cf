internal import Journal
internal import Quantities

/// How much more history a board can keep that nobody has taken, before old intervals give way to coarser ones.
///
/// An estimate: entries to come are taken to be as large, on average, as those that the journal holds, and as frequent
/// as one per zone and interval.
public struct Buffer: Hashable, Sendable {
    /// Bytes that the journal may take.
    public var limit: Int
    /// Bytes that it takes, of how many entries.
    public var used: Int
    public var entries: UInt64
    /// Entries that are not acknowledged.
    public var backlog: UInt64
    /// Entries that are added in an hour.
    public var hourly: Double

    public init(limit: Int, used: Int, entries: UInt64, backlog: UInt64, hourly: Double) {
        (self.limit, self.used, self.entries) = (limit, used, entries)
        (self.backlog, self.hourly) = (backlog, hourly)
    }

    /// Whole hours; `nil` where nothing is added.
    ///
    /// Acknowledged entries count as room: they give way first. The journal gives up a sixteenth of its room at a time,
    /// which is not counted on.
    public var hoursLeft: Int64? {
        guard hourly > 0 else { return nil }
        let size = entries > 0 ? Double(used) / Double(entries) : Self.typical
        let room = Double(limit) * 15 / 16 - Double(backlog) * size
        return Int64(Swift.max(0, room / (size * hourly)))
    }

    /// Bytes of an interval with its frame, where there is none to measure.
    private static let typical = 90.0
}

extension Buffer {
    init(_ journal: any EntryLog, acknowledged: UInt64, zones: Int, interval: Duration) {
        let (oldest, durable) = (journal.oldest, journal.durable)
        let hours = Double(interval.milliseconds) / 3_600_000
        self.init(
            limit: journal.limit, used: journal.bytesUsed, entries: durable >= oldest ? durable - oldest + 1 : 0,
            backlog: durable > acknowledged ? durable - acknowledged : 0,
            hourly: hours > 0 ? Double(zones) / hours : 0)
    }
}
