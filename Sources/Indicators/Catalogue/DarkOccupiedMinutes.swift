import Quantities

extension Indicator {
    public static let darkOccupiedMinutes = Indicator(
        key: "dark_occupied_minutes", title: "Dark while occupied", unit: "min",
        definition: "Time somebody was there without the light asked for: what savings must not be bought with.",
        formula: "Σ zones time occupied and dark",
        source: "Dark-while-occupied register of the zones' records"
    ) { $0.total(of: { $0.darkOccupied.seconds / 60 }, seenDuring: { $0.sighted }) }
}
