extension Indicator {
    public static let scopeThree = Indicator(
        key: "scope_three", title: "Scope 3, as far as reported", unit: "kgCO2e",
        definition:
            "Business travel, and waste, water and materials where factors for them are given; fuel supply and grid losses are not in it.",
        formula: "travel + waste + water + materials",
        source: "GHG Protocol Corporate Value Chain Standard, categories 1, 5 and 6", reach: .sites
    ) { $0.total(.scope(3)) }
}
