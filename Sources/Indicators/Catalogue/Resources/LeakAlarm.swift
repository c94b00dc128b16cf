import Activities
import Calendars
import Quantities

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
            let found = place.series.filter { $0.medium == .water }.compactMap { NightFlow($0, at: place) }
            guard !found.isEmpty else { continue }
            let covered = found.reduce(0) { $0 + $1.coverage } / Double(found.count)
            shares.append((place, covered))
            alarms += found.count { $0.isAlarm }
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

/// The least flow of each night of one water meter.
struct NightFlow {
    static let nightsRunning = 5
    static let share = 0.1

    let meter: String
    /// m³/h.
    let mean: Double
    let coverage: Double
    private let least: [(date: CivilDate, flow: Double)]
    private let longest: (nights: Int, from: CivilDate?, to: CivilDate?)

    /// - Returns: `nil` without a night that has intervals of an hour or less.
    init?(_ series: Series, at place: Place) {
        meter = series.meter
        let own = series.intervals.filter {
            $0.from < $0.to && place.period.from <= $0.from && $0.to <= place.period.to
        }
        let hours = own.reduce(0) { $0 + ($1.to - $1.from).hours }
        var nights: [CivilDate: Double] = [:]
        for interval in own where interval.quality == .metered && interval.to - interval.from <= Demand.longest {
            guard let date = place.site.night.date(of: interval.from, interval.to, in: place.site.timezone) else {
                continue
            }
            nights[date] = min(nights[date] ?? .infinity, interval.amount / (interval.to - interval.from).hours)
        }
        guard !nights.isEmpty, hours > 0 else { return nil }
        mean = own.reduce(0) { $0 + $1.amount } / hours
        coverage = min(1, hours / place.period.length.hours)
        least = nights.sorted { $0.key < $1.key }.map { (date: $0.key, flow: $0.value) }
        var run: [CivilDate] = []
        var best: [CivilDate] = []
        for night in least {
            guard night.flow > mean * Self.share, night.flow > 0 else {
                run = []
                continue
            }
            if let last = run.last, last.adding(days: 1) != night.date { run = [] }
            run.append(night.date)
            if run.count > best.count { best = run }
        }
        longest = (best.count, best.first, best.last)
    }

    var isAlarm: Bool { longest.nights >= Self.nightsRunning }

    var text: String {
        let limit = "limit \((mean * Self.share * 1_000).fixed(places: 1)) L/h, a tenth of the mean"
        guard isAlarm, let from = longest.from, let to = longest.to else {
            return "no leak seen in \(least.count) nights (\(limit))"
        }
        let flows = least.filter { from <= $0.date && $0.date <= to }.map(\.flow)
        let flow = flows.reduce(Double.infinity) { min($0, $1) }
        return "leak alarm: never below \((flow * 1_000).fixed(places: 1)) L/h in \(longest.nights) nights running,"
            + " \(from) to \(to) (\(limit)); about \((flow * 24).fixed(places: 2)) m³ a day"
    }
}
