/// What flows through a meter. Raw values are journaled: append only.
public enum Medium: UInt8, CaseIterable, Hashable, Sendable {
    /// Electricity, counted in kWh.
    case energy = 0
    /// Counted in m³.
    case water = 1
    /// Counted in m³.
    case gas = 2
    /// Heat or cold, counted in kWh.
    case heat = 3

    /// In site files, on the wire and in the ledger.
    public var name: StaticString {
        switch self {
        case .energy: "energy"
        case .water: "water"
        case .gas: "gas"
        case .heat: "heat"
        }
    }

    /// The unit on the meter's face.
    public var unit: StaticString { isVolume ? "m3" : "kWh" }

    public var isVolume: Bool { self == .water || self == .gas }
}
