extension Indicator {
    public static let ghgWater = Indicator(
        key: "ghg_water", title: "GHG of water", unit: "kgCO2e",
        definition:
            "Water supplied and waste water treated; scope 3, beyond the UN's boundary.",
        formula: "Σ amount × factor of the year and zone",
        source: "UN boundary: greeningtheblue.org/methodology; GHG Protocol Corporate Standard", reach: .sites
    ) { $0.total(.emissions("GHG of water", in: [.water])) }
}
