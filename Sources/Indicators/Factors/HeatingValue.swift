public import Activities
import Spelling

/// How much energy is in a unit of a fuel, and whether that is net or gross: from a row of a ``FactorTable``, or from the
/// fuel's own line.
public struct HeatingValue: Hashable, Sendable {
    /// What tells two rows apart.
    struct Key: Hashable {
        let fuel, zone: String
        let year: Int
        let unit: Unit
        let basis: HeatingUnit.Basis
    }

    public let fuel: String
    /// Country or gas network; empty: anywhere.
    public let zone: String
    /// The calendar year it is valid for.
    public let year: Int
    public let kilowattHoursPerUnit: Double
    /// Litres, cubic metres or kilograms.
    public let unit: Unit
    public let basis: HeatingUnit.Basis
    /// Who says so.
    public let source: String
    /// Of the table; empty on a fuel's own line.
    public let version, licence: String
    /// Where it stands: `factors.csv:12`.
    public let place: String

    var key: Key { Key(fuel: fuel, zone: zone, year: year, unit: unit, basis: basis) }

    /// `heating value of diesel 2025, net`.
    public var name: String {
        "heating value of \(([fuel, zone].filter { !$0.isEmpty } + ["\(year)"]).joined(separator: " ")), \(basis.rawValue)"
    }

    /// `heating value of diesel 2025, net: 9.96 kWh/L (source, version 3, CC BY 4.0; factors.csv:12)`.
    public var text: String {
        let terms = version.isEmpty ? source : "\(source), version \(version), \(licence)"
        return "\(name): \(kilowattHoursPerUnit.plain) kWh/\(unit.rawValue) (\(terms); \(place))"
    }

    /// The value as one of another unit; `nil`: from a volume to a mass only a density leads.
    func per(_ other: Unit) -> Double? {
        HeatingUnit.named("kWh/\(unit.rawValue)")?.kilowattHours(kilowattHoursPerUnit, per: other)
    }
}

extension HeatingValue {
    /// What a fuel's own line says of it, or the bills of its meter; `nil`: nothing.
    init?(of entry: Entry) {
        guard let text = entry.details[.heatingValue],
            let value = Double(text), value > 0, value.isFinite,
            let basis = entry.details[.heatingBasis].flatMap({ HeatingUnit.Basis(rawValue: $0) })
        else { return nil }
        let place =
            switch entry.source {
            case .line(let origin): origin.text
            case .meter(let meter): "bills of meter \(meter.name)"
            }
        self.init(
            fuel: entry.item, zone: "", year: entry.year, kilowattHoursPerUnit: value, unit: entry.unit, basis: basis,
            source: entry.details[.heatingSource] ?? "its line", version: "", licence: "", place: place)
    }
}

extension FactorTable {
    /// The heating value of a fuel in a year: exact year, exact zone or a row without zone. Of net and gross the net one,
    /// which IPCC's guidelines and the IEA's statistics count by: own choice, printed with every figure.
    ///
    /// - Parameter unit: of the amount; litres and cubic metres serve each other.
    /// - Throws: what the table has instead.
    func heatingValue(
        of fuel: String, zone: String, year: Int, unit: Unit
    ) throws(FactorRefusal) -> HeatingValue {
        let fitting = heatingValues.filter {
            $0.fuel == fuel && ($0.zone == zone || $0.zone.isEmpty) && $0.per(unit) != nil
        }
        func rank(_ value: HeatingValue) -> Int { (value.zone.isEmpty ? 2 : 0) + (value.basis == .gross ? 1 : 0) }
        if let best = fitting.filter({ $0.year == year }).min(by: { rank($0) < rank($1) }) { return best }
        let years = Set(fitting.map(\.year)).sorted()
        let known = years.isEmpty ? "" : "; the table has \(Spelling.alternatives(years.map(String.init)))"
        throw FactorRefusal("no heating value per \(unit.rawValue) is stated for \(year)\(known)")
    }
}
