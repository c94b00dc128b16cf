/// How much energy is in a unit of fuel, as files write it, such as `kWh/L` or `MJ/kg`.
public struct HeatingUnit: Hashable, Sendable {
    /// What a heating value counts: whether the water in the flue gas is taken to condense.
    public enum Basis: String, CaseIterable, Hashable, Sendable {
        /// Lower heating value: it stays steam.
        case net
        /// Higher heating value: it condenses.
        case gross
    }

    public let name: String
    /// What one of it is in kWh per ``unit``; 1 kWh is 3.6 MJ.
    private let factor: Double
    /// Litres, cubic metres or kilograms.
    public let unit: Unit

    public static let all: [HeatingUnit] = [("kWh", 1), ("MJ", 1 / 3.6), ("GJ", 1_000 / 3.6)].flatMap { energy, worth in
        [("L", Unit.litres, 1.0), ("m3", .cubicMetres, 1), ("kg", .kilograms, 1), ("t", .kilograms, 1e-3)].map {
            HeatingUnit(name: "\(energy)/\($0.0)", factor: worth * $0.2, unit: $0.1)
        }
    }

    public static func named(_ name: some StringProtocol) -> HeatingUnit? { all.first { $0.name == name } }

    /// kWh in one `unit` of a fuel; `nil`: from a volume to a mass only a density leads.
    public func kilowattHours(_ value: Double, per unit: Unit) -> Double? {
        switch (self.unit, unit) {
        case (self.unit, self.unit): value * factor
        case (.litres, .cubicMetres): value * factor * 1_000
        case (.cubicMetres, .litres): value * factor / 1_000
        default: nil
        }
    }
}
