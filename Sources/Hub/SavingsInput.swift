internal import Activities
internal import Baselines
internal import Calendars
internal import Indicators
internal import Ledger
internal import Quantities

/// What a saving is computed from: files, or what a ledger holds.
struct SavingsInput {
    let series: Series
    let temperature: Course
    let occupancy: Course?
    /// Sentences about rows that were left out, and about how sure the energy is.
    let notes: [String]

    /// - Parameters:
    ///   - ledger: with `meter`, in place of `energy`.
    ///   - weather: `nil`: what the ledger holds.
    init(
        energy: String?, ledger: Ledger?, meter: MeterName?, weather: String?, in zone: TimeZone, from: Dates,
        to: Dates
    ) throws {
        var notes: [String] = []
        if let energy {
            let file = try IntervalFile(
                energy, in: zone,
                wanted: [(names: ["kwh"], isNeeded: true), (names: ["occupancy", "occupied"], false)])
            (series, occupancy) = (file.series(), file.has(1) ? file.course(1) : nil)
            notes = file.notes
        } else if let ledger, let meter {
            let days = [from.from, from.to, to.from, to.to]
            let period = zone.timestamp(of: days.min() ?? from.from)..<zone.timestamp(of: days.max() ?? to.to)
            let held = try Self.read(meter, of: ledger, over: period)
            (series, occupancy, notes) = (held.series, nil, held.notes)
            if weather == nil {
                guard !held.temperatures.readings.isEmpty else {
                    throw HubError(
                        "the ledger holds no weather of \(series.site): lightwell-hub import weather FILE, or --weather"
                    )
                }
                (temperature, self.notes) = (Course(held.temperatures), notes)
                return
            }
        } else {
            throw HubError("say what was used: --energy FILE, or --ledger FILE with --meter SITE/METER")
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

    /// What of a meter or zone holds anything: a meter that a board counts, one that was imported, the meter of a zone.
    private static func read(
        _ name: MeterName, of ledger: Ledger, over period: Range<Timestamp>
    ) throws -> (series: Series, temperatures: Temperatures, notes: [String]) {
        let (site, meter, from, to) = (name.site, name.meter, period.lowerBound, period.upperBound)
        var notes: [String] = []
        let board = try ledger.boardMeters(of: site, from: from, to: to).first { $0.meter == meter }
        let imported = try ledger.series(site: site, meter: meter, from: from, to: to)
        var known = [board, imported].compactMap { $0 }.filter { !$0.intervals.isEmpty }
        if known.count > 1, known[0].medium == known[1].medium {
            known = [known[0].filled(by: known[1])]
            notes.append(
                "\(name) was imported, and a board counts it too: the board's word is taken, and the import's where the "
                    + "board has none")
        }
        if known.isEmpty {
            known = try ledger.zoneSeries(of: site, .hour, from: from, to: to).filter { $0.meter == meter }
        }
        guard let series = known.first, !series.intervals.isEmpty else {
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
        notes += doubt(about: series).map { ["\(name): \($0)"] } ?? []
        return (series, try ledger.weather(site: site, from: from, to: to), notes)
    }

    /// How much of a series no meter has told; `nil`: nothing.
    static func doubt(about series: Series) -> String? {
        let doubtful = series.intervals.filter { $0.quality == .interpolated || $0.quality == .billed }
        guard !doubtful.isEmpty else { return nil }
        let (part, all) = (doubtful.reduce(0) { $0 + $1.amount }, series.intervals.reduce(0) { $0 + $1.amount })
        let share = all > 0 ? ", \((part / all * 1_000).rounded() / 10) % of the energy," : ""
        return
            "\(doubtful.count) of \(series.intervals.count) intervals\(share) are interpolated or billed, not metered"
    }
}

/// A meter or zone of a ledger, as `SITE/METER`.
struct MeterName: CustomStringConvertible {
    let site: String
    let meter: String

    /// - Throws: ``HubError``.
    init(_ text: String) throws(HubError) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { throw HubError("--meter \(text) is not SITE/METER") }
        (site, meter) = (parts[0], parts[1])
    }

    var description: String { "\(site)/\(meter)" }
}
