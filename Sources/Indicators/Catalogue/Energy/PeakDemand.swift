import Activities
import Calendars
import Quantities

extension Indicator {
    public static let peakDemand = Indicator(
        key: "peak_demand", title: "Peak demand", unit: "kW",
        definition:
            "The greatest mean power from the grid in one meter interval of at most an hour, with its time and length.",
        formula: "max over intervals (Σ supply meters energy / length)",
        source: "Supply meters of the site; interpolated intervals have no peak", reach: .sites, accumulates: false
    ) { sample in
        guard let place = sample.places.first, sample.places.count == 1 else {
            let note = sample.places.isEmpty ? "no site is declared" : "peaks of several sites do not add up"
            return Reading(value: nil, coverage: 0, note: note)
        }
        let demand = Demand(place)
        guard let first = demand.intervals.first else { return Reading(value: nil, coverage: 0, note: demand.lack) }
        let peak = demand.intervals.reduce(first) { $1.kilowatts > $0.kilowatts ? $1 : $0 }
        let minutes = ((peak.to - peak.from).seconds / 60).plain
        var reading = Reading(value: peak.kilowatts, coverage: demand.coverage(of: place.period))
        reading.note = "at \(peak.from.iso8601(in: place.site.timezone)), mean of \(minutes) min"
        reading.evidence = [.meters(.electricity, names: demand.meters, interpolated: 0)]
        reading.meters = demand.names
        reading.worked = "\((peak.kilowatts * (peak.to - peak.from).hours).plain) kWh / \(minutes) min"
        return reading
    }
}
