extension Indicator {
    public static let siteEnergy = Indicator(
        key: "site_energy", title: "Energy of the site", unit: "kWh",
        definition:
            "Electricity, district energy and fuels: those bought in kWh, and others by a stated net or gross heating value; what has none is named, not guessed.",
        formula: "electricity + heat + Σ fuel × heating value",
        source: "UN Secretariat action plan (A/72/82); WIPO environmental policy, objective i", reach: .sites
    ) { $0.total(.energy) }
}
