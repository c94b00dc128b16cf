internal import Activities
public import ArgumentParser
internal import Baselines
internal import Calendars
internal import Console
internal import JSON
internal import Ledger
internal import Meters
internal import Register

/// `lightwell-hub savings`: what was not used, beside what the baseline's model says would have been.
public struct SavingsCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "savings", abstract: "Avoided energy of a meter by a baseline model, with its interval.",
        discussion: """
            Fits the baseline period by temperature, day of the week, season and occupancy (ISO 50006; IPMVP options B \
            and C), says what the reporting period would have used, and takes off what it did use. The interval is of a \
            block bootstrap. A model is refused, with the reason, when the baseline has fewer than 329 days with energy \
            and weather, less than 90 % of its period, or scatters too much. Days left out are listed.

            The energy file is a CSV with the columns start and kWh and, if it is known, occupancy (any unit; the mean \
            over the interval). The weather file has start and celsius, or fahrenheit. start may also be called time, \
            timestamp, datetime or date, temperatures temp_c or temp_f; both may be one file. Times have an offset or Z, \
            or are on the clock of --timezone. An empty value or NaN is unknown. An interval ends at the next start.

            Holidays are a CSV with the column date, or the holidays of a board's site file; on them the building is taken \
            to use what it uses on --day-off. The list must reach over both periods.

            Adjustments are a CSV with the columns from, to, kwh_per_day, reason, by: what is added to the baseline on \
            each day from the first date until before the second.

            What control alone saved is put beside the meter's saving. Their disagreement is stated only where meter and \
            trace are of the same zones: those of the meter are the zone that --meter names, or those of --register, or \
            --zones; those of the trace are in a site's score, or --trace-zones. Else what is not the same, or not known, \
            is said.

            Dates are local days; a period includes its first and not its last. Exits 0 when a saving is stated, 1 when \
            it is refused or a file is at fault.
            """)

    @Option(help: "Meter's file (.csv), kWh per interval.") var energy: String?
    @Option(help: "Ledger file, in place of --energy; weather comes from it, too, unless --weather is given.")
    var ledger: String?
    @Option(help: "The ledger's meter, or a zone that is metered, as SITE/METER.") var meter: String?
    @Option(help: "With --ledger: the register of meters, meters.yaml: which zones feed --meter, and which it serves.")
    var register: String?
    @Option(help: "With --ledger: the organisation's file: the sites of the register, and their time zones.")
    var organisation: String?
    @Option(help: "Outdoor temperature's file (.csv), °C or °F.") var weather: String?
    @Option(help: "Occupancy's file (.csv), any unit, in place of a column of --energy.") var occupancy: String?
    @Flag(
        help: """
            With --ledger, in place of --occupancy: the occupied share of each hour, the mean of the zones that the register \
            says the meter counts, else of all zones of the site. A day without it is left out.
            """)
    var zoneOccupancy = false
    @Option(help: "Days before the change, as FROM/TO, such as 2024-01-01/2025-01-01.") var baseline: String
    @Option(help: "Days after it, as FROM/TO.") var reporting: String
    @Option(
        help: """
            daily (change points) or hourly (hour of the week and temperature); hourly needs energy by the hour or finer.
            """)
    var model: Model = .daily
    @Option(help: "File of non-routine adjustments (.csv).") var adjustments: String?
    @Option(help: "Holidays: a file (.csv) with the column date, or a site file (.yaml).") var holidays: String?
    @Option(help: "Day of the week as which holidays are kept: mon, tue, wed, thu, fri, sat or sun.")
    var dayOff: String = "sun"
    @Option(
        help: """
            Time zone of the site, such as Europe/Zurich; days are counted by it. Without, the one in which the ledger \
            keeps the site, else that of --organisation, else UTC.
            """)
    var timezone: String?
    @Option(help: "Level of the interval, per cent, 50 to 99.") var level: Double = 90
    @Option(help: "Seed of the bootstrap.") var seed: UInt64 = 1
    @Option(help: "What control alone saved: the result of lightwell-lab score --format json on a recorded trace.")
    var attributed: String?
    @Option(help: "Baseline policy of --attributed: clock, first_to_last, code, manual or hunt.")
    var policy: String = "clock"
    @Option(help: "Zones whose lamps, and nothing else, the meter counts, such as office-south,corridor.")
    var zones: String?
    @Option(help: "Zones that the trace of --attributed is of, where its score is of recordings.")
    var traceZones: String?
    @Option(help: "table or json.") var format: Format = .table

    enum Model: String, ExpressibleByArgument, CaseIterable { case daily, hourly }
    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

    public init() {}

    public func validate() throws {
        guard (energy == nil) != (ledger == nil), (ledger == nil) == (meter == nil) else {
            throw ValidationError("say what was used: --energy FILE, or --ledger FILE with --meter SITE/METER")
        }
        guard ledger != nil || (register == nil && organisation == nil) else {
            throw ValidationError("--register and --organisation are for --ledger")
        }
        guard register == nil || organisation != nil else {
            throw ValidationError("--register needs --organisation: meters are of its sites, and keep their time")
        }
        guard !zoneOccupancy || (ledger != nil && occupancy == nil) else {
            throw ValidationError("--zone-occupancy is of a ledger, without --occupancy FILE")
        }
        guard ledger != nil || weather != nil else { throw ValidationError("--weather FILE is missing") }
        guard level.isFinite, (50...99).contains(level) else {
            throw ValidationError("--level \(level) is not within 50 to 99")
        }
        guard Weekday(abbreviation: dayOff) != nil else {
            throw ValidationError("--day-off \(dayOff) is not mon, tue, wed, thu, fri, sat or sun")
        }
        guard attributed != nil || (zones == nil && traceZones == nil) else {
            throw ValidationError("--zones and --trace-zones are for --attributed: add it")
        }
        guard register == nil || zones == nil else {
            throw ValidationError("--register knows the zones of --meter: no --zones beside it")
        }
    }

    public func run() throws {
        let report = try outcome()
        print(format == .json ? report.json.text : report.table)
        if report.refusal != nil { throw ExitCode(1) }
    }

    /// Reads, computes, and prints nothing.
    func outcome() throws -> SavingsReport {
        let (store, name) = (try ledger.map { try Ledger($0, .reading) }, try meter.map { try MeterName($0) })
        let declared = try organisation.map { try Organisation(reading: $0) }
        let known = name.flatMap { store?.timezone(of: $0.site) ?? declared?.site($0.site)?.timezone }
        let zone = try timezone.map { try TimeZone(named: $0) } ?? known ?? .utc
        let unknown = name.flatMap { name in
            timezone != nil || known != nil
                ? nil : "the ledger does not know the time zone of \(name.site): days are those of UTC; see --timezone"
        }
        let (before, after) = (try dates(baseline, "--baseline"), try dates(reporting, "--reporting"))
        if after.from < before.to, before.from < after.to {
            throw HubError("--baseline \(before) and --reporting \(after) have days in common")
        }
        let meters = try register.map { try MeterRegister(reading: $0, of: declared).meters }
        let input = try SavingsInput(
            energy: energy, ledger: store, meter: name, of: meters, weather: weather, occupancy: occupancy,
            asksOccupancy: zoneOccupancy, in: zone, from: before, to: after)
        let free = Holidays(
            try holidays.map { try HolidayFile($0).dates } ?? [], keptAs: Weekday(abbreviation: dayOff) ?? .sunday)
        let log = try adjustments.map { try AdjustmentFile($0).adjustments } ?? []
        let replayed = try attributed.map { try ReplayedPolicy.attributed($0, policy: policy) }
        var report = SavingsReport(
            attributed: replayed?.saving, scope: try replayed.map { try scope(of: input, name, in: meters, $0.zones) },
            holidays: holidays.map { FreeDays(file: $0, free, before, after) },
            notes: input.notes + (unknown.map { [$0] } ?? []))
        func judge<Energy: PeriodEnergy>(
            by: Energy.Type, _ fitted: (Energy.Model) -> SavingsReport.Fitted
        ) {
            func energy(over dates: Dates) -> Energy {
                Energy(
                    input.series, temperature: input.temperature, occupancy: input.occupancy, holidays: free, in: zone,
                    over: dates)
            }
            let (baseline, reporting) = (energy(over: before), energy(over: after))
            report.take(baseline, reporting)
            do throws(Refusal) {
                let (model, savings) = try Savings.of(
                    baseline: baseline, reporting: reporting, adjustments: log, level: level / 100, seed: seed)
                report.take(fitted(model), savings)
            } catch {
                report.refusal = error
            }
        }
        switch model {
        case .daily: judge(by: DailyEnergy.self) { .daily($0) }
        case .hourly: judge(by: HourlyEnergy.self) { .hourly($0) }
        }
        return report
    }

    /// - Parameter trace: zones that the score names.
    private func scope(
        of input: SavingsInput, _ name: MeterName?, in meters: [Meter]?, _ trace: Set<String>?
    ) throws -> LampScope {
        func list(_ text: String?) -> Set<String>? {
            text.map { Set($0.split(separator: ",").map { String($0) }) }
        }
        var (served, otherUse) = (list(zones) ?? input.zone.map { [$0] }, String?.none)
        if let meters, let name, input.zone == nil {
            guard let meter = meters.first(where: { $0.site == name.site && $0.id == name.meter }) else {
                throw HubError("the register has no meter \(name)")
            }
            served = meter.zones.isEmpty ? nil : Set(meter.zones)
            otherUse = meter.use == .lighting ? nil : meter.use.rawValue
        }
        return LampScope(meter: served, trace: trace ?? list(traceZones), otherUse: otherUse)
    }

    private func dates(_ text: String, _ option: String) throws -> Dates {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let dates = Dates(from: try CivilDate(parts[0]), to: try CivilDate(parts[1])) else {
            throw HubError("\(option) \(text) is not FROM/TO with FROM before TO, such as 2024-01-01/2025-01-01")
        }
        return dates
    }
}
