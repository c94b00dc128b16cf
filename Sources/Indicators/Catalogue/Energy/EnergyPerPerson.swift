extension Indicator {
    public static let energyPerPerson = Indicator(
        key: "energy_per_person", title: "Energy per person", unit: "kWh/person",
        definition:
            "Energy of the site in the period per person of personnel in full-time equivalents, whoever is there.",
        formula: "Σ site energy / Σ personnel",
        source: "WIPO environmental policy, objective i; Greening the Blue divides by personnel",
        reach: .sites
    ) { $0.quotient(.energy, by: .personnel) }
}
