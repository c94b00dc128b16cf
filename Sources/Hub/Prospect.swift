internal import Activities
internal import Alarms
internal import Calendars
internal import Indicators
internal import Ledger
internal import Quantities
internal import Register

/// What alarms need a long stretch of records for: meters that never rest, and where targets will be at the end of the
/// year. By the same estate and formulas as `lightwell-hub indicators`.
struct Prospect {
    let leaks: [LeakSuspicion]
    let targets: [TargetOutlook]

    /// - Parameter remark: is told what figures leave out.
    init(
        of ledger: Ledger, _ files: EstateFiles, at now: Timestamp, _ remark: (String) -> Void
    ) throws(LedgerError) {
        leaks = try Self.leaks(ledger, files, at: now, remark)
        targets = try Self.targets(ledger, files, at: now, remark)
    }

    /// The nights that are compared, back from a meter's newest reading: an assumption.
    private static let nights = 28
    /// What was counted before says nothing any more: a month's file may come a month late.
    private static let memory = Duration.days(62)

    /// Meters of water and gas that ran through the newest night and those before it.
    private static func leaks(
        _ ledger: Ledger, _ files: EstateFiles, at now: Timestamp, _ remark: (String) -> Void
    ) throws(LedgerError) -> [LeakSuspicion] {
        guard let period = Period(from: now - memory, to: now) else { return [] }
        var leaks: [LeakSuspicion] = []
        for site in files.organisation.sites {
            for series in try ledger.meterSeries(of: site.id, as: files.register, over: period, remark) {
                if let leak = LeakSuspicion(series, at: site, over: nights) { leaks.append(leak) }
            }
        }
        return leaks
    }

    /// Where targets stand: at the end of yesterday; or, as bills come weeks after their time, at the end of the last or
    /// the last but one month, where only that is told of as far as a year's figure must be.
    private static func targets(
        _ ledger: Ledger, _ files: EstateFiles, at now: Timestamp, _ remark: (String) -> Void
    ) throws(LedgerError) -> [TargetOutlook] {
        var open = files.organisation.targets
        var found: [Target: TargetOutlook] = [:]
        var reasons: [Target: String] = [:]
        for end in Self.ends(at: now) where !open.isEmpty {
            guard let first = CivilDate(year: end.year, month: 1, day: 1),
                let period = Period(from: TimeZone.utc.timestamp(of: first), to: TimeZone.utc.timestamp(of: end))
            else { continue }
            let samples = try files.estate(of: ledger, over: period, remark).samples(over: period)
            for target in open {
                guard
                    let outlook = Self.outlook(
                        target, files.organisation, samples, at: period.to,
                        { reasons[target] = reasons[target] ?? $0 })
                else { continue }
                let isKnown = outlook.coverage >= Period.leastAnnualCoverage
                if isKnown || found[target] == nil { found[target] = outlook }
                if isKnown { open.removeAll { $0 == target } }
            }
        }
        for target in open where found[target] == nil {
            guard let reason = reasons[target] else { continue }
            remark("whether the target for \(target.indicator) is at risk cannot be said: \(reason)")
        }
        return files.organisation.targets.compactMap { found[$0] }
    }

    /// The beginnings of today, of this month and of the last one, in one year.
    private static func ends(at now: Timestamp) -> [CivilDate] {
        let today = TimeZone.utc.civil(of: now).date
        let months = [today.month, today.month - 1].compactMap { CivilDate(year: today.year, month: $0, day: 1) }
        return [today] + months.filter { $0 != today }
    }

    private static func outlook(
        _ target: Target, _ organisation: Organisation, _ samples: [Sample], at end: Timestamp,
        _ lack: (String) -> Void
    ) -> TargetOutlook? {
        let scope: Scope = target.site.map { .site($0) } ?? .organisation(organisation.id)
        guard let indicator = Catalogue.indicator(target.indicator),
            let accumulates = Target.accumulates(target.indicator),
            let figure = samples.first(where: { $0.scope == scope }).map(indicator.figure(of:))
        else { return nil }
        guard let value = figure.value else {
            if figure.isRefused { lack("\(scope.id): \(figure.note ?? "no figure may be made")") }
            return nil
        }
        return TargetOutlook(
            name: "\(target.indicator) of \(scope.id)", unit: figure.unit == "1" ? "" : figure.unit,
            baseline: (target.baseline.value, target.baseline.year), target: (target.target.value, target.target.year),
            soFar: value, accumulates: accumulates, coverage: figure.coverage, at: end)
    }
}

extension LeakSuspicion {
    /// - Returns: `nil` of what is no water or gas, and where no leak is seen in the newest nights.
    fileprivate init?(_ series: Series, at site: Organisation.Site, over nights: Int) {
        let media: [Series.Medium: Medium] = [.water: .water, .gas: .gas]
        guard let medium = media[series.medium], let newest = series.intervals.map(\.to).max() else { return nil }
        // A night that is not over yet says nothing.
        let clock = site.timezone.civil(of: newest)
        let end = clock.time < site.night.to ? site.timezone.timestamp(of: clock.date) : newest
        let first = clock.date.adding(days: -nights)
        guard let period = Period(from: site.timezone.timestamp(of: first), to: end),
            let flow = NightFlow(series, over: period, site.night, in: site.timezone), let run = flow.newest,
            run.isLeak
        else { return nil }
        self.init(
            meter: "\(site.id)/\(series.meter)", medium: medium,
            since: site.timezone.timestamp(of: run.first, at: site.night.from), nights: run.nights, last: run.last,
            flow: run.flow * 1_000, allowed: flow.limit * 1_000)
    }
}
