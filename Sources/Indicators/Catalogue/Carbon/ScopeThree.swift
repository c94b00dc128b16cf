extension Indicator {
    public static let scopeThree = Indicator(
        key: "scope_three", title: "Scope 3, as far as reported", unit: "kgCO2e",
        definition:
            "Business travel, and energy supply, waste, water and materials where factors for them are given.",
        formula: "energy supply + travel + waste + water + materials",
        source: "GHG Protocol Corporate Value Chain Standard, categories 1, 3, 5 and 6", reach: .sites
    ) { $0.total(.scope(3)) }
}
