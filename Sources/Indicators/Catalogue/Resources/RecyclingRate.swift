import Activities

extension Indicator {
    public static let recyclingRate = Indicator(
        key: "recycling_rate", title: "Recycling rate", unit: "1",
        definition:
            "The share of the waste that was used again, recycled or composted; the shares of all fates make 1.",
        formula: "(reuse + recycle + compost) / Σ waste",
        source: "WIPO environmental policy, objective iv", reach: .sites, accumulates: false
    ) { sample in
        var reading = sample.quotient(.recovered, by: .waste)
        guard reading.value != nil else { return reading }
        let lines = sample.places.flatMap { $0.entries(.waste) }
        let whole = lines.reduce(0) { $0 + $1.amount }
        for (fate, own) in Dictionary(grouping: lines, by: { $0.details[.fate] ?? "unknown" }).sorted(by: {
            $0.key < $1.key
        }) {
            reading.evidence.append(.input("share of \(fate)", own.reduce(0) { $0 + $1.amount } / whole, unit: "1"))
        }
        return reading
    }
}

extension Measure {
    /// Used again, recycled or composted.
    static let recovered = Measure("reuse, recycling and compost", "kg") { place in
        let lines = place.entries(.waste)
        guard !lines.isEmpty else { return .lacking("no waste list") }
        let own = lines.filter { ["reuse", "recycle", "compost"].contains($0.details[.fate]) }
        return .part(
            Part(value: own.reduce(0) { $0 + $1.amount }, coverage: place.coverage(of: [.waste]), entries: own))
    }
}
