internal import Alarms
internal import Calendars
internal import Indicators
internal import Ledger
internal import Quantities
internal import Register

/// What there is to see for the watch over alarms: the boards by the ledger, reviews and targets by the organisation's
/// file.
struct AlarmSight {
    let ledger: String
    /// `nil`: no reviews and no targets are known.
    var organisation: Organisation?
    /// Forecasts move slowly, and a year takes a while to add up: they are drawn once an hour.
    private var outlooks: (drawn: Timestamp, of: Organisation, found: [TargetOutlook])?

    init(ledger: String, organisation: Organisation?) { (self.ledger, self.organisation) = (ledger, organisation) }

    mutating func look(at now: Timestamp) throws(LedgerError) -> Observation {
        let ledger = try Ledger(ledger, .reading)
        return Observation(
            at: now, hubHeard: try ledger.lastSignOfLife(),
            boards: try ledger.sightings().map { sighting in
                BoardState(
                    site: sighting.site, board: sighting.board, gone: sighting.gone, quarantine: sighting.quarantine,
                    complaint: sighting.complaint, backlog: sighting.backlog, hoursLeft: sighting.hoursLeft,
                    faults: sighting.faults)
            },
            targets: try targets(ledger, at: now),
            reviews: (organisation?.reviews ?? []).map { ReviewDue(name: $0.name, due: $0.due) })
    }

    private mutating func targets(_ ledger: Ledger, at now: Timestamp) throws(LedgerError) -> [TargetOutlook] {
        guard let organisation, !organisation.targets.isEmpty else { return [] }
        if let outlooks, outlooks.of == organisation, outlooks.drawn <= now, now - outlooks.drawn < .hours(1) {
            return outlooks.found
        }
        let year = TimeZone.utc.civil(of: now).date.year
        guard let first = CivilDate(year: year, month: 1, day: 1),
            let period = Period(from: TimeZone.utc.timestamp(of: first), to: now)
        else { return [] }
        let uses = try ledger.zoneUses(over: period)
        let samples = organisation.estate { uses[ZonePath(site: $0, zone: $1)] }.samples(over: period)
        let found = organisation.targets.compactMap { outlook($0, organisation, samples, at: now) }
        outlooks = (now, organisation, found)
        return found
    }

    private func outlook(
        _ target: Target, _ organisation: Organisation, _ samples: [Sample], at now: Timestamp
    ) -> TargetOutlook? {
        let scope: Scope = target.site.map { .site($0) } ?? .organisation(organisation.id)
        guard let indicator = Catalogue.all.first(where: { $0.key == target.indicator }),
            let accumulates = Target.accumulates(target.indicator),
            let figure = samples.first(where: { $0.scope == scope }).map(indicator.figure(of:)),
            let value = figure.value
        else { return nil }
        return TargetOutlook(
            name: "\(target.indicator) of \(scope.id)", unit: figure.unit == "1" ? "" : figure.unit,
            baseline: (target.baseline.value, target.baseline.year), target: (target.target.value, target.target.year),
            soFar: value, accumulates: accumulates, coverage: figure.coverage, at: now)
    }
}
