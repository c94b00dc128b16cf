extension Indicator {
    public static let overrides = Indicator(
        key: "overrides", title: "Overrides", unit: "count",
        definition: "Button presses: times people wanted something else than the controller did.",
        formula: "Σ zones button presses",
        source: "Press register of the zones' records"
    ) { $0.total(of: { Double($0.presses) }, seenDuring: { $0.observed }) }
}
