import Activities

extension Indicator {
    public static let leakAlarm = Indicator(
        key: "leak_alarm", title: "Water meters with a leak alarm", unit: "count",
        definition:
            "Water meters whose flow never stopped: in five nights running the night's least flow was above a tenth of the mean.",
        formula: "Σ water meters (least flow of a night > 0.1 × mean flow of the period, 5 nights running)",
        source: "Own rule on the night minimum; WIPO environmental policy, objective iii", reach: .sites,
        accumulates: false
    ) { sample in
        var reading = Reading(value: nil, coverage: 0)
        var shares: [(place: Place, share: Double)] = []
        var alarms = 0
        for place in sample.places {
            let found = place.series.filter { $0.medium == .water }.compactMap {
                NightFlow($0, over: place.period, place.site.night, in: place.site.timezone)
            }
            guard !found.isEmpty else { continue }
            let covered = found.reduce(0) { $0 + $1.coverage } / Double(found.count)
            shares.append((place, covered))
            alarms += found.count { $0.isAlarm }
            reading.meters.formUnion(found.map { MeterName(site: place.site.id, name: $0.meter, medium: .water) })
            reading.evidence += found.map { .meter("\(place.site.id)/\($0.meter)", finding: $0.text) }
        }
        guard !shares.isEmpty else {
            reading.note = "no water meter with intervals of an hour or less in the nights"
            return reading
        }
        (reading.value, reading.coverage) = (Double(alarms), sample.coverage(of: shares))
        let speaking = reading.evidence.filter { $0.text.contains("leak alarm") }.map(\.text)
        if !speaking.isEmpty { reading.note = speaking.joined(separator: "; ") }
        return reading
    }
}
