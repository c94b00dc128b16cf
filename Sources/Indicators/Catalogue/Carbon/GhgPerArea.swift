extension Indicator {
    public static let ghgPerArea = Indicator(
        key: "ghg_per_area", title: "Gross emissions per area", unit: "kgCO2e/m²",
        definition:
            "Gross emissions per floor area of the whole site.",
        formula: "Σ gross / Σ floor area",
        source: "GHG Protocol Corporate Standard, ratio indicators", reach: .sites
    ) { $0.quotient(.gross, by: .area) }
}
