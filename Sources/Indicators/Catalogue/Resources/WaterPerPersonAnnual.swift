extension Indicator {
    public static let waterPerPersonAnnual = Indicator(
        key: "water_per_person_annual", title: "Water per person and year", unit: "m³/person·yr",
        definition:
            "Water per person of personnel in 365.25 days like those observed; only from at least 329 days at 90 % coverage.",
        formula: "Σ water / Σ personnel / (coverage × length of the period) × 365.25 d",
        source: "WIPO environmental policy, objective iii; limits as in opendsm 1.2.7 (CalTRACK)", reach: .sites,
        accumulates: false
    ) { $0.annual($0.quotient(.water, by: .personnel)) }
}
