import Quantities

extension Indicator {
    public static let litVacantShare = Indicator(
        key: "lit_vacant_share", title: "Lit while vacant, of lit time", unit: "1",
        definition:
            "The share of the lit time in which nobody was there.",
        formula: "Σ zones time lit and not occupied / Σ zones lit time",
        source: "Lit-while-vacant register of the zones' records", accumulates: false
    ) {
        $0.ratio(
            "lit while vacant", "h", { $0.litVacant.hours }, "lit", "h", { $0.lit.hours }, seenDuring: { $0.sighted })
    }
}
