import Quantities

extension Indicator {
    public static let occupiedHours = Indicator(
        key: "occupied_hours", title: "Occupied", unit: "h",
        definition: "Time somebody was in the zone, as its sensors saw it; zone-hours where zones are added up.",
        formula: "Σ zones occupied time",
        source: "Occupancy register of the zones' records"
    ) { $0.total(of: { $0.occupied.hours }, seenDuring: { $0.sighted }) }
}
