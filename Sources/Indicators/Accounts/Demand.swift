import Activities
import Calendars
import Quantities

/// The mean power of a site in each interval that all its supply meters share, in time order.
struct Demand: Sendable {
    struct Interval: Hashable, Sendable {
        let from: Timestamp
        let to: Timestamp
        let kilowatts: Double
    }

    let intervals: [Interval]
    let meters: [String]
    /// Why there are no intervals.
    let lack: String?

    /// The same, with their site.
    let names: Set<MeterName>

    /// Longer intervals hide every peak.
    static let longest = Duration.hours(1)

    /// Whole intervals within the period; interpolated ones have no shape and are left out.
    init(_ place: Place) {
        let supplies = place.series.filter { $0.medium == .electricity && $0.use == .total }
        meters = supplies.map(\.meter)
        names = Set(supplies.map { MeterName(site: place.site.id, name: $0.meter, medium: .electricity) })
        var sums: [Range<Int64>: (kilowattHours: Double, count: Int)] = [:]
        var hasLonger = false
        for series in supplies {
            for interval in series.intervals {
                guard interval.quality == .metered, place.period.from <= interval.from, interval.to <= place.period.to,
                    interval.from < interval.to
                else { continue }
                guard interval.to - interval.from <= Self.longest else {
                    hasLonger = true
                    continue
                }
                let range = interval.from.milliseconds..<interval.to.milliseconds
                let sum = sums[range] ?? (0, 0)
                sums[range] = (sum.kilowattHours + interval.amount, sum.count + 1)
            }
        }
        intervals = sums.filter { $0.value.count == supplies.count }.sorted { $0.key.lowerBound < $1.key.lowerBound }
            .map { range, sum in
                let (from, to) = (Timestamp(milliseconds: range.lowerBound), Timestamp(milliseconds: range.upperBound))
                return Interval(from: from, to: to, kilowatts: sum.kilowattHours / (to - from).hours)
            }
        if supplies.isEmpty {
            lack = "no supply meter with intervals"
        } else if sums.isEmpty {
            lack = hasLonger ? "the meters' intervals are longer than an hour" : "the meters have no whole interval"
        } else {
            lack = intervals.isEmpty ? "the supply meters' intervals do not fall together" : nil
        }
    }

    /// 0 to 1.
    func coverage(of period: Period) -> Double {
        let known = intervals.reduce(Int64(0)) { $0 + ($1.to - $1.from).milliseconds }
        return min(1, Double(known) / Double(period.length.milliseconds))
    }
}

extension NightHours {
    /// Whether a stretch lies within the night of one day.
    func contains(_ from: Timestamp, _ to: Timestamp, in zone: TimeZone) -> Bool { date(of: from, to, in: zone) != nil }

    /// The day whose night a stretch lies in; `nil` when it does not.
    func date(of start: Timestamp, _ end: Timestamp, in zone: TimeZone) -> CivilDate? {
        let first = zone.civil(of: start)
        let last = zone.civil(of: end)
        return first.date == last.date && from <= first.time && last.time <= to ? first.date : nil
    }
}
