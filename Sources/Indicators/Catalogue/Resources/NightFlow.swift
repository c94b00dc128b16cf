public import Activities
public import Calendars
internal import Quantities

/// The least flow of each night of one meter of water or gas, and whether it ever stops: the night minimum.
///
/// A night whose least flow is above a tenth of the mean flow of the period is one in which something runs; five of them
/// running are a leak. Both numbers are assumptions, see ``Indicator/leakAlarm``.
public struct NightFlow: Hashable, Sendable {
    /// Nights running in which the flow never stopped.
    public struct Run: Hashable, Sendable {
        public let nights: Int
        public let first: CivilDate
        public let last: CivilDate
        /// The least flow of all of them, m³/h.
        public let flow: Double

        public var isLeak: Bool { nights >= NightFlow.nightsRunning }
    }

    public static let nightsRunning = 5
    public static let share = 0.1

    public let meter: String
    /// m³/h.
    public let mean: Double
    /// The longest run, the first of several; `nil`: the flow stopped in every night.
    public let longest: Run?
    /// The run that the newest night belongs to; `nil`: the flow stopped in that one.
    public let newest: Run?
    /// 0 to 1.
    let coverage: Double
    private let nights: Int

    /// - Parameters:
    ///   - series: counted in m³.
    ///   - period: what does not lie in it is left out.
    ///   - hours: of the site's clock.
    /// - Returns: `nil` without a night that has intervals of an hour or less.
    public init?(_ series: Series, over period: Period, _ hours: NightHours, in zone: TimeZone) {
        meter = series.meter
        let own = series.intervals.filter { $0.from < $0.to && period.from <= $0.from && $0.to <= period.to }
        let time = own.reduce(0) { $0 + ($1.to - $1.from).hours }
        var least: [CivilDate: Double] = [:]
        for interval in own where interval.quality == .metered && interval.to - interval.from <= Demand.longest {
            guard let date = hours.date(of: interval.from, interval.to, in: zone) else { continue }
            least[date] = min(least[date] ?? .infinity, interval.amount / (interval.to - interval.from).hours)
        }
        guard !least.isEmpty, time > 0 else { return nil }
        mean = own.reduce(0) { $0 + $1.amount } / time
        coverage = min(1, time / period.length.hours)
        nights = least.count
        var (run, best): (Run?, Run?)
        for (date, flow) in least.sorted(by: { $0.key < $1.key }) {
            guard flow > mean * Self.share, flow > 0 else {
                run = nil
                continue
            }
            run = Run(date, flow, after: run)
            if let run, run.nights > best?.nights ?? 0 { best = run }
        }
        (longest, newest) = (best, run)
    }

    /// The flow that is no leak yet, m³/h.
    public var limit: Double { mean * Self.share }

    var isAlarm: Bool { longest?.isLeak ?? false }

    var text: String {
        let limit = "limit \((limit * 1_000).fixed(places: 1)) L/h, a tenth of the mean"
        guard let longest, longest.isLeak else { return "no leak seen in \(nights) nights (\(limit))" }
        return "leak alarm: never below \((longest.flow * 1_000).fixed(places: 1)) L/h in \(longest.nights) nights "
            + "running, \(longest.first) to \(longest.last) (\(limit)); about \((longest.flow * 24).fixed(places: 2)) "
            + "m³ a day"
    }
}

extension NightFlow.Run {
    /// One night more, if it is the one after the others; else it begins a run.
    fileprivate init(_ date: CivilDate, _ flow: Double, after run: NightFlow.Run?) {
        if let run, run.last.adding(days: 1) == date {
            self.init(nights: run.nights + 1, first: run.first, last: date, flow: min(run.flow, flow))
        } else {
            self.init(nights: 1, first: date, last: date, flow: flow)
        }
    }
}
