import Quantities

extension Indicator {
    public static let energyEstimated = Indicator(
        key: "energy_estimated", title: "Energy, estimated", unit: "kWh",
        definition: "The part of the energy that no meter counted; its coverage is the estimated share.",
        formula: "Σ zones (rated load × lit time, while without a meter)",
        source: "Rated load in the board file, times the recorded lit time"
    ) { sample in
        let value = sample.sum { $0.estimatedEnergy?.kilowattHours }
        return Reading(
            value: value, coverage: sample.share(of: { $0.estimated }),
            note: value == nil ? sample.energy.note ?? "metered throughout" : nil)
    }
}
