import Quantities

extension Indicator {
    public static let sensorHealth = Indicator(
        key: "sensor_health", title: "Sensor health", unit: "1",
        definition: "The share of the observed time in which a motion sensor could be trusted.",
        formula: "Σ zones (observed − blind) / Σ zones observed time",
        source: "Blind-time register of the zones' records", accumulates: false
    ) {
        $0.ratio(
            "sighted", "h", { $0.sighted.hours }, "observed", "h", { $0.observed.hours }, seenDuring: { $0.observed })
    }
}
