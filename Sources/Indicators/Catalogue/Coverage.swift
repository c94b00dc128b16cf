import Quantities

extension Indicator {
    public static let coverage = Indicator(
        key: "coverage", title: "Coverage", unit: "1",
        definition: "Observed share of the period; over zones the area-weighted mean, silent zones counting zero.",
        formula: "Σ zones (area × observed time) / (Σ area × length of the period)",
        source: "Own definition; the plain mean of zones where an area is unknown", accumulates: false
    ) { sample in
        let share = sample.share(of: { $0.observed })
        guard !sample.members.isEmpty else { return Reading(value: nil, coverage: 0, note: sample.absence) }
        return Reading(value: share, coverage: share)
    }
}
