public import Quantities

/// What was set in a zone at one moment, as its board's snapshot says it: which functions of automation were in force.
public struct ZoneSettings: Hashable, Sendable {
    public var at: Timestamp
    /// The journal's id.
    public var journal: String
    /// Else one to three relays switch the lamps.
    public var isDimmed: Bool
    /// In lx; 0: daylight is not looked at.
    public var daylightTarget: Double
    /// Steps kept lit while the schedule is open; 0: the schedule lights nothing.
    public var scheduledLevel: Int

    public init(at: Timestamp, journal: String, isDimmed: Bool, daylightTarget: Double, scheduledLevel: Int) {
        (self.at, self.journal, self.isDimmed) = (at, journal, isDimmed)
        (self.daylightTarget, self.scheduledLevel) = (daylightTarget, scheduledLevel)
    }
}
