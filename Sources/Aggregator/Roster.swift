internal import Ledger
internal import Quantities
internal import Sparkplug
internal import Telemetry

/// What the hub knows of the boards that speak as ours do, and what of that the ledger does not know yet.
struct Roster {
    private struct Entry {
        var sighting: Sighting
        var watch = BoardWatch()
        var isNews = true
    }

    private var entries: [NodeID: Entry] = [:]
    private var complaints = 0

    /// - Parameters:
    ///   - sightings: what the ledger knows. Nobody is heard of yet, so what they said is stale.
    ///   - sign: when the hub last ran.
    init(_ sightings: [Sighting], lastSignOfLife sign: Timestamp?) {
        for sighting in sightings {
            guard let node = NodeID(group: sighting.site, node: sighting.board) else { continue }
            var watch = BoardWatch()
            (watch.software, watch.model, watch.backlog) = (sighting.software, sighting.model, sighting.backlog)
            (watch.hoursLeft, watch.faults) = (sighting.hoursLeft, sighting.faults)
            entries[node] = Entry(sighting: sighting, watch: watch, isNews: false)
        }
        complaints = entries.values.count { $0.sighting.complaint != nil }
        for (node, entry) in entries where entry.sighting.gone == nil {
            entries[node]?.sighting.gone = Swift.max(entry.sighting.heard, sign ?? entry.sighting.heard)
            entries[node]?.isNews = true
        }
    }

    /// The line to all boards is cut: what they said last is stale until they are heard again.
    mutating func lose(at now: Timestamp) {
        for (node, entry) in entries where entry.sighting.gone == nil {
            entries[node]?.sighting.gone = now
            entries[node]?.isNews = true
        }
    }

    mutating func born(_ node: NodeID, journal: String, _ readings: [Reading], quarantine: String?, at now: Timestamp) {
        var entry =
            entries[node]
            ?? Entry(
                sighting: Sighting(
                    site: node.group, board: node.node, firstSeen: now, born: now, journal: journal, heard: now))
        // All zones are born anew after this.
        entry.watch = BoardWatch()
        _ = entry.watch.hear(readings, of: nil)
        (entry.sighting.born, entry.sighting.gone, entry.sighting.heard) = (now, nil, now)
        (entry.sighting.journal, entry.sighting.quarantine) = (journal, quarantine)
        entry.isNews = true
        entries[node] = entry
    }

    mutating func hear(_ node: NodeID, zone: String?, _ readings: [Reading], at now: Timestamp) {
        guard let place = entries.index(forKey: node) else { return }
        entries.values[place].sighting.heard = now
        if entries.values[place].watch.hear(readings, of: zone) { entries.values[place].isNews = true }
    }

    /// It delivers records.
    mutating func delivers(_ node: NodeID, at now: Timestamp) { entries[node]?.sighting.heard = now }

    /// Whether a record of any board was refused, and none of it was taken since.
    var hasComplaints: Bool { complaints > 0 }

    mutating func zoneDied(_ zone: String, of node: NodeID) {
        entries[node]?.watch.forget(zone)
        entries[node]?.isNews = true
    }

    mutating func died(_ node: NodeID, at now: Timestamp) {
        entries[node]?.sighting.gone = now
        entries[node]?.isNews = true
    }

    /// - Parameter complaint: why a record was refused; `nil`: one was taken.
    /// - Returns: whether that is news.
    mutating func complain(_ complaint: String?, about node: NodeID) -> Bool {
        guard let place = entries.index(forKey: node), entries.values[place].sighting.complaint != complaint else {
            return false
        }
        complaints += (complaint == nil ? 0 : 1) - (entries.values[place].sighting.complaint == nil ? 0 : 1)
        entries.values[place].sighting.complaint = complaint
        entries.values[place].isNews = true
        return true
    }

    /// The ledger could not be told.
    mutating func keep(_ news: [Sighting]) {
        for sighting in news {
            guard let node = NodeID(group: sighting.site, node: sighting.board) else { continue }
            entries[node]?.isNews = true
        }
    }

    /// What the ledger does not know yet; it is taken to know it after this.
    mutating func news() -> [Sighting] {
        var news: [Sighting] = []
        for place in entries.indices where entries.values[place].isNews {
            let watch = entries.values[place].watch
            entries.values[place].isNews = false
            entries.values[place].sighting.software = watch.software
            entries.values[place].sighting.model = watch.model
            entries.values[place].sighting.backlog = watch.backlog
            entries.values[place].sighting.hoursLeft = watch.hoursLeft
            entries.values[place].sighting.faults = watch.faults
            news.append(entries.values[place].sighting)
        }
        return news
    }
}
