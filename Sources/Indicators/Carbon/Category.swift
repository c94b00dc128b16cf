import Activities

/// The part of an inventory that an emission belongs to.
///
/// Scopes as in the GHG Protocol's Corporate Standard. The UN's boundary is all of scope 1 and 2 and business travel;
/// the other categories of scope 3 stand beside where factors for them are given. ``supply`` looks at the same lines as
/// scope 1 and 2, and counts what those leave out.
enum Category: String, CaseIterable, Hashable, Sendable {
    case fuel, vehicles, refrigerants
    case electricity, heat
    /// Upstream of fuels and electricity, and losses of grids: category 3 of scope 3.
    case supply = "energy supply"
    case travel, waste, water, materials

    var scope: Int {
        switch self {
        case .fuel, .vehicles, .refrigerants: 1
        case .electricity, .heat: 2
        case .supply, .travel, .waste, .water, .materials: 3
        }
    }

    var kinds: [Kind] {
        switch self {
        case .fuel: [.fuel]
        case .vehicles: [.vehicle]
        case .refrigerants: [.refrigerant]
        case .electricity: [.electricity]
        case .heat: [.heat]
        case .supply: Kind.supplied
        case .travel: [.travel]
        case .waste: [.waste]
        case .water: [.water, .wastewater]
        case .materials: [.paper, .cartridges]
        }
    }

    /// Whether an inventory takes it in without being told to.
    var isAlwaysIn: Bool { scope < 3 || self == .travel }

    static func of(scope: Int) -> [Category] { allCases.filter { $0.scope == scope } }
}

extension Entry {
    /// The name of the factor's item for it.
    var item: String {
        func text(_ key: Detail) -> String { details[key] ?? "" }
        switch kind {
        case .fuel: return text(.fuel)
        case .refrigerant: return text(.substance)
        case .waste: return "\(text(.stream))/\(text(.fate))"
        case .vehicle: return text(.vehicleClass)
        // What of district energy it is, `steam` or `cooling`, where the line says it; empty: heat.
        case .heat: return text(.stream) == Kind.heatStreams[0] ? "" : text(.stream)
        case .travel: return "\(text(.mode))/\(text(.travelClass))"
        default: return ""
        }
    }
}
