extension Indicator {
    public static let waterPerPerson = Indicator(
        key: "water_per_person", title: "Water per person", unit: "m³/person",
        definition:
            "Water of the period per person of personnel in full-time equivalents, whoever is there.",
        formula: "Σ water / Σ personnel",
        source: "WIPO environmental policy, objective iii; Greening the Blue divides by personnel", reach: .sites
    ) { $0.quotient(.water, by: .personnel) }
}
