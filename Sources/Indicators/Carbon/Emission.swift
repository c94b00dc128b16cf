import Activities

/// One emission of an inventory, with what it was computed from.
struct Emission: Hashable, Sendable {
    /// What an amount was multiplied by.
    enum Basis: Hashable, Sendable {
        case factor(EmissionFactor)
        /// A life-cycle factor less the direct one: what the supply of energy emits.
        case difference(EmissionFactor, less: EmissionFactor)
        /// A site's own factor, as the organisation's file states it.
        case stated(Factor)
        case potential(Potentials, substance: String, Double)
        /// The document itself states what was emitted.
        case document
        /// Electricity proven renewable: nothing emitted.
        case certificate
    }

    /// What stands beside a value that a document states.
    enum Comparison: Hashable, Sendable {
        case factor(EmissionFactor)
        /// Why there is none.
        case lacking(String)
    }

    let category: Category
    let kilograms: Double
    /// What was multiplied, in ``unit``; negative parts of a balance are taken off.
    let amount: Double
    let unit: Unit
    let basis: Basis
    let entries: [Entry]
    /// What the own factors give beside ``Basis/document``.
    var comparison: Comparison?
    /// Whether the gas is on the Kyoto Protocol's list.
    var isKyoto = true

    /// With its numbers put in, such as `18250 kWh × 0.03`; what a document states stands for itself.
    var worked: String {
        guard basis != .document, amount != 0 else { return kilograms.plain }
        return "\(amount.plain) \(unit.rawValue) × \((kilograms / amount).plain)"
    }
}
