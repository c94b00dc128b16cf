extension Indicator {
    public static let falseOffs = Indicator(
        key: "false_offs", title: "False switch-offs", unit: "count",
        definition: "Times the lamps went off on somebody: dark after an unanswered warning while the zone was in use.",
        formula: "Σ zones false switch-offs",
        source: "False-off register of the zones' records"
    ) { $0.total(of: { Double($0.falseOffs) }, seenDuring: { $0.sighted }) }
}
