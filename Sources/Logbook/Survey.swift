internal import Exports
internal import Journal
internal import Quantities
internal import Records

/// What a journal holds, seen once from its first entry to its last.
struct Survey {
    let id: String
    /// The first sequence that is wanted; `last + 1` if there is none.
    private(set) var first: UInt64
    /// 0 before the first entry.
    private(set) var last: UInt64 = 0
    private(set) var boot: Int64 = 0
    /// The last interval of each zone: of two, the one that saw more of it, for registers never run backwards.
    private(set) var standings: [String: Record.Interval] = [:]
    /// The last registers of each meter that belongs to no zone, likewise.
    private(set) var meterings: [MeterKey: Record.Metering] = [:]
    /// Of what is wanted; `nil` where nothing says its time.
    private(set) var period: (from: Timestamp, to: Timestamp)?

    /// - Parameters:
    ///   - from: the first sequence that may be wanted.
    ///   - since: nothing is wanted before an entry of this time or later; `nil`: no matter.
    /// - Throws: ``ExportError`` when there is no journal, or it cannot be read.
    init(of directory: String, from: UInt64, since: Timestamp?) throws(ExportError) {
        var reader = try reading { () throws(JournalError) in try JournalReader(directory: directory) }
        id = reader.id
        var wanted: UInt64?
        first = from
        while let entry = try reading({ () throws(JournalError) in try reader.next() }) {
            last = entry.sequence
            let time = note(entry)
            guard last >= from else { continue }
            if wanted == nil, let since {
                if let time, since <= time { wanted = last }
            } else if wanted == nil {
                wanted = Swift.max(from, entry.first)
            }
            if wanted != nil, let time {
                period = (Swift.min(period?.from ?? time, time), Swift.max(period?.to ?? time, time))
            }
        }
        first = wanted ?? last + 1
    }

    /// - Returns: the time of the entry, if it says one.
    private mutating func note(_ entry: Entry) -> Timestamp? {
        guard let bytes = entry.bytes else { return nil }
        switch try? Record(decoding: bytes) {
        case .interval(let interval)?:
            boot = Swift.max(boot, interval.boot)
            let known = standings[interval.zone]?.totals[.observedTime] ?? -1
            if known <= interval.totals[.observedTime] { standings[interval.zone] = interval }
            return interval.end
        case .boot(let start)?:
            boot = Swift.max(boot, start.number)
            return start.at
        case .metering(let metering)?:
            boot = Swift.max(boot, metering.boot)
            let known = meterings[MeterKey(metering)]?.observed ?? -1
            if known <= metering.observed { meterings[MeterKey(metering)] = metering }
            return metering.end
        case .change(let change)?: return change.at
        case .continuation(let continuation)?:
            boot = Swift.max(boot, continuation.boot)
            return continuation.at
        case nil: return (try? Trace.Block(decoding: bytes))?.baseTime ?? (try? Snapshot(decoding: bytes))?.time
        }
    }
}

/// Lets an export speak of a journal's errors as its own.
func reading<R>(_ body: () throws(JournalError) -> R) throws(ExportError) -> R {
    do throws(JournalError) { return try body() } catch { throw ExportError(error.description) }
}
