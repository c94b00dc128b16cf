extension Indicator {
    public static let paperPerPerson = Indicator(
        key: "paper_per_person", title: "Paper per person", unit: "kg/person",
        definition:
            "Paper of the period per person of personnel in full-time equivalents, whoever is there.",
        formula: "Σ paper / Σ personnel",
        source: "UN Secretariat action plan (A/72/82), paragraph 10; Greening the Blue divides by personnel",
        reach: .sites
    ) { $0.quotient(.paper, by: .personnel) }
}
