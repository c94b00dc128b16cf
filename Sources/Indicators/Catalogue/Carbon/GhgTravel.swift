extension Indicator {
    public static let ghgTravel = Indicator(
        key: "ghg_travel", title: "GHG of business travel", unit: "kgCO2e",
        definition:
            "Business travel by mode and class; what a travel calculator states goes before a factor, and what the factor gives is told beside. Scope 3.",
        formula: "Σ amount × factor of the year and zone",
        source: "UN boundary: greeningtheblue.org/methodology; GHG Protocol Corporate Standard", reach: .sites
    ) { $0.total(.emissions("GHG of business travel", in: [.travel])) }
}
