internal import Activities
internal import Baselines
internal import Calendars
internal import Ledger
internal import Quantities

/// What a saving is computed from: files, or what a ledger holds.
struct SavingsInput {
    let series: Series
    let temperature: Course
    let occupancy: Course?
    /// Sentences about rows that were left out.
    let notes: [String]

    /// - Parameters:
    ///   - ledger: with `meter`, as SITE/METER, in place of `energy`.
    ///   - weather: `nil`: what the ledger holds.
    init(
        energy: String?, ledger: String?, meter: String?, weather: String?, in zone: TimeZone, from: Dates, to: Dates
    ) throws {
        var notes: [String] = []
        if let energy {
            let file = try IntervalFile(
                energy, in: zone,
                wanted: [(names: ["kwh"], isNeeded: true), (names: ["occupancy", "occupied"], false)])
            (series, occupancy) = (file.series(), file.has(1) ? file.course(1) : nil)
            notes = file.notes
        } else {
            let days = [from.from, from.to, to.from, to.to]
            let period = zone.timestamp(of: days.min() ?? from.from)..<zone.timestamp(of: days.max() ?? to.to)
            let held = try Self.read(meter ?? "", of: Ledger(ledger ?? "", .reading), over: period)
            (series, occupancy) = (held.series, nil)
            if weather == nil {
                guard !held.temperatures.readings.isEmpty else {
                    throw HubError(
                        "the ledger holds no weather of \(series.site): lightwell-hub import weather FILE, or --weather"
                    )
                }
                (temperature, self.notes) = (Course(held.temperatures), [])
                return
            }
        }
        let sky = try IntervalFile(
            weather ?? "", in: zone,
            wanted: [
                (names: ["celsius", "temp_c"], isNeeded: false), (names: ["fahrenheit", "temp_f"], isNeeded: false),
            ])
        guard sky.has(0) || sky.has(1) else {
            throw HubError("\(weather ?? ""):1: there is no temperature: name a column celsius or fahrenheit")
        }
        temperature = sky.has(0) ? sky.course(0) : sky.course(1) { ($0 - 32) / 1.8 }
        self.notes = notes + (energy == weather ? [] : sky.notes)
    }

    /// A meter that was imported, one that a board counts, or the meter of a zone.
    private static func read(
        _ name: String, of ledger: Ledger, over period: Range<Timestamp>
    ) throws -> (series: Series, temperatures: Temperatures) {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { throw HubError("--meter \(name) is not SITE/METER") }
        let (site, meter, from, to) = (parts[0], parts[1], period.lowerBound, period.upperBound)
        let series =
            try ledger.series(site: site, meter: meter, from: from, to: to)
            ?? ledger.boardMeters(of: site, from: from, to: to).first { $0.meter == meter }
            ?? ledger.zoneSeries(of: site, .hour, from: from, to: to).first { $0.meter == meter }
        guard let series, !series.intervals.isEmpty else {
            throw HubError("the ledger holds nothing of a meter or zone \(name) from \(from.iso8601) to \(to.iso8601)")
        }
        guard series.medium.unit == .kilowattHours else {
            throw HubError("\(name) counts \(series.medium.unit.rawValue), not kWh")
        }
        let estimated = series.intervals.count { $0.quality == .proxy }
        guard estimated == 0 else {
            throw HubError(
                "\(name) has no meter in \(estimated) of \(series.intervals.count) hours: what lamps use by their "
                    + "rating alone proves no saving")
        }
        return (series, try ledger.weather(site: site, from: from, to: to))
    }
}
