extension Indicator {
    public static let energyPerPerson = Indicator(
        key: "energy_per_person", title: "Energy per person", unit: "kWh/person",
        definition:
            "Energy of the site in the period per person who is there: personnel in full-time equivalents times attendance.",
        formula: "Σ site energy / Σ (personnel × attendance)",
        source: "WIPO environmental policy, objective i; persons as in the domain notes: FTE × attendance",
        reach: .sites
    ) { $0.quotient(.energy, by: .people) }
}
