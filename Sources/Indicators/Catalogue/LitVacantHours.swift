import Quantities

extension Indicator {
    public static let litVacantHours = Indicator(
        key: "lit_vacant_hours", title: "Lit while vacant", unit: "h",
        definition: "Time the lamps were lit although nobody was there.",
        formula: "Σ zones time lit and not occupied",
        source: "Lit-while-vacant register of the zones' records"
    ) { $0.total(of: { $0.litVacant.hours }, seenDuring: { $0.sighted }) }
}
