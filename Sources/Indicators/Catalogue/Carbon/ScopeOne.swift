extension Indicator {
    public static let scopeOne = Indicator(
        key: "scope_one", title: "Scope 1", unit: "kgCO2e",
        definition:
            "Direct emissions: fuel, own vehicles, refrigerants; by direct factors only.",
        formula: "fuel + vehicles + refrigerants",
        source: "GHG Protocol Corporate Standard", reach: .sites
    ) { $0.total(.scope(1)) }
}
