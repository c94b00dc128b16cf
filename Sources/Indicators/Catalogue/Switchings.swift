extension Indicator {
    public static let switchings = Indicator(
        key: "switchings", title: "Switchings", unit: "count",
        definition: "Times the lamps changed between lit and dark, either way: the wear of relays and lamps.",
        formula: "Σ zones changes of the lamp output",
        source: "Switching register of the zones' records"
    ) { $0.total(of: { Double($0.switchings) }, seenDuring: { $0.observed }) }
}
