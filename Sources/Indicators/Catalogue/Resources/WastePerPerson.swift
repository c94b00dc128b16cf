extension Indicator {
    public static let wastePerPerson = Indicator(
        key: "waste_per_person", title: "Waste per person", unit: "kg/person",
        definition:
            "Waste of the period per person of personnel in full-time equivalents, whoever is there.",
        formula: "Σ waste / Σ personnel",
        source: "WIPO environmental policy, objective iv; Greening the Blue divides by personnel", reach: .sites
    ) { $0.quotient(.waste, by: .personnel) }
}
