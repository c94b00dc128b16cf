import Activities

extension Reading {
    /// The bills and meters that took part, told in one piece of evidence for each kind.
    var documents: [Evidence] {
        Kind.allCases.flatMap { kind -> [Evidence] in
            let own = entries.filter { $0.kind == kind }
            let meters = own.filter { if case .meter = $0.source { true } else { false } }
            let lines = own.filter { if case .meter = $0.source { false } else { true } }
            var evidence: [Evidence] = []
            if !lines.isEmpty {
                var qualities: [Origin: Quality] = [:]
                for entry in lines {
                    if case .line(let origin) = entry.source { qualities[origin] = entry.quality }
                }
                let counts = Dictionary(grouping: qualities.values) { $0 }.mapValues(\.count)
                evidence.append(
                    .activities(
                        kind, count: qualities.count, qualities: counts, interpolated: Self.interpolated(lines),
                        origins: Self.condensed(qualities.keys)))
            }
            if !meters.isEmpty {
                let names = Set(meters.compactMap(\.meter)).sorted()
                evidence.append(.meters(kind, names: names, interpolated: Self.interpolated(meters)))
            }
            return evidence
        }
    }

    /// The share of the amount that was split.
    private static func interpolated(_ entries: [Entry]) -> Double {
        let whole = entries.reduce(0) { $0 + abs($1.amount) }
        return whole > 0 ? entries.filter(\.isSplit).reduce(0) { $0 + abs($1.amount) } / whole : 0
    }

    private struct File: Hashable {
        let name: String
        let batch: Int64
    }

    /// `bills.csv:2-13 (batch 3)`, files in order of name, then of batch.
    private static func condensed(_ origins: some Sequence<Origin>) -> [String] {
        let files = Dictionary(grouping: origins) { File(name: $0.file, batch: $0.batch) }
        return files.sorted { ($0.key.name, $0.key.batch) < ($1.key.name, $1.key.batch) }.flatMap { file, origins in
            var ranges: [ClosedRange<Int>] = []
            for line in Set(origins.map(\.line)).sorted() {
                if let last = ranges.last, line == last.upperBound + 1 {
                    ranges[ranges.count - 1] = last.lowerBound...line
                } else {
                    ranges.append(line...line)
                }
            }
            return ranges.map {
                "\(file.name):\($0.lowerBound)" + ($0.count > 1 ? "-\($0.upperBound)" : "")
                    + Origin.suffix(of: file.batch)
            }
        }
    }
}
