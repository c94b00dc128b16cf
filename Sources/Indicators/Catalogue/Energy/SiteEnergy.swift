extension Indicator {
    public static let siteEnergy = Indicator(
        key: "site_energy", title: "Energy of the site", unit: "kWh",
        definition:
            "Electricity, district heat and the fuels counted in kWh; other fuels are named, not guessed.",
        formula: "electricity + heat + fuel in kWh",
        source: "UN Secretariat action plan (A/72/82); WIPO environmental policy, objective i", reach: .sites
    ) { $0.total(.energy) }
}
