extension Indicator {
    public static let paperPerPerson = Indicator(
        key: "paper_per_person", title: "Paper per person", unit: "kg/person",
        definition:
            "Paper of the period per person who is there: personnel in full-time equivalents times attendance.",
        formula: "Σ paper / Σ (personnel × attendance)",
        source: "UN Secretariat action plan (A/72/82), paragraph 10", reach: .sites
    ) { $0.quotient(.paper, by: .people) }
}
