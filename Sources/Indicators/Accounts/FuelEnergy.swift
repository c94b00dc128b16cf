import Activities

/// The energy of a site's fuels in kWh, as far as heating values are stated.
///
/// Net and gross values are never mixed silently: where the fuels of a figure are counted by both, or where of some it is
/// not known, a note names which are which.
struct FuelEnergy: Sendable {
    /// Lines and meters with their kWh.
    private(set) var counted: [(entry: Entry, kilowattHours: Double)] = []
    private(set) var evidence: [Evidence] = []
    private(set) var notes: [String] = []

    var kilowattHours: Double { counted.reduce(0) { $0 + $1.kilowattHours } }

    init(of entries: [Entry], factors: FactorTable, zone: String) {
        var amounts: [(value: HeatingValue, amount: Double)] = []
        var left: [(fuel: String, reason: String)] = []
        var bases: [String: Set<String>] = [:]
        for entry in entries {
            if entry.unit == .kilowattHours {
                counted.append((entry, entry.amount))
                let basis = entry.details[.heatingBasis].flatMap { HeatingUnit.Basis(rawValue: $0) }
                bases[basis?.rawValue ?? Self.unknown, default: []].insert(entry.item)
                continue
            }
            do throws(FactorRefusal) {
                let value =
                    if let own = HeatingValue(of: entry) { own } else {
                        try factors.heatingValue(of: entry.item, zone: zone, year: entry.year, unit: entry.unit)
                    }
                counted.append((entry, entry.amount * (value.per(entry.unit) ?? 0)))
                bases[value.basis.rawValue, default: []].insert(entry.item)
                let amount = value.unit == entry.unit ? entry.amount : Self.converted(entry.amount, to: value.unit)
                if let place = amounts.firstIndex(where: { $0.value == value }) {
                    amounts[place].amount += amount
                } else {
                    amounts.append((value, amount))
                }
            } catch {
                let reason = error.description
                if !left.contains(where: { $0 == (entry.item, reason) }) { left.append((entry.item, reason)) }
            }
        }
        evidence = amounts.map { .heating($0.value, amount: $0.amount) }
        notes = left.map { "without \($0.fuel): \($0.reason)" }
        if bases.count > 1 {
            let parts = bases.sorted { $0.key < $1.key }.map {
                "\($0.key): \($0.value.sorted().joined(separator: ", "))"
            }
            notes.append("fuels are counted by different heating values (\(parts.joined(separator: "; ")))")
        }
    }

    private static let unknown = "net or gross not stated"

    /// Litres and cubic metres serve each other.
    private static func converted(_ amount: Double, to unit: Unit) -> Double {
        unit == .litres ? amount * 1_000 : amount / 1_000
    }
}
