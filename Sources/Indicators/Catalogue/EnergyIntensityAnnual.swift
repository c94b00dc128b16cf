import Quantities

extension Indicator {
    public static let energyIntensityAnnual = Indicator(
        key: "energy_intensity_annual", title: "Energy per area and year", unit: "kWh/m²·yr",
        definition:
            "Energy per floor area in 365.25 days like those observed; only from at least 329 days at 90 % coverage.",
        formula: "Σ energy / Σ (area × observed time) × 365.25 d",
        source: "UN Secretariat action plan (A/72/82), footnote 4; limits as in opendsm 1.2.7 (CalTRACK)",
        accumulates: false
    ) { sample in
        var reading = sample.energy
        guard let energy = reading.value else { return reading }
        reading.value = nil
        guard let area = sample.area else {
            reading.note = sample.areasMissing
            return reading
        }
        guard sample.period.length >= Period.shortestAnnual else {
            let days = (Double(sample.period.length.milliseconds) / 86_400_000).floored(places: 1)
            reading.note = "the period has \(days) days: an annual figure needs 329"
            return reading
        }
        guard reading.isCovered else {
            reading.note = "coverage is \((reading.coverage * 100).floored(places: 1)) %: an annual figure needs 90 %"
            return reading
        }
        let years = sample.period.length.hours / Period.year.hours
        reading.value = energy / (area * reading.coverage * years)
        reading.worked =
            "\(energy.plain) kWh / (\(area.plain) m² × \(reading.coverage.plain) × \(years.plain) yr)"
        if reading.coverage < 1 { reading.note = "unmeasured area and time is taken to be like the rest" }
        return reading
    }
}
