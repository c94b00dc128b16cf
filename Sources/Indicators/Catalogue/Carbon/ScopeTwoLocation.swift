extension Indicator {
    public static let scopeTwoLocation = Indicator(
        key: "scope_two_location", title: "Scope 2, location-based", unit: "kgCO2e",
        definition:
            "Purchased electricity by the direct average of its grid, and district heat; a life-cycle or marginal factor is refused.",
        formula: "Σ purchased electricity × grid factor + Σ heat × factor",
        source: "GHG Protocol Scope 2 Guidance", reach: .sites
    ) { $0.total(.scope(2)) }
}
