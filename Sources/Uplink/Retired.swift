internal import Journal
internal import Records
internal import Sparkplug
internal import Telemetry

/// Zones that the site file no longer has, but whose records are still to be delivered:
/// they stay born until then.
struct Retired {
    var zones: [Identifier] = []
    /// The last entry that is about one of them.
    private(set) var last: UInt64 = 0

    /// Looks through what the journal has not delivered yet.
    init(in journal: any EntryLog, besides known: [String]) {
        var known = Set(known)
        var next = journal.acknowledged + 1
        while next <= journal.durable, let entries = try? journal.read(from: next, atMost: 512), let end = entries.last
        {
            for entry in entries {
                guard let bytes = entry.bytes, case .interval(let interval)? = try? Record(decoding: bytes) else {
                    continue
                }
                if known.insert(interval.zone).inserted, let zone = try? Identifier(interval.zone) {
                    zones.append(zone)
                }
                if zones.contains(where: { $0.text == interval.zone }) { last = entry.sequence }
            }
            next = end.sequence + 1
        }
    }

    /// What they declare: records, and nothing else.
    var births: [Births.Device] { zones.map { Births.Device($0, Shipment.declaredByDevice) } }
}
