extension Indicator {
    public static let districtCooling = Indicator(
        key: "district_cooling", title: "District cooling", unit: "kWh",
        definition:
            "Cold bought from a network, as it was delivered: not the electricity that made it.",
        formula: "Σ cooling",
        source: "WIPO environmental policy, objective i", reach: .sites
    ) { $0.total(.district("district cooling", ["cooling"])) }
}
