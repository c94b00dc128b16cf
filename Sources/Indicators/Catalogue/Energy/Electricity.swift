extension Indicator {
    public static let electricity = Indicator(
        key: "electricity", title: "Electricity of the site", unit: "kWh",
        definition:
            "Electricity used by the whole site, by its meters, or its bills where no meter ran; exported electricity is not used.",
        formula: "purchased + generated − exported",
        source: "UN Secretariat action plan (A/72/82); WIPO environmental policy, objective i", reach: .sites
    ) { $0.total(.electricity) }
}
