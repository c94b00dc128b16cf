extension Indicator {
    public static let waste = Indicator(
        key: "waste", title: "Waste", unit: "kg",
        definition:
            "Waste of all streams and fates.",
        formula: "Σ waste",
        source: "WIPO environmental policy, objective iv", reach: .sites
    ) { $0.total(.waste) }
}
