/// What one birth declared: the names, aliases and datatypes that data may refer to.
struct MetricTable {
    struct Entry {
        let name: String
        let alias: UInt64?
        let datatype: DataType
    }

    /// About how many bytes the table takes.
    private(set) var cost = 0

    private var entries: [Entry] = []
    private var byName: [String: Int] = [:]
    /// Aliases below ``few``, which is all of them where a node counts them from nought: places in ``entries``, or -1.
    private var byFewAlias: [Int32] = []
    private var byAlias: [UInt64: Int] = [:]
    private static let few: UInt64 = 4_096

    init() {}

    /// Takes a birth's metrics, and the birth's values as readings.
    ///
    /// A metric without a name is left out. One without a listed datatype is kept, its values in the
    /// type of their wire field. Both, and a value that does not fit, go to `complaints`.
    init(_ birth: Payload, at now: UInt64, readings: inout [Reading], complaints: inout Complaints) {
        entries.reserveCapacity(birth.metrics.count)
        byName.reserveCapacity(birth.metrics.count)
        for metric in birth.metrics {
            guard let name = metric.name, !name.isEmpty else {
                complaints.add(metric: nil, "has no name, which births must give")
                continue
            }
            let datatype = metric.datatype ?? .unknown
            if datatype == .unknown { complaints.add(metric: name, "has no listed datatype, which births must give") }
            byName[name] = entries.count
            if let alias = metric.alias { number(alias, entries.count) }
            let entry = Entry(name: name, alias: metric.alias, datatype: datatype)
            entries.append(entry)
            // The entry and its two places in the indices, by their strides.
            cost += 128 + name.utf8.count
            if let reading = Reading(metric, as: entry, otherwise: birth.timestamp ?? now) {
                readings.append(reading)
            } else {
                complaints.add(metric: name, "has a value that is no \(datatype)")
            }
        }
    }

    func entry(named name: String) -> Entry? { byName[name].map { entries[$0] } }

    /// What a data metric refers to: by name if it has one, else by alias.
    func entry(for metric: Metric) -> Entry? {
        if let name = metric.name, !name.isEmpty { return entry(named: name) }
        return metric.alias.flatMap(place).map { entries[$0] }
    }

    private mutating func number(_ alias: UInt64, _ place: Int) {
        guard alias < Self.few else { return byAlias[alias] = place }
        while byFewAlias.count <= Int(alias) { byFewAlias.append(-1) }
        byFewAlias[Int(alias)] = Int32(place)
    }

    private func place(_ alias: UInt64) -> Int? {
        guard alias < Self.few else { return byAlias[alias] }
        guard alias < UInt64(byFewAlias.count), case let place = byFewAlias[Int(alias)], place >= 0 else { return nil }
        return Int(place)
    }
}
