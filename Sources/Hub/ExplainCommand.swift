internal import Activities
public import ArgumentParser
internal import Console
internal import Indicators
internal import Ledger
internal import Meters
internal import Quantities
internal import Register
internal import Spelling

/// `lightwell-hub explain`: how one figure came about.
public struct ExplainCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "One figure: definition, formula with its numbers, inputs, factors, coverage.",
        discussion: """
            Needs --from, --to, --ledger and --organisation. Without --site it is the organisation's figure; with --zone \
            that of a zone of the site. Inputs are records by zone and journal, lines of bills as file:line with their \
            batch, and meters, each with the batches or journals that its counts came from; --register says what each \
            meter counts, and which zone feeds it.
            """)

    @Argument(help: "The indicator's key; indicators --list names them.") var indicator: String
    @OptionGroup var options: EstateOptions
    @Option(help: "This zone of the site.") var zone: String?
    @Option(help: "text or json.") var format: Format = .text

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    public init() {}

    public func run() throws {
        let indicator = try IndicatorsCommand.indicator(indicator)
        let loaded = try options.load()
        let scope = try scope(in: loaded.organisation)
        guard indicator.concerns(scope) else {
            throw HubError("\(indicator.key) is of sites and the organisation, not of a zone: leave --zone out")
        }
        let explanation = Explanation(
            of: indicator, about: scope, in: try loaded.estateWithSettings(), over: loaded.period,
            records: try loaded.ledger.zoneRecords(over: loaded.period),
            meters: try sources(in: loaded))
        guard let explanation else { throw HubError("there is no figure of \(scope.id)") }
        print(format == .json ? explanation.json : explanation.text, terminator: "")
    }

    /// Of all meters of all sites.
    private func sources(in loaded: EstateOptions.Loaded) throws -> [MeterSource] {
        let register = try options.files.register.map { try MeterRegister(reading: $0, of: loaded.organisation) }
        return try loaded.organisation.sites.flatMap { site -> [MeterSource] in
            let period = loaded.period.days(in: site.timezone)
            let known = try loaded.ledger.meterSources(of: site.id, over: period)
            let fed = (register?.meters ?? []).filter { $0.site == site.id && $0.medium.unit == .kilowattHours }
            return known
                + (try fed.flatMap { meter in
                    try meter.feeds.flatMap { feed -> [MeterSource] in
                        let (from, to) = (max(feed.from, period.from), min(feed.to ?? period.to, period.to))
                        guard let span = Period(from: from, to: to) else { return [] }
                        return try loaded.ledger.meterSources(
                            feeding: meter.id, feed.zone, of: feed.board, at: site.id, over: span)
                    }
                })
        }
    }

    private func scope(in organisation: Organisation) throws(HubError) -> Scope {
        guard let site = options.site else {
            guard zone == nil else { throw HubError("--zone needs --site: names of zones are their site's own") }
            return .organisation(organisation.id)
        }
        guard let zone else { return .site(site) }
        let known = organisation.site(site)?.zones.map(\.id) ?? []
        guard known.contains(zone) else {
            throw HubError(
                "there is no zone \(zone) in \(site)" + Spelling.hint(for: zone, among: known, otherwise: "there are"))
        }
        return .zone(site: site, zone: zone)
    }
}
