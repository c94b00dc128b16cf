extension Indicator {
    public static let energy = Indicator(
        key: "energy", title: "Energy", unit: "kWh",
        definition: "Electricity used: metered where a meter exists, else estimated.",
        formula: "Σ zones (metered energy while metered + rated load × lit time while not)",
        source: "UN Secretariat action plan (A/72/82); WIPO environmental policy, objective i"
    ) { $0.energy }
}
