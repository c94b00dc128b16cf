internal import Alarms
internal import Calendars
internal import Ledger
internal import Quantities
internal import Register

/// What there is to see for the watch over alarms: the boards by the ledger, and by the organisation's files leaks,
/// targets, reviews and calibrations.
///
/// Boards are looked at each time. What a year of records has to be read for is drawn once an hour; it moves slowly.
struct AlarmSight {
    let ledger: String
    /// `nil`: only boards are seen.
    var files: EstateFiles? { didSet { prospect = nil } }
    /// Is told, once each, what figures leave out.
    private let remark: (String) -> Void
    private var remarks: Set<String> = []
    private var prospect: (drawn: Timestamp, Prospect)?

    init(ledger: String, files: EstateFiles?, remark: @escaping (String) -> Void = { _ in }) {
        (self.ledger, self.files, self.remark) = (ledger, files, remark)
    }

    mutating func look(at now: Timestamp) throws(LedgerError) -> Observation {
        let ledger = try Ledger(ledger, .reading)
        let prospect = try prospect(ledger, at: now)
        return Observation(
            at: now, hubHeard: try ledger.lastSignOfLife(),
            boards: try ledger.sightings().map { sighting in
                BoardState(
                    site: sighting.site, board: sighting.board, gone: sighting.gone, quarantine: sighting.quarantine,
                    complaint: sighting.complaint, backlog: sighting.backlog, hoursLeft: sighting.hoursLeft,
                    faults: sighting.faults)
            },
            leaks: prospect?.leaks ?? [], targets: prospect?.targets ?? [], deadlines: deadlines(at: now))
    }

    private mutating func prospect(_ ledger: Ledger, at now: Timestamp) throws(LedgerError) -> Prospect? {
        guard let files else { return nil }
        if let (drawn, prospect) = prospect, drawn <= now, now - drawn < .hours(1) { return prospect }
        var said: [String] = []
        let drawn = try Prospect(of: ledger, files, at: now) { said.append($0) }
        for sentence in said where remarks.insert(sentence).inserted { remark(sentence) }
        prospect = (now, drawn)
        return drawn
    }

    private func deadlines(at now: Timestamp) -> [Deadline] {
        guard let files else { return [] }
        return files.organisation.reviews.map { Deadline(.review, of: $0.name, by: $0.due) }
            + (files.register?.calibrations(at: now) ?? []).map {
                Deadline(.calibration, of: "\($0.site)/\($0.meter) (\($0.serial))", by: $0.due)
            }
    }
}
