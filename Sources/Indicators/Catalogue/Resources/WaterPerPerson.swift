extension Indicator {
    public static let waterPerPerson = Indicator(
        key: "water_per_person", title: "Water per person", unit: "m³/person",
        definition:
            "Water of the period per person who is there: personnel in full-time equivalents times attendance.",
        formula: "Σ water / Σ (personnel × attendance)",
        source: "WIPO environmental policy, objective iii; persons: FTE × attendance", reach: .sites
    ) { $0.quotient(.water, by: .people) }
}
