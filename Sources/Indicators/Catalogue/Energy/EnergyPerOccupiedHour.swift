import Quantities

extension Indicator {
    public static let energyPerOccupiedHour = Indicator(
        key: "energy_per_occupied_hour", title: "Energy per occupied hour", unit: "kWh/h",
        definition:
            "Energy of zones per hour in which somebody was in one of them.",
        formula: "Σ zones energy / Σ zones occupied time",
        source: "ISO 50006: an energy performance indicator adjusted for its relevant variable, occupancy",
        accumulates: false
    ) {
        $0.ratio(
            "energy", "kWh", { $0.energy.kilowattHours }, "occupied", "h", { $0.occupied.hours },
            seenDuring: { $0.sighted })
    }
}
