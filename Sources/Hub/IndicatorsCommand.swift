public import ArgumentParser
internal import Calendars
internal import Console
internal import Indicators
internal import Ledger
internal import Quantities
internal import Register
internal import Spelling
internal import YAML

/// `lightwell-hub indicators`: the figures of a period, with their coverage.
public struct IndicatorsCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "indicators", abstract: "Indicators per zone, site and organisation for a period.",
        discussion: "Dates are UTC; a period includes its first moment and not its last.")

    @Option(help: "First moment, such as 2026-06-01.") var from: String
    @Option(help: "Moment at which it ends, such as 2026-07-01.") var to: String
    @Option(help: "Ledger file.") var ledger: String
    @Option(help: "The organisation's file: areas, baselines, factors.") var organisation: String
    @Option(help: "Only this site and its zones.") var site: String?
    @Option(help: "table, json or csv.") var format: Format = .table

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, csv }

    public init() {}

    public func run() throws {
        guard let period = Period(from: try Timestamp(iso8601: from), to: try Timestamp(iso8601: to)) else {
            throw HubError("--from \(from) does not lie before --to \(to)")
        }
        let organisation = try Organisation(reading: organisation)
        if let site, organisation.site(site) == nil {
            let known = organisation.sites.map(\.id)
            throw HubError("there is no site \(site)" + Spelling.hint(for: site, among: known, otherwise: "there are"))
        }
        let uses = try Ledger(ledger, .reading).zoneUses(over: period)
        for path in uses.keys.sorted(by: { ($0.site, $0.zone) < ($1.site, $1.zone) })
        where organisation.site(path.site)?.zone(path.zone) == nil {
            Console.say("the organisation's file does not declare \(path.site)/\(path.zone): it is left out")
        }
        var estate = organisation.estate { uses[ZonePath(site: $0, zone: $1)] }
        if let site { estate.sites.removeAll { $0.id != site } }
        let figures = Catalogue.compute(estate, over: period).filter { figure in
            if site != nil, case .organisation = figure.scope { false } else { true }
        }
        switch format {
        case .table: print(figures.table, terminator: "")
        case .json: print(figures.json, terminator: "")
        case .csv: print(figures.csv, terminator: "")
        }
    }
}
