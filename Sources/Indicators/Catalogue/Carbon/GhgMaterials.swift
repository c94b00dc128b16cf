extension Indicator {
    public static let ghgMaterials = Indicator(
        key: "ghg_materials", title: "GHG of materials", unit: "kgCO2e",
        definition:
            "Paper and cartridges; scope 3, beyond the UN's boundary.",
        formula: "Σ amount × factor of the year and zone",
        source: "UN boundary: greeningtheblue.org/methodology; GHG Protocol Corporate Standard", reach: .sites
    ) { $0.total(.emissions("GHG of materials", in: [.materials])) }
}
