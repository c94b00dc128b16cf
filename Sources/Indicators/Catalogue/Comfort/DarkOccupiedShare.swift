import Quantities

extension Indicator {
    public static let darkOccupiedShare = Indicator(
        key: "dark_occupied_share", title: "Dark while occupied, of occupied time", unit: "1",
        definition:
            "The share of the occupied time without the light asked for: what savings must not be bought with.",
        formula: "Σ zones time occupied and dark / Σ zones occupied time",
        source: "Dark-while-occupied register of the zones' records", accumulates: false
    ) {
        $0.ratio(
            "dark while occupied", "h", { $0.darkOccupied.hours }, "occupied", "h", { $0.occupied.hours },
            seenDuring: { $0.sighted })
    }
}
