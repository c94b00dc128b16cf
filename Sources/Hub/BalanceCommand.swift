internal import Activities
public import ArgumentParser
internal import Calendars
internal import Console
internal import Ledger
internal import Meters
internal import Quantities
internal import Register
internal import Spelling

/// `lightwell-hub balance`: sub-meters against the meters above them, and bills against meters.
public struct BalanceCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "balance", abstract: "Compare sub-meters with the meters above them, and bills with meters.",
        discussion: """
            With --ledger meters are what the zones of boards counted that feed them, else boards under the meter's name, \
            else what was imported, each moment once; bills are those that name a meter. Beside it, series and bills are CSV files with the columns meter,from,to,amount (kWh or m3; bills may have invoice), \
            readings of faces have meter,time,reading. A meter is site/meter, or its id where one site has it. Times \
            are ISO 8601 with an offset, or dates of the site's clock; those of readings may be of the site's clock, \
            too. What was noticed about readings, and which meters are known twice, is said on standard error. Exits 1 when something differs by more \
            than its tolerance, was counted twice, or a bill names no known meter; missing data is shown and is no \
            fault.
            """)

    @Option(help: "First moment, such as 2026-06-01: a date of each site's clock, or a time with its offset.")
    var from: String
    @Option(help: "Moment at which it ends, such as 2026-07-01.") var to: String
    @Option(help: "The register's file, meters.yaml.") var register: String
    @Option(help: "The organisation's file: its sites, zones and time zones.") var organisation: String
    @Option(help: "Ledger file: what boards told and what was imported.") var ledger: String?
    @Option(help: "What meters counted, a CSV file; may stand several times.") var series: [String] = []
    @Option(help: "What faces showed, a CSV file; may stand several times.") var readings: [String] = []
    @Option(help: "What was billed, a CSV file; may stand several times.") var bills: [String] = []
    @Option(help: "Time from one reading to the next as it should be, in minutes; 0: as they come.") var step = 0
    @Option(help: "Only this site.") var site: String?
    @Option(help: "Allowed between sub-meters and the meter above, in per cent, where classes are not known.")
    var tolerance = 2.0
    @Option(help: "Allowed between a bill and its meter, in per cent, where the class is not known.")
    var billTolerance = 1.0
    @Option(help: "Least part of the time that must be covered to judge, in per cent.") var coverage = 99.0
    @Option(help: "table or json.") var format: MetersCommand.Format = .table

    public init() {}

    public func validate() throws {
        guard tolerance >= 0, billTolerance >= 0 else { throw ValidationError("a tolerance is not below 0 %") }
        guard 0...100 ~= coverage else { throw ValidationError("--coverage \(coverage) is not from 0 to 100 %") }
        guard 0...525_600 ~= step else { throw ValidationError("--step \(step) is not from 0 to 525600 minutes") }
    }

    public func run() throws {
        let results = try results()
        switch format {
        case .table: print(results.table, terminator: "")
        case .json: print(results.json, terminator: "")
        }
        if results.contains(where: \.isFaulty) { throw ExitCode.failure }
    }

    /// Reads and compares, and prints nothing but what was noticed about readings and meters.
    func results() throws -> [Reconciliation] {
        let organisation = try Organisation(reading: organisation)
        let register = try MeterRegister(reading: register, of: organisation)
        if let site, organisation.site(site) == nil {
            let known = organisation.sites.map(\.id)
            throw HubError("there is no site \(site)" + Spelling.hint(for: site, among: known, otherwise: "there are"))
        }
        let ledger = try ledger.map { try Ledger($0, .reading) }
        let evidence = try gather(MeterFiles(register, of: organisation))
        let terms = Terms(subMeters: tolerance, bills: billTolerance, leastCoverage: coverage / 100)
        var results: [Reconciliation] = []
        for place in organisation.sites where site.map({ $0 == place.id }) ?? true {
            let start = try Timestamp(iso8601: from, dateIn: place.timezone)
            let end = try Timestamp(iso8601: to, dateIn: place.timezone)
            guard start < end else { throw HubError("--from \(from) does not lie before --to \(to)") }
            let meters = register.meters.filter { $0.site == place.id }
            var (series, bills) = (evidence.series, evidence.activities.filter { $0.site == place.id })
            if let ledger {
                bills += try ledger.activities(from: start, to: end).filter { $0.site == place.id }
                let span = Self.reach(of: bills, beyond: start..<end)
                let known = try SiteMeters(of: place.id, in: ledger, as: meters, over: span)
                for (meter, text) in known.remarks where meters.contains(where: { $0.id == meter }) {
                    Console.say(text)
                }
                series += meters.compactMap { known.series(of: $0) }
            }
            results += Reconciliation.all(meters, series: series, activities: bills, over: start..<end, terms: terms)
        }
        return results
    }

    /// The period and the spans of all bills that reach into it: a bill is judged over the time that it bills.
    private static func reach(of bills: [Activity], beyond period: Range<Timestamp>) -> Range<Timestamp> {
        let checked = bills.filter {
            $0.details[.meter] != nil && $0.from < period.upperBound && period.lowerBound < $0.to
        }
        let (starts, ends) = (checked.map(\.from) + [period.lowerBound], checked.map(\.to) + [period.upperBound])
        return (starts.min() ?? period.lowerBound)..<(ends.max() ?? period.upperBound)
    }

    /// What files say.
    private func gather(_ files: MeterFiles) throws -> (series: [Series], activities: [Activity]) {
        var all = try series.flatMap { try files.series(parsing: ReadFile.bytes(of: $0), file: $0) }
        let step = step > 0 ? Duration.minutes(Int64(step)) : nil
        for file in readings {
            for consumption in try files.consumptions(parsing: ReadFile.bytes(of: file), file: file, step: step) {
                all.append(consumption.series)
                let meter = "\(consumption.series.site)/\(consumption.series.meter)"
                for finding in consumption.findings {
                    Console.say("\(meter) \(finding.from.iso8601): \(finding.kind.rawValue): \(finding.text)")
                }
            }
        }
        return (all, try bills.flatMap { try files.bills(parsing: ReadFile.bytes(of: $0), file: $0) })
    }
}
