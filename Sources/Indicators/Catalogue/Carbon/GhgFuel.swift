extension Indicator {
    public static let ghgFuel = Indicator(
        key: "ghg_fuel", title: "GHG of fuel", unit: "kgCO2e",
        definition:
            "Fuel burnt on the site, by direct factors: boilers and generators; scope 1.",
        formula: "Σ amount × factor of the year and zone",
        source: "UN boundary: greeningtheblue.org/methodology; GHG Protocol Corporate Standard", reach: .sites
    ) { $0.total(.emissions("GHG of fuel", in: [.fuel])) }
}
