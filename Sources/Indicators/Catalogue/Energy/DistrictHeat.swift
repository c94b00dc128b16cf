extension Indicator {
    public static let districtHeat = Indicator(
        key: "district_heat", title: "District heat and steam", unit: "kWh",
        definition:
            "Heat and steam bought from a network; a line that names no stream is heat.",
        formula: "Σ heat + Σ steam",
        source: "WIPO environmental policy, objective i", reach: .sites
    ) { $0.total(.district("district heat or steam", ["heat", "steam"])) }
}
