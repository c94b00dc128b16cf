extension Indicator {
    public static let ghgSupply = Indicator(
        key: "ghg_energy_supply", title: "GHG of energy supply", unit: "kgCO2e",
        definition:
            "Upstream of bought fuels, electricity and heat, and losses of the grid; scope 3, category 3, beyond the UN's boundary. By the grid's average, whatever contracts say.",
        formula: "Σ amount × (upstream + losses), or Σ amount × (life-cycle − direct) where the table says so",
        source: "GHG Protocol Corporate Value Chain Standard, category 3", reach: .sites
    ) { $0.total(.emissions("GHG of energy supply", in: [.supply])) }
}
