extension Indicator {
    public static let siteEnergyIntensityAnnual = Indicator(
        key: "site_energy_intensity_annual", title: "Site energy per area and year", unit: "kWh/m²·yr",
        definition:
            "Energy per floor area in 365.25 days like those observed; only from at least 329 days at 90 % coverage.",
        formula: "Σ site energy / Σ floor area / (coverage × length of the period) × 365.25 d",
        source: "UN Secretariat action plan (A/72/82), footnote 4; limits as in opendsm 1.2.7 (CalTRACK)",
        reach: .sites, accumulates: false
    ) { $0.annual($0.quotient(.energy, by: .area)) }
}
