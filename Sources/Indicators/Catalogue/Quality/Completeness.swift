import Activities

extension Indicator {
    public static let completeness = Indicator(
        key: "completeness", title: "Completeness of the inventory", unit: "1",
        definition:
            "The share of what sites undertake to report, over their kinds of activity and the time of the period.",
        formula: "mean over declared kinds of (time told of / length of the period)",
        source: "UN Secretariat action plan (A/72/82), paragraphs 30 and 31: flag what is missing", reach: .sites,
        accumulates: false
    ) { $0.total(.completeness).averaged(over: $0.places.filter { $0.site.boundary?.included.isEmpty == false }.count) }
}

extension Measure {
    fileprivate static let completeness = Measure("completeness", "1") { place in
        guard let kinds = place.site.boundary?.included, !kinds.isEmpty else {
            return .lacking("what it reports is not declared (boundary: included)")
        }
        let shares = kinds.map { (kind: $0, share: place.coverage(of: [$0])) }
        let mean = shares.reduce(0) { $0 + $1.share } / Double(kinds.count)
        var part = Part(value: mean, coverage: mean)
        part.evidence = shares.map { .input("\(place.site.id) \($0.kind.rawValue)", $0.share, unit: "1") }
        let missing = shares.filter { $0.share == 0 }.map(\.kind.rawValue)
        if !missing.isEmpty { part.notes.append("\(place.site.id) lacks \(missing.joined(separator: ", "))") }
        return .part(part)
    }
}

extension Reading {
    /// The sum of so many sites as their mean.
    fileprivate func averaged(over count: Int) -> Reading {
        var reading = self
        reading.value = value.map { $0 / Double(max(1, count)) }
        if count > 1 { reading.worked = worked.map { "(\($0)) / \(count)" } }
        return reading
    }
}
