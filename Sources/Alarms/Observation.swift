public import Calendars
public import Quantities

/// What is known of the estate at one time: all that rules look at, as values.
public struct Observation: Hashable, Sendable {
    public var at: Timestamp
    /// When the hub last said that it runs; `nil`: it never did, and nothing is concluded from that.
    public var hubHeard: Timestamp?
    public var boards: [BoardState]
    public var leaks: [LeakSuspicion]
    public var targets: [TargetOutlook]
    public var reviews: [ReviewDue]
    public var calibrations: [CalibrationDue]

    public init(
        at now: Timestamp, hubHeard: Timestamp? = nil, boards: [BoardState] = [], leaks: [LeakSuspicion] = [],
        targets: [TargetOutlook] = [], reviews: [ReviewDue] = [], calibrations: [CalibrationDue] = []
    ) {
        (at, self.hubHeard, self.boards, self.leaks) = (now, hubHeard, boards, leaks)
        (self.targets, self.reviews, self.calibrations) = (targets, reviews, calibrations)
    }
}

/// What the hub saw of a board.
public struct BoardState: Hashable, Sendable {
    public var site: String
    public var board: String
    /// When it went silent; `nil` while it is connected. All else is stale from then on.
    public var gone: Timestamp?
    /// Why its records are not taken at all.
    public var quarantine: String?
    /// Why a record of it was refused.
    public var complaint: String?
    /// Records that it holds for the hub.
    public var backlog: Int64
    /// Hours of records that it can keep besides; `nil`: it does not know.
    public var hoursLeft: Int64?
    /// What its zones say is broken, by zone: names with commas.
    public var faults: [String: String]

    public init(
        site: String, board: String, gone: Timestamp? = nil, quarantine: String? = nil, complaint: String? = nil,
        backlog: Int64 = 0, hoursLeft: Int64? = nil, faults: [String: String] = [:]
    ) {
        (self.site, self.board, self.gone, self.quarantine) = (site, board, gone, quarantine)
        (self.complaint, self.backlog, self.hoursLeft, self.faults) = (complaint, backlog, hoursLeft, faults)
    }

    var path: String { "\(site)/\(board)" }
}

/// A meter that never rests: its least flow of the nights is above what the place needs when nobody is there.
public struct LeakSuspicion: Hashable, Sendable {
    /// The meter by site and name, such as `geneva/water-main`.
    public var meter: String
    /// The first night in which it was so.
    public var since: Timestamp
    /// The least flow of the nights since, in ``unit``.
    public var nightMinimum: Double
    /// What the place may draw at night, in ``unit``.
    public var allowed: Double
    /// Such as `l/h` or `W`.
    public var unit: String

    public init(meter: String, since: Timestamp, nightMinimum: Double, allowed: Double, unit: String) {
        (self.meter, self.since, self.nightMinimum) = (meter, since, nightMinimum)
        (self.allowed, self.unit) = (allowed, unit)
    }
}

/// A review that the management system asks for, such as the yearly one of the energy policy.
public struct ReviewDue: Hashable, Sendable {
    public var name: String
    /// The last day on which it is in time.
    public var due: CivilDate

    public init(name: String, due: CivilDate) { (self.name, self.due) = (name, due) }
}

/// A meter whose calibration ends.
public struct CalibrationDue: Hashable, Sendable {
    /// The meter by site and name, perhaps with its serial number.
    public var meter: String
    /// The last day on which it holds.
    public var due: CivilDate

    public init(meter: String, due: CivilDate) { (self.meter, self.due) = (meter, due) }
}
