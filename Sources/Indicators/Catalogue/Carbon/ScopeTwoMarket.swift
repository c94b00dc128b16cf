extension Indicator {
    public static let scopeTwoMarket = Indicator(
        key: "scope_two_market", title: "Scope 2, market-based", unit: "kgCO2e",
        definition:
            "Purchased electricity by what was bought: certificates, then the supplier's factor, then the residual mix; and district heat.",
        formula: "Σ (purchased − certified) × supplier's factor or residual mix + Σ heat × factor",
        source: "GHG Protocol Scope 2 Guidance", reach: .sites
    ) { $0.total(.market) }
}
