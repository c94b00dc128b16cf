extension Indicator {
    public static let ghgRefrigerants = Indicator(
        key: "ghg_refrigerants", title: "GHG of refrigerants", unit: "kgCO2e",
        definition:
            "Refrigerants lost, times their warming potential over 100 years in the named table; all that have one, as the UN's boundary wants.",
        formula: "Σ (opening + purchased − closing − recovered) × potential",
        source: "UN boundary: greeningtheblue.org/methodology; GHG Protocol Corporate Standard", reach: .sites
    ) { $0.total(.emissions("GHG of refrigerants", in: [.refrigerants])) }
}
