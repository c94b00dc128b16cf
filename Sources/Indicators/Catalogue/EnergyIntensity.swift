extension Indicator {
    public static let energyIntensity = Indicator(
        key: "energy_intensity", title: "Energy per area", unit: "kWh/m²",
        definition:
            "Energy of the period per floor area of all declared zones, measured or not; never scaled to a year.",
        formula: "Σ energy / Σ area",
        source: "UN Secretariat action plan (A/72/82), footnote 4, before scaling to a year"
    ) { sample in
        var reading = sample.energy
        guard let energy = reading.value else { return reading }
        reading.value = sample.area.map { energy / $0 }
        reading.worked = sample.area.map { "\(energy.plain) kWh / \($0.plain) m²" }
        if reading.value == nil { reading.note = sample.areasMissing }
        return reading
    }
}
