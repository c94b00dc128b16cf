extension Indicator {
    public static let ghgGross = Indicator(
        key: "ghg_gross", title: "Gross emissions", unit: "kgCO2e",
        definition:
            "All scopes before any credit; scope 2 location-based unless the organisation declares otherwise.",
        formula: "scope 1 + scope 2 + scope 3 as far as reported",
        source: "UN boundary: greeningtheblue.org/methodology; GHG Protocol Corporate Standard", reach: .sites
    ) { $0.total(.gross) }
}
