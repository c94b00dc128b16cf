extension Indicator {
    public static let ghgWaste = Indicator(
        key: "ghg_waste", title: "GHG of waste", unit: "kgCO2e",
        definition:
            "Waste by stream and fate; scope 3, beyond the UN's boundary.",
        formula: "Σ amount × factor of the year and zone",
        source: "UN boundary: greeningtheblue.org/methodology; GHG Protocol Corporate Standard", reach: .sites
    ) { $0.total(.emissions("GHG of waste", in: [.waste])) }
}
