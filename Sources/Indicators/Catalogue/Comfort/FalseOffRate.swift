import Quantities

extension Indicator {
    public static let falseOffRate = Indicator(
        key: "false_off_rate", title: "False switch-offs per occupied hour", unit: "1/h",
        definition:
            "False switch-offs per hour in which somebody was there; 0.02 is the ceiling of a zone that warns, not a licence.",
        formula: "Σ zones false switch-offs / Σ zones occupied time",
        source: "Own limit of 0.02 per occupied hour", accumulates: false
    ) {
        $0.ratio(
            "false switch-offs", "1", { Double($0.falseOffs) }, "occupied", "h", { $0.occupied.hours },
            seenDuring: { $0.sighted })
    }
}
