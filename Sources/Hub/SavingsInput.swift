internal import Activities
internal import Baselines
internal import Calendars
internal import Indicators
internal import Ledger
internal import Meters
internal import Quantities

/// What a saving is computed from: files, or what a ledger holds.
struct SavingsInput {
    let series: Series
    let temperature: Course
    let occupancy: Course?
    /// The zone that was read in place of a meter; `nil`: it is a meter.
    let zone: String?
    /// Sentences about rows that were left out, and about how sure the energy is.
    let notes: [String]

    /// - Parameters:
    ///   - ledger: with `meter`, in place of `energy`.
    ///   - meters: as the register declares them; `nil`: every meter is what its import or its board says.
    ///   - weather: `nil`: what the ledger holds.
    ///   - occupancy: a file; `nil`: the column of `energy`, if it has one.
    ///   - asksOccupancy: of a ledger: whether how long zones were occupied is taken in place of a file.
    init(
        energy: String?, ledger: Ledger?, meter: MeterName?, of meters: [Meter]? = nil, weather: String?,
        occupancy: String? = nil, asksOccupancy: Bool = false, in zone: TimeZone, from: Dates, to: Dates
    ) throws {
        var notes: [String] = []
        var people: Course?
        if let occupancy {
            let file = try IntervalFile(
                occupancy, in: zone, wanted: [(names: ["occupancy", "occupied"], isNeeded: true)])
            people = file.course(0)
            notes = file.notes
        }
        if let energy {
            let file = try IntervalFile(
                energy, in: zone,
                wanted: [(names: ["kwh"], isNeeded: true), (names: ["occupancy", "occupied"], false)])
            (series, self.zone) = (file.series(), nil)
            self.occupancy = people ?? (file.has(1) ? file.course(1) : nil)
            if energy != occupancy { notes += file.notes }
        } else if let ledger, let meter {
            let days = [from.from, from.to, to.from, to.to]
            let period = zone.timestamp(of: days.min() ?? from.from)..<zone.timestamp(of: days.max() ?? to.to)
            let held = try Self.read(meter, of: meters, in: ledger, over: period)
            (series, self.zone) = (held.series, held.zone)
            notes += held.notes
            if asksOccupancy {
                let held = try Self.people(at: meter, of: meters, in: ledger, over: period)
                people = held.course
                notes.append(held.note)
            }
            self.occupancy = people
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

    /// What of a meter or zone holds anything: a meter as all figures see it, else the meter of a zone.
    private static func read(
        _ name: MeterName, of meters: [Meter]?, in ledger: Ledger, over period: Range<Timestamp>
    ) throws -> (series: Series, zone: String?, temperatures: Temperatures, notes: [String]) {
        let (site, meter, from, to) = (name.site, name.meter, period.lowerBound, period.upperBound)
        let known = try SiteMeters(of: site, in: ledger, as: meters, over: period)
        var notes = known.remarks.filter { $0.meter == meter }.map(\.text)
        let declared = meters?.first { $0.site == site && $0.id == meter }
        var (found, isZone) = (declared.flatMap { known.series(of: $0) }, false)
        if declared == nil {
            found = known.series(of: meter)
            if found?.intervals.isEmpty ?? true {
                isZone = true
                found = try ledger.zoneSeries(of: site, .hour, from: from, to: to).first { $0.meter == meter }
            }
        }
        guard let series = found, !series.intervals.isEmpty else {
            throw HubError("the ledger holds nothing of a meter or zone \(name) from \(from.iso8601) to \(to.iso8601)")
        }
        guard series.medium.unit == .kilowattHours else {
            throw HubError("\(name) counts \(series.medium.unit.rawValue), not kWh")
        }
        let estimated = series.intervals.count { $0.quality == .proxy }
        // What is read of a meter may have assumptions in it, as coverage may have gaps: a tenth (told as a doubt).
        guard estimated <= (isZone ? 0 : series.intervals.count / 10) else {
            throw HubError(
                "\(name) has no meter in \(estimated) of \(series.intervals.count) hours: what lamps use by their "
                    + "rating alone proves no saving")
        }
        notes += doubt(about: series).map { ["\(name): \($0)"] } ?? []
        return (series, isZone ? meter : nil, try ledger.weather(site: site, from: from, to: to), notes)
    }

    /// Of the zones that the register says a meter counts; of a zone that of its name; else of all the site's.
    private static func people(
        at name: MeterName, of meters: [Meter]?, in ledger: Ledger, over period: Range<Timestamp>
    ) throws -> OccupiedTime {
        let declared = meters?.first { $0.site == name.site && $0.id == name.meter }
        var own = declared.flatMap { $0.zones.isEmpty ? nil : $0.zones }
        if declared == nil, let span = Period(from: period.lowerBound, to: period.upperBound) {
            let isZone = try ledger.zoneUses(over: span)[ZonePath(site: name.site, zone: name.meter)] != nil
            own = isZone ? [name.meter] : nil
        }
        return try OccupiedTime(of: name.site, zones: own, in: ledger, over: period)
    }

    /// How much of a series no meter has told; `nil`: nothing.
    static func doubt(about series: Series) -> String? {
        let doubtful = series.intervals.filter { $0.quality != .metered }
        guard !doubtful.isEmpty else { return nil }
        let (part, all) = (doubtful.reduce(0) { $0 + $1.amount }, series.intervals.reduce(0) { $0 + $1.amount })
        let share = all > 0 ? ", \((part / all * 1_000).rounded() / 10) % of the energy," : ""
        return
            "\(doubtful.count) of \(series.intervals.count) intervals\(share) are interpolated, billed or assumed, not metered"
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
