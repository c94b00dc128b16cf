public import ArgumentParser
internal import Baselines
internal import Calendars
internal import Console
internal import JSON
internal import Ledger

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

            Adjustments are a CSV with the columns from, to, kwh_per_day, reason, by: what is added to the baseline on \
            each day from the first date until before the second.

            Dates are local days; a period includes its first and not its last. Exits 0 when a saving is stated, 1 when \
            it is refused or a file is at fault.
            """)

    @Option(help: "Meter's file (.csv), kWh per interval.") var energy: String?
    @Option(help: "Ledger file, in place of --energy; weather comes from it, too, unless --weather is given.")
    var ledger: String?
    @Option(help: "The ledger's meter, or a zone that is metered, as SITE/METER.") var meter: String?
    @Option(help: "Outdoor temperature's file (.csv), °C or °F.") var weather: String?
    @Option(help: "Days before the change, as FROM/TO, such as 2024-01-01/2025-01-01.") var baseline: String
    @Option(help: "Days after it, as FROM/TO.") var reporting: String
    @Option(
        help: """
            daily (change points) or hourly (hour of the week and temperature); hourly needs energy by the hour or finer.
            """)
    var model: Model = .daily
    @Option(help: "File of non-routine adjustments (.csv).") var adjustments: String?
    @Option(
        help: """
            Time zone of the site, such as Europe/Zurich; days are counted by it. Without, the one in which the ledger \
            keeps the site, else UTC.
            """)
    var timezone: String?
    @Option(help: "Level of the interval, per cent, 50 to 99.") var level: Double = 90
    @Option(help: "Seed of the bootstrap.") var seed: UInt64 = 1
    @Option(help: "What control alone saved: the result of lightwell-lab score --format json on a recorded trace.")
    var attributed: String?
    @Option(help: "Baseline policy of --attributed: clock, first_to_last, code, manual or hunt.")
    var policy: String = "clock"
    @Option(help: "table or json.") var format: Format = .table

    enum Model: String, ExpressibleByArgument, CaseIterable { case daily, hourly }
    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

    public init() {}

    public func validate() throws {
        guard (energy == nil) != (ledger == nil), (ledger == nil) == (meter == nil) else {
            throw ValidationError("say what was used: --energy FILE, or --ledger FILE with --meter SITE/METER")
        }
        guard ledger != nil || weather != nil else { throw ValidationError("--weather FILE is missing") }
        guard level.isFinite, (50...99).contains(level) else {
            throw ValidationError("--level \(level) is not within 50 to 99")
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
        let known = name.flatMap { store?.timezone(of: $0.site) }
        let zone = try timezone.map { try TimeZone(named: $0) } ?? known ?? .utc
        let unknown = name.flatMap { name in
            timezone != nil || known != nil
                ? nil : "the ledger does not know the time zone of \(name.site): days are those of UTC; see --timezone"
        }
        let (before, after) = (try dates(baseline, "--baseline"), try dates(reporting, "--reporting"))
        if after.from < before.to, before.from < after.to {
            throw HubError("--baseline \(before) and --reporting \(after) have days in common")
        }
        let input = try SavingsInput(
            energy: energy, ledger: store, meter: name, weather: weather, in: zone, from: before, to: after)
        let log = try adjustments.map { try AdjustmentFile($0).adjustments } ?? []
        var report = SavingsReport(
            attributed: try attributed.map { try ReplayedPolicy.attributed($0, policy: policy) },
            notes: input.notes + (unknown.map { [$0] } ?? []))
        let (series, temperature, occupancy) = (input.series, input.temperature, input.occupancy)
        do throws(Refusal) {
            switch model {
            case .daily:
                let baseline = DailyEnergy(
                    series, temperature: temperature, occupancy: occupancy, in: zone, over: before)
                let reporting = DailyEnergy(
                    series, temperature: temperature, occupancy: occupancy, in: zone, over: after)
                report.take(baseline, reporting)
                let (model, savings) = try Savings.daily(
                    baseline: baseline, reporting: reporting, adjustments: log, level: level / 100, seed: seed)
                report.take(.daily(model), savings)
            case .hourly:
                let baseline = HourlyEnergy(
                    series, temperature: temperature, occupancy: occupancy, in: zone, over: before)
                let reporting = HourlyEnergy(
                    series, temperature: temperature, occupancy: occupancy, in: zone, over: after)
                report.take(baseline, reporting)
                let (model, savings) = try Savings.hourly(
                    baseline: baseline, reporting: reporting, adjustments: log, level: level / 100, seed: seed)
                report.take(.hourly(model), savings)
            }
        } catch {
            report.refusal = error
        }
        return report
    }

    private func dates(_ text: String, _ option: String) throws -> Dates {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let dates = Dates(from: try CivilDate(parts[0]), to: try CivilDate(parts[1])) else {
            throw HubError("\(option) \(text) is not FROM/TO with FROM before TO, such as 2024-01-01/2025-01-01")
        }
        return dates
    }
}
