internal import Journal
internal import Logbook
internal import Quantities
internal import Records
internal import Settings

/// What an earlier life in the same folder left.
struct Past {
    var end: Timestamp?
    var deeds: [(at: Timestamp, deed: Deed)] = []

    /// What somebody asked from afar, and was done.
    enum Deed {
        case change(VirtualBoard.Change)
        /// A zone forgot what it had learned.
        case reset(zone: Int, by: String)
    }

    init(_ books: Books, zones: [String]) throws(JournalError) {
        try Self.read(books.records) { bytes in
            guard let record = try? Record(decoding: bytes) else { return }
            switch record {
            case .interval(let interval): reach(interval.end)
            case .metering(let metering): reach(metering.end)
            case .boot(let boot): reach(boot.at)
            case .continuation(let continuation): reach(continuation.at)
            case .change(let change):
                reach(change.at)
                guard let zone = zones.firstIndex(of: change.zone) else { return }
                if change.setting == Record.Change.reset {
                    deeds.append((change.at, .reset(zone: zone, by: change.by)))
                }
                guard let setting = Setting.numbered(change.setting) else { return }
                let made = VirtualBoard.Change(
                    zone: zone, setting: setting, value: change.value, by: change.by, until: change.until)
                deeds.append((change.at, .change(made)))
            }
        }
        try Self.read(books.traces) { bytes in
            if let snapshot = try? Snapshot(decoding: bytes) { return reach(snapshot.time) }
            guard let block = try? Trace.Block(decoding: bytes), let last = block.entries.last else { return }
            reach(block.baseTime + (last.at - block.base))
        }
    }

    private mutating func reach(_ time: Timestamp) { end = end.map { Swift.max($0, time) } ?? time }

    private static func read(_ journal: any EntryLog, _ take: ([UInt8]) -> Void) throws(JournalError) {
        var next = journal.oldest
        while next <= journal.durable {
            let entries = try journal.read(from: next, atMost: 512)
            guard let last = entries.last else { return }
            next = last.sequence + 1
            for entry in entries { if let bytes = entry.bytes { take(bytes) } }
        }
    }
}
