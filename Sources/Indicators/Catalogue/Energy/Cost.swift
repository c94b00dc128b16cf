import Activities

extension Indicator {
    public static let cost = Indicator(
        key: "cost", title: "Cost", unit: "currency",
        definition:
            "What bills and lists state as cost, in their one currency, also where a meter is believed for the amount; currencies are never converted or mixed.",
        formula: "Σ cost of all lines that state one", source: "The bills themselves; WIPO environmental policy",
        reach: .sites
    ) { sample in
        let priced = sample.places.flatMap(\.costs)
        let lines = sample.places.flatMap { place in
            let paid = Set(place.costs.map(\.kind))
            // What a meter counted is paid by the bills of its kind.
            return place.entries.filter { entry in
                if case .meter = entry.source { !paid.contains(entry.kind) } else { true }
            }
        }
        guard !priced.isEmpty else {
            return Reading(value: nil, coverage: 0, note: lines.isEmpty ? "no bill" : "no line states a cost")
        }
        var sums: [String: Double] = [:]
        for entry in priced {
            if let cost = entry.cost { sums[cost.currency, default: 0] += cost.amount }
        }
        let shares = sample.places.compactMap { place -> (place: Place, share: Double)? in
            place.costs.isEmpty ? nil : (place, place.costCoverage)
        }
        var reading = Reading(value: nil, coverage: sample.coverage(of: shares))
        reading.entries = priced
        reading.evidence = sums.sorted { $0.key < $1.key }.map { .input("cost", $0.value, unit: $0.key) }
        if let only = sums.first, sums.count == 1 {
            (reading.value, reading.unit) = (only.value, only.key)
        } else {
            let texts = sums.sorted { $0.key < $1.key }.map { "\($0.value.fixed(places: 2)) \($0.key)" }
            reading.note = "in several currencies: \(texts.joined(separator: ", "))"
        }
        let silent = Set(lines.filter { $0.cost == nil }.map(\.kind.rawValue)).subtracting(["personnel"]).sorted()
        if !silent.isEmpty { reading.add(notes: ["lines without a cost are of \(silent.joined(separator: ", "))"]) }
        return reading
    }
}
