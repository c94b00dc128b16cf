internal import Journal
internal import Records
internal import Sparkplug
internal import Telemetry

/// Decides which records the ``Mirror`` shows when: each as soon as it is durable, whether or not a hub takes it.
///
/// It begins at the durable end of the journal: what was there before is older than what the broker retains. What became
/// durable while there was no connection is told by the newest record of each zone, whose registers hold it.
struct MirrorFeed {
    /// Of what is new.
    enum Choice {
        case each
        /// Of each zone.
        case newest
    }

    private let mirror: Mirror
    private let journal: any EntryLog
    /// The last entry that was looked at.
    private var seen: UInt64

    init(of journal: any EntryLog, as node: NodeID) {
        (mirror, self.journal, seen) = (Mirror(node), journal, journal.durable)
    }

    /// What is new since the last call, in the order of the journal.
    mutating func take(_ choice: Choice) throws(JournalError) -> [Message] {
        var intervals: [Record.Interval] = []
        while seen < journal.durable, let last = try read(into: &intervals) {
            if choice == .newest { intervals = Self.newest(of: intervals) }
            seen = last
        }
        return intervals.map(mirror.message)
    }

    /// Has the broker forget a zone that is no more.
    func farewell(to zone: String) -> Message { mirror.farewell(to: zone) }

    private func read(into intervals: inout [Record.Interval]) throws(JournalError) -> UInt64? {
        let entries = try journal.read(from: seen + 1, atMost: Self.batch)
        for entry in entries {
            guard let bytes = entry.bytes, case .interval(let interval)? = try? Record(decoding: bytes) else {
                continue
            }
            intervals.append(interval)
        }
        return entries.last?.sequence
    }

    private static func newest(of intervals: [Record.Interval]) -> [Record.Interval] {
        var known: Set<String> = []
        return intervals.reversed().filter { known.insert($0.zone).inserted }.reversed()
    }

    /// Entries read at once.
    private static let batch = 512
}
