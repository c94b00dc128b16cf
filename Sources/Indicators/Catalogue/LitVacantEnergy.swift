import Quantities

extension Indicator {
    public static let litVacantEnergy = Indicator(
        key: "lit_vacant_energy", title: "Energy while vacant", unit: "kWh",
        definition: "Lamp energy spent although nobody was there; from rated load, with or without a meter.",
        formula: "Σ zones rated load × time lit and not occupied",
        source: "Lit-while-vacant energy register of the zones' records"
    ) { $0.total(of: { $0.litVacantEnergy.kilowattHours }, seenDuring: { $0.sighted }) }
}
