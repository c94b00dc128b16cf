extension Indicator {
    public static let wastePerPerson = Indicator(
        key: "waste_per_person", title: "Waste per person", unit: "kg/person",
        definition:
            "Waste of the period per person who is there: personnel in full-time equivalents times attendance.",
        formula: "Σ waste / Σ (personnel × attendance)",
        source: "WIPO environmental policy, objective iv; persons: FTE × attendance", reach: .sites
    ) { $0.quotient(.waste, by: .people) }
}
