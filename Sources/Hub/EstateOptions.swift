internal import Activities
internal import ArgumentParser
internal import Calendars
internal import Console
internal import Indicators
internal import Ledger
internal import Meters
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
    @Option(
        help: """
            The register of meters, meters.yaml: what each counts, and only those that hang under none are supplies of \
            the whole site. Without it every meter is what its import says.
            """)
    var register: String?
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
        let register = try register.map { try MeterRegister(reading: $0, of: organisation) }
        let series = try organisation.sites.flatMap { site -> [Series] in
            let known = try ledger.meterSeries(of: site.id, over: period)
            guard let register else { return known }
            return try ledger.series(of: register, at: site.id, knowing: known, over: period)
        }
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
    ///
    /// Fetched with a day on either side: figures are of days on the site's own clock, and cut what they are given.
    fileprivate func meterSeries(of site: String, over period: Period) throws(LedgerError) -> [Series] {
        let (from, to) = (period.from - .days(1), period.to + .days(1))
        var all = try boardMeters(of: site, from: from, to: to)
        var names: Set<String> = []
        for meter in try meters(of: site) where names.insert(meter.meter).inserted {
            guard let imported = try series(site: site, meter: meter.meter, from: from, to: to) else { continue }
            let twin = all.firstIndex { $0.meter == imported.meter && $0.medium == imported.medium }
            guard let twin else {
                all.append(imported)
                continue
            }
            Console.say(
                "\(site)/\(meter.meter) was imported, and a board counts it too: the board's word is taken, and the "
                    + "import's where the board has none")
            all[twin] = all[twin].filled(by: imported)
            // A board does not know what a meter is for; whoever imported it said so.
            all[twin].use = imported.use
        }
        return all
    }

    /// The series of a site as the register declares its meters: with their medium and use, where a meter under
    /// another is no supply of its own; with those that boards' zones feed, and those that counted nothing.
    fileprivate func series(
        of register: MeterRegister, at site: String, knowing known: [Series], over period: Period
    ) throws(LedgerError) -> [Series] {
        var all = known
        for place in all.indices {
            guard let meter = register.meter(all[place].meter, of: site) else { continue }
            guard meter.medium.unit == all[place].medium.unit else {
                Console.say(
                    "\(site)/\(meter.id) counts \(all[place].medium.rawValue), and the register says "
                        + "\(meter.medium.rawValue): the register is not followed")
                continue
            }
            (all[place].medium, all[place].use) = (meter.medium, meter.supply)
        }
        let (from, to) = (period.from - .days(1), period.to + .days(1))
        for meter in register.meters where meter.site == site && meter.isInstalled(during: period) {
            guard !known.contains(where: { $0.meter == meter.id }) else { continue }
            var series = Series(
                site: site, meter: meter.id, medium: meter.medium, use: meter.supply, intervals: [])
            for feed in meter.feeds {
                let (start, end) = (Swift.max(feed.from, from), Swift.min(feed.to ?? to, to))
                guard start < end else { continue }
                series.intervals += try metered(
                    feed.zone, of: feed.board, at: site, as: meter.id, from: start, to: end
                ).intervals
            }
            series.intervals.sort { $0.from < $1.from }
            all.append(series)
        }
        return all
    }
}

extension Meter {
    /// Its use; what hangs under another meter is a part of that one's total and none of its own.
    fileprivate var supply: Series.Use { parent != nil && use == .total ? .other : use }

    /// Where no instrument is named, it is taken to be there.
    fileprivate func isInstalled(during period: Period) -> Bool {
        installations.isEmpty
            || installations.contains { $0.from < period.to && ($0.to.map { period.from < $0 } ?? true) }
    }
}
