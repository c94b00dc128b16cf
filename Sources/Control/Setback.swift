/// What heating, cooling and ventilation of a zone may do, by occupancy.
public enum Setback: UInt8, Hashable, Sendable {
    /// Comfort: somebody is there, or was a moment ago.
    case none = 0
    /// Vacant while the building is open: half a degree to a degree either way, no ventilation where allowed.
    case standby = 1
    /// Vacant and closed: set back by three to five degrees.
    case unoccupied = 2
}
