import Activities
import Calendars
import Quantities

extension Indicator {
    public static let nightBaseLoad = Indicator(
        key: "night_base_load", title: "Night base load", unit: "kW",
        definition:
            "The power that a site draws in all but the quietest tenth of its night hours: what is never switched off.",
        formula: "Σ sites 10th percentile (nearest rank) of mean power over intervals within the night hours",
        source: "Own definition; night hours are the site's, 01:00 to 05:00 unless it says otherwise", reach: .sites,
        accumulates: false
    ) { $0.total(.nightBaseLoad) }
}

extension Measure {
    static let nightBaseLoad = Measure("night base load", "kW") { place in
        let demand = Demand(place)
        if let lack = demand.lack { return .lacking(lack) }
        let night = place.site.night
        let nights = demand.intervals.filter { night.contains($0.from, $0.to, in: place.site.timezone) }
        let powers = nights.map(\.kilowatts).sorted()
        guard !powers.isEmpty else { return .lacking("no interval within \(night.text)") }
        let rank = Int((Double(powers.count) * 0.1).rounded(.up))
        var part = Part(value: powers[max(0, rank - 1)], coverage: demand.coverage(of: place.period))
        part.meters = demand.names
        part.evidence = [
            .declaration("night of \(place.site.id)", text: "\(night.text) on its clock"),
            .input("night intervals of \(place.site.id)", Double(powers.count), unit: "1"),
            .meters(.electricity, names: demand.meters, interpolated: 0),
        ]
        return .part(part)
    }
}
