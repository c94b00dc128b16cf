internal import Activities
internal import ArgumentParser
internal import Calendars
internal import Console
internal import Indicators
internal import Ledger
internal import Quantities
internal import Register
internal import Spelling

/// What commands that compute figures read: a period of a ledger, and the organisation's files.
struct EstateOptions: ParsableArguments {
    @Option(help: "First moment, such as 2026-06-01.") var from: String?
    @Option(help: "Moment at which it ends, such as 2026-07-01.") var to: String?
    @Option(help: "Ledger file.") var ledger: String?
    @Option(help: "The organisation's file: areas, baselines, grids, and the emission factors it names.")
    var organisation: String?
    @Option(help: "Only this site and its zones.") var site: String?

    /// Everything there is to compute figures from.
    struct Loaded {
        let period: Period
        let organisation: Organisation
        /// All sites, whichever was asked for: a serial number may be used up at another.
        let estate: Estate
        let ledger: Ledger
    }

    /// - Parameter factors: a table in place of those that the organisation's file names.
    func load(factors replacement: FactorTable? = nil) throws -> Loaded {
        let (from, to) = (try required(from, "from"), try required(to, "to"))
        let (ledgerFile, file) = (try required(ledger, "ledger"), try required(organisation, "organisation"))
        guard let period = Period(from: try Timestamp(iso8601: from), to: try Timestamp(iso8601: to)) else {
            throw HubError("--from \(from) does not lie before --to \(to)")
        }
        let organisation = try Organisation(reading: file)
        if let site, organisation.site(site) == nil {
            let known = organisation.sites.map(\.id)
            throw HubError("there is no site \(site)" + Spelling.hint(for: site, among: known, otherwise: "there are"))
        }
        let ledger = try Ledger(ledgerFile, .reading)
        let uses = try ledger.zoneUses(over: period)
        for path in uses.keys.sorted(by: { ($0.site, $0.zone) < ($1.site, $1.zone) })
        where organisation.site(path.site)?.zone(path.zone) == nil {
            Console.say("the organisation's file does not declare \(path.site)/\(path.zone): it is left out")
        }
        // Of all years: a serial number may be used up in another.
        let activities = try ledger.activities(
            from: Timestamp(milliseconds: .min), to: Timestamp(milliseconds: .max))
        for name in Set(activities.map(\.site)).sorted() where organisation.site(name) == nil {
            Console.say("the organisation's file does not declare \(name): what was imported of it is left out")
        }
        let series = try organisation.sites.flatMap { try ledger.meterSeries(of: $0.id, over: period) }
        let estate = organisation.estate(
            factors: try replacement ?? organisation.factorTable(),
            activities: activities.filter { organisation.site($0.site) != nil }, series: series
        ) { uses[ZonePath(site: $0, zone: $1)] }
        return Loaded(period: period, organisation: organisation, estate: estate, ledger: ledger)
    }

    /// Whether a figure is of the site that was asked for, if one was.
    func wants(_ scope: Scope) -> Bool {
        guard let site else { return true }
        return switch scope {
        case .zone(let own, _), .site(let own): own == site
        case .organisation: false
        }
    }

    /// Options are not required by their declaration, so that `--list` can do without.
    private func required(_ value: String?, _ name: String) throws(ValidationError) -> String {
        guard let value else { throw ValidationError("Missing expected argument '--\(name) <\(name)>'") }
        return value
    }
}

extension Ledger {
    /// What is known of a site's meters: what boards counted, and what was imported of others.
    fileprivate func meterSeries(of site: String, over period: Period) throws(LedgerError) -> [Series] {
        var all = try boardMeters(of: site, from: period.from, to: period.to)
        for meter in try meters(of: site) {
            guard !all.contains(where: { $0.meter == meter.meter }) else {
                Console.say("\(site)/\(meter.meter) was imported, but a board counts it too: the board's word is taken")
                continue
            }
            if let series = try series(site: site, meter: meter.meter, from: period.from, to: period.to) {
                all.append(series)
            }
        }
        return all
    }
}
