extension Indicator {
    public static let siteEnergyIntensity = Indicator(
        key: "site_energy_intensity", title: "Site energy per area", unit: "kWh/m²",
        definition:
            "Energy of the period per floor area of the whole site; never scaled to a year.",
        formula: "Σ site energy / Σ floor area",
        source:
            "UN Secretariat action plan (A/72/82), footnote 4, before scaling to a year; its 100 to 48 kWh/m² of Gigiri compares whole buildings and a bundle of measures, never lighting alone",
        reach: .sites
    ) { $0.quotient(.energy, by: .area) }
}
