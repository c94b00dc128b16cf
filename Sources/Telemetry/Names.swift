internal import Records

/// Names of the metrics that both ends must spell alike.
enum Name {
    static let sequence = "Record/Sequence"
    static let first = "Record/First"
    static let previous = "Record/Previous"
    static let journal = "Record/Journal"
    static let data = "Record/Data"
    static let start = "Record/Start"
    static let boot = "Record/Boot"

    static let acknowledgedJournal = "Acknowledge/Journal"
    static let acknowledgedSequence = "Acknowledge/Sequence"
    static let acknowledgingHost = "Acknowledge/Host"

    static let software = "Properties/Software"
    static let model = "Properties/Board"
    static let backlog = "Buffer/Unacknowledged"
    static let durable = "Buffer/On Disk"
    static let hoursLeft = "Buffer/Hours Left"

    /// Followed by a meter's name and what of it.
    static let meters = "Meters/"

    static let use = "Zone/Use"
    static let area = "Zone/Area"
    static let load = "Zone/Load"
    static let level = "Lamps/Level"
    static let reason = "Lamps/Reason"
    static let illuminance = "Light/Illuminance"
    static let refused = "Settings/Refused"
    static let answers = "Settings/Answers"
    static let answeredID = "Settings/Answered"
    static let faults = "Faults"
    static let hold = "Hold/In Force"
    static let learnedFrom = "Hold/Learned From"
    static let falseOffs = "Hold/Expected False Offs"
    static let reset = "Hold/Reset"
    static let lampShare = "Light/Lamp Share"
    static let plugs = "Plugs/On"
    static let setback = "Climate/Setback"
}

extension Total {
    /// Its metric, such as `Record/Lit Vacant Time`.
    var metric: String {
        switch self {
        case .observedTime: "Record/Observed Time"
        case .blindTime: "Record/Blind Time"
        case .occupiedTime: "Record/Occupied Time"
        case .litTime: "Record/Lit Time"
        case .litVacantTime: "Record/Lit Vacant Time"
        case .darkOccupiedTime: "Record/Dark Occupied Time"
        case .lampEnergy: "Record/Lamp Energy"
        case .litVacantEnergy: "Record/Lit Vacant Energy"
        case .meteredEnergy: "Record/Metered Energy"
        case .switchings: "Record/Switchings"
        case .falseOffs: "Record/False Offs"
        case .presses: "Record/Presses"
        case .meteredTime: "Record/Metered Time"
        }
    }

    var wireUnit: String {
        switch unit {
        case .time: "s"
        case .energy: "Wh"
        case .count: "1"
        }
    }
}
