extension Indicator {
    public static let savingFraction = Indicator(
        key: "saving_fraction", title: "Saved, of baseline", unit: "1",
        definition: "The saving as a fraction of the baseline for the same zones and the same observed time.",
        formula: "saving / Σ zones with baseline (baseline × area × observed time / 365.25 d)",
        source: "Avoided energy in the sense of IPMVP, against a stated annual baseline, without adjustments"
    ) { sample in
        sample.reading(of: sample.balance.flatMap { $0.expected > 0 ? ($0.expected - $0.used) / $0.expected : nil })
    }
}
