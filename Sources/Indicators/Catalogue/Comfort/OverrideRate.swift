import Quantities

extension Indicator {
    public static let overrideRate = Indicator(
        key: "override_rate", title: "Overrides per 100 occupied hours", unit: "1/100 h",
        definition:
            "Button presses per hundred occupied hours; above 4 people and controller disagree.",
        formula: "Σ zones button presses / Σ zones occupied time × 100",
        source: "Own limit of 4 per 100 occupied hours", accumulates: false
    ) { sample in
        var reading = sample.ratio(
            "button presses", "1", { Double($0.presses) }, "occupied", "h", { $0.occupied.hours },
            seenDuring: { $0.sighted })
        reading.value = reading.value.map { $0 * 100 }
        reading.worked = reading.worked.map { "\($0) × 100" }
        return reading
    }
}
