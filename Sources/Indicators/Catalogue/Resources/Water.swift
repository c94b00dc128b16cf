extension Indicator {
    public static let water = Indicator(
        key: "water", title: "Water", unit: "m³",
        definition:
            "Water supplied to the site, by its meters, or its bills where no meter ran.",
        formula: "Σ water",
        source: "WIPO environmental policy, objective iii", reach: .sites
    ) { $0.total(.water) }
}
