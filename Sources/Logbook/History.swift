public import Journal
public import Records

/// Where a board's records stand: read back at boot, so that counters go on.
public struct History: Sendable {
    /// The registers of each zone as last written, at an interval's end or at a checkpoint.
    public private(set) var totals: [String: Totals] = [:]
    /// The number of the last boot; 0 before the first.
    public private(set) var boot: Int64 = 0
    /// The registers of each meter that belongs to no zone, likewise.
    public private(set) var meters: [MeterKey: Record.Metering] = [:]

    /// - Parameters:
    ///   - meters: those of the board itself.
    ///   - reach: how many of the last records are searched for a meter. A new one is in none, and a journal of years is
    ///     not read for it before control begins; the journal of counters is read whole. For a zone, whose registers
    ///     must never begin anew, the journal is read to its beginning.
    public init(
        of zones: [String], meters: [MeterKey] = [], in books: Books, reach: UInt64 = 200_000
    ) throws(JournalError) {
        try read(zones, meters, in: books.records, reach)
        try read(zones, meters, in: books.counters, .max)
        // A boot whose clock was never right has left traces and nothing else.
        boot = Swift.max(boot, try Self.lastBoot(in: books.traces))
    }

    private static func lastBoot(in traces: any EntryLog) throws(JournalError) -> Int64 {
        var place = traces.durable
        while place >= traces.oldest, place > 0 {
            let bytes = try traces.read(from: place, atMost: 1).first?.bytes ?? []
            if let block = try? Trace.Block(decoding: bytes) { return block.boot }
            if let snapshot = try? Snapshot(decoding: bytes) { return snapshot.boot }
            place -= 1
        }
        return 0
    }

    /// Reads backwards, until every zone and meter asked for is found or the journal ends.
    private mutating func read(
        _ zones: [String], _ meters: [MeterKey], in journal: any EntryLog, _ reach: UInt64
    ) throws(JournalError) {
        var (wanted, missing) = (Set(zones), Set(meters))
        var isBootKnown = false
        var upper = journal.durable
        let end = upper
        while upper >= journal.oldest, upper > 0,
            !wanted.isEmpty || !isBootKnown || (!missing.isEmpty && end - upper < reach)
        {
            let lower = upper > Self.stride ? upper - Self.stride + 1 : 1
            let entries = try journal.read(from: lower, atMost: Int(upper - lower + 1))
            for entry in entries.reversed() where entry.sequence <= upper {
                guard let bytes = entry.bytes, let record = try? Record(decoding: bytes) else { continue }
                switch record {
                case .interval(let interval):
                    boot = Swift.max(boot, interval.boot)
                    isBootKnown = true
                    guard wanted.remove(interval.zone) != nil else { continue }
                    // Registers never run backwards: whoever saw more of the zone wrote later.
                    let known = totals[interval.zone]?[.observedTime] ?? -1
                    if known < interval.totals[.observedTime] { totals[interval.zone] = interval.totals }
                case .boot(let start):
                    boot = Swift.max(boot, start.number)
                    isBootKnown = true
                case .metering(let metering):
                    boot = Swift.max(boot, metering.boot)
                    isBootKnown = true
                    let key = MeterKey(metering)
                    guard missing.remove(key) != nil else { continue }
                    let known = self.meters[key]?.observed ?? -1
                    if known < metering.observed { self.meters[key] = metering }
                case .continuation(let continuation): boot = Swift.max(boot, continuation.boot)
                case .change: break
                }
            }
            upper = lower - 1
        }
    }

    private static let stride: UInt64 = 512
}
