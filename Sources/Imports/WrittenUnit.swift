public import Activities

/// A unit as files write it, and what one of it is in the unit that the ledger keeps.
///
/// Sources: NIST Special Publication 811 (2008), appendix B.8, where the factors marked exact are exact: litre, US and
/// imperial gallon, cubic foot, pound, short ton, mile and nautical mile. One kWh is 3.6 MJ. The therm is the one of the
/// United States, 1.054804e8 J; the Btu is that of the International Table, 1055.05585262 J.
public struct WrittenUnit: Hashable, Sendable {
    /// As in a unit column; capitals do not count.
    public let name: String
    let unit: Unit
    let factor: Double

    private init(_ name: String, _ factor: Double, _ unit: Unit) {
        (self.name, self.factor, self.unit) = (name, factor, unit)
    }

    /// What follows the amount's name in a header, such as `kwh` in `amount_kwh`.
    var suffix: String { name.lowercased() }

    /// - Returns: `nil` when none of these units can say it: from a volume to a mass or an energy only a factor leads.
    func converted(_ amount: Double, to units: [Unit]) -> (amount: Double, unit: Unit)? {
        if units.contains(unit) { return (amount * factor, unit) }
        switch unit {
        case .litres where units.contains(.cubicMetres): return (amount * factor / 1_000, .cubicMetres)
        case .cubicMetres where units.contains(.litres): return (amount * factor * 1_000, .litres)
        default: return nil
        }
    }

    /// Those that can be converted to one of these.
    public static func choices(for units: [Unit]) -> [WrittenUnit] {
        all.filter { $0.converted(1, to: units) != nil }
    }

    static func named(_ name: some StringProtocol, among choices: [WrittenUnit]) -> WrittenUnit? {
        let name = name.lowercased()
        return choices.first { $0.suffix == name }
    }

    static let all: [WrittenUnit] = [
        WrittenUnit("kWh", 1, .kilowattHours),
        WrittenUnit("Wh", 1e-3, .kilowattHours),
        WrittenUnit("MWh", 1e3, .kilowattHours),
        WrittenUnit("GWh", 1e6, .kilowattHours),
        WrittenUnit("MJ", 1 / 3.6, .kilowattHours),
        WrittenUnit("GJ", 1e3 / 3.6, .kilowattHours),
        WrittenUnit("therm", 1.054804e8 / 3.6e6, .kilowattHours),
        WrittenUnit("kBtu", 1_055.05585262e3 / 3.6e6, .kilowattHours),
        WrittenUnit("MMBtu", 1_055.05585262e6 / 3.6e6, .kilowattHours),
        WrittenUnit("m3", 1, .cubicMetres),
        WrittenUnit("ft3", 0.028316846592, .cubicMetres),
        WrittenUnit("ccf", 2.8316846592, .cubicMetres),
        WrittenUnit("L", 1, .litres),
        WrittenUnit("US_gal", 3.785411784, .litres),
        WrittenUnit("UK_gal", 4.54609, .litres),
        WrittenUnit("kg", 1, .kilograms),
        WrittenUnit("g", 1e-3, .kilograms),
        WrittenUnit("t", 1e3, .kilograms),
        WrittenUnit("lb", 0.45359237, .kilograms),
        WrittenUnit("short_ton", 907.18474, .kilograms),
        WrittenUnit("km", 1, .kilometres),
        WrittenUnit("mi", 1.609344, .kilometres),
        WrittenUnit("mile", 1.609344, .kilometres),
        WrittenUnit("pkm", 1, .passengerKilometres),
        WrittenUnit("km", 1, .passengerKilometres),
        WrittenUnit("mi", 1.609344, .passengerKilometres),
        WrittenUnit("mile", 1.609344, .passengerKilometres),
        WrittenUnit("nmi", 1.852, .passengerKilometres),
        WrittenUnit("pieces", 1, .pieces),
        WrittenUnit("FTE", 1, .fullTimeEquivalents),
        WrittenUnit("tCO2e", 1, .tonnesCO2e),
        WrittenUnit("kgCO2e", 1e-3, .tonnesCO2e),
    ]
}
