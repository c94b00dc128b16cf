extension Indicator {
    public static let ghgCredits = Indicator(
        key: "ghg_credits", title: "Retired credits", unit: "kgCO2e",
        definition:
            "Carbon credits retired for the period; a serial that is retired twice anywhere in the organisation is refused.",
        formula: "Σ credits with registry and serial × 1000",
        source: "UN Secretariat action plan (A/72/82), paragraphs 8 and 16", reach: .sites
    ) { $0.total(.credits) }
}
