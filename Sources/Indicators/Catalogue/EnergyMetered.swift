import Quantities

extension Indicator {
    public static let energyMetered = Indicator(
        key: "energy_metered", title: "Energy, metered", unit: "kWh",
        definition: "The part of the energy that a meter counted; its coverage is the metered share.",
        formula: "Σ zones metered energy",
        source: "Pulses of the zones' own meters"
    ) { sample in
        let value = sample.sum { $0.meteredEnergy?.kilowattHours }
        return Reading(
            value: value, coverage: sample.share(of: { $0.metered }),
            note: value == nil ? sample.energy.note ?? "no meter" : nil)
    }
}
