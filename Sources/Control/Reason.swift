/// Why a zone is lit as it is. Every decision carries one.
///
/// Raw values are journaled: never reuse or renumber them.
public enum Reason: UInt8, Hashable, Sendable, CaseIterable {
    /// Nobody there, nothing asks for light.
    case vacant = 0
    /// Somebody moves, and daylight is not enough.
    case occupied = 1
    /// Nothing moves, but the hold time of the last motion runs.
    case hold = 2
    /// The hold time is over: the lamps announce that they will go out.
    case warning = 3
    /// Somebody is there, and daylight suffices.
    case daylight = 4
    /// The board has just started: people may be there.
    case starting = 5
    /// The motion sensor is lost: people may be there.
    case motionLost = 6
    /// Somebody is there, and the light sensor is lost: electric light as if it were night.
    case lightLost = 7
    /// Switched on at the wall.
    case manualOn = 8
    /// Switched off at the wall.
    case manualOff = 9
    /// Kept at the base level while the schedule is open.
    case scheduled = 10
    /// A zone that this one follows is occupied.
    case linked = 11
    /// Somebody is there; only the partial level comes on by itself.
    case partial = 12
    /// Somebody is there; lamps wait for the wall button.
    case awaiting = 13
    /// Somebody is there, with less light than needed, because the grid asks for it.
    case shed = 14
    /// Somebody moves in cleaning hours.
    case cleaning = 15
    /// Nobody there; dim, but never dark.
    case standby = 16
    /// The motion sensor is not believed, or there is none: schedule and wall button decide.
    case unsensed = 17
    /// Somebody is behind a door that stayed closed.
    case latched = 18
}
