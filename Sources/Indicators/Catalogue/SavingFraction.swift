extension Indicator {
    public static let savingFraction = Indicator(
        key: "saving_fraction", title: "Saved, of baseline", unit: "1",
        definition: "The saving as a fraction of the baseline for the same zones and the same observed time.",
        formula: "saving / Σ zones with baseline (baseline × area × observed time / 365.25 d)",
        source: "Avoided energy in the sense of IPMVP, against a stated annual baseline, without adjustments",
        accumulates: false
    ) { sample in
        let balance = sample.balance
        var reading = sample.reading(
            of: balance.flatMap { $0.expected > 0 ? ($0.expected - $0.used) / $0.expected : nil })
        reading.worked = balance.map { "(\($0.expected.plain) − \($0.used.plain)) kWh / \($0.expected.plain) kWh" }
        return reading
    }
}
