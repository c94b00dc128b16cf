extension Indicator {
    public static let ghgPerPerson = Indicator(
        key: "ghg_per_person", title: "Gross emissions per person", unit: "kgCO2e/person",
        definition:
            "Gross emissions per person of personnel in full-time equivalents.",
        formula: "Σ gross / Σ personnel",
        source: "Greening the Blue, which divides by personnel", reach: .sites
    ) { $0.quotient(.gross, by: .personnel) }
}
