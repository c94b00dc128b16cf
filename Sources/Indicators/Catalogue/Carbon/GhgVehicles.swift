extension Indicator {
    public static let ghgVehicles = Indicator(
        key: "ghg_vehicles", title: "GHG of vehicles", unit: "kgCO2e",
        definition:
            "The site's own vehicles by distance, by direct factors; scope 1. Their fuel may stand under fuel instead, never both.",
        formula: "Σ amount × factor of the year and zone",
        source: "UN boundary: greeningtheblue.org/methodology; GHG Protocol Corporate Standard", reach: .sites
    ) { $0.total(.emissions("GHG of vehicles", in: [.vehicles])) }
}
