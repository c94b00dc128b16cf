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
    public var deadlines: [Deadline]

    public init(
        at now: Timestamp, hubHeard: Timestamp? = nil, boards: [BoardState] = [], leaks: [LeakSuspicion] = [],
        targets: [TargetOutlook] = [], deadlines: [Deadline] = []
    ) {
        (at, self.hubHeard, self.boards, self.leaks) = (now, hubHeard, boards, leaks)
        (self.targets, self.deadlines) = (targets, deadlines)
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

/// A meter that never rests: in several nights running its least flow was above what the place should need when nobody
/// is there.
public struct LeakSuspicion: Hashable, Sendable {
    /// The meter by site and name, such as `geneva/water-main`.
    public var meter: String
    public var medium: Medium
    /// When the first of the nights began.
    public var since: Timestamp
    /// How many nights running.
    public var nights: Int
    /// The newest of the nights, by the site's clock.
    public var last: CivilDate
    /// The least flow of the nights, l/h.
    public var flow: Double
    /// The flow that is no leak yet, l/h.
    public var allowed: Double

    public init(
        meter: String, medium: Medium, since: Timestamp, nights: Int, last: CivilDate, flow: Double, allowed: Double
    ) {
        (self.meter, self.medium, self.since, self.nights) = (meter, medium, since, nights)
        (self.last, self.flow, self.allowed) = (last, flow, allowed)
    }
}

/// A day by which something must be done.
public struct Deadline: Hashable, Sendable {
    public enum Matter: Hashable, Sendable, CaseIterable {
        /// A review that the management system asks for, such as the yearly one of the energy policy.
        case review
        /// A meter that must be calibrated or replaced.
        case calibration
    }

    public var matter: Matter
    /// Of the review; of a meter its site and name, perhaps with its serial number.
    public var name: String
    /// The last day on which it is in time.
    public var day: CivilDate

    public init(_ matter: Matter, of name: String, by day: CivilDate) {
        (self.matter, self.name, self.day) = (matter, name, day)
    }
}
