/// What a zone has reason to believe is broken. Every fault has its safe mode, and is published.
public struct Fault: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// No motion reading. The zone counts as occupied.
    public static let motionLost = Fault(rawValue: 1 << 0)
    /// Motion without end. Schedule and wall button decide; a way out keeps a little light.
    public static let motionStuck = Fault(rawValue: 1 << 1)
    /// People were there by other signs, and the motion sensor saw none; or it has seen none for longer than the zone
    /// stands empty. Schedule and wall button decide.
    public static let motionSilent = Fault(rawValue: 1 << 2)
    /// No hold time within bounds keeps people out of the dark often enough. The longest is used.
    public static let motionInadequate = Fault(rawValue: 1 << 3)
    /// No light reading. Electric light as if it were night.
    public static let lightLost = Fault(rawValue: 1 << 4)
    /// The light reading does not answer to the lamps, or tells of a day without end. Electric light as if it were night.
    public static let lightFrozen = Fault(rawValue: 1 << 5)
    /// More light than can be on a task: sun on the sensor. Electric light as if it were night.
    public static let lightBlinded = Fault(rawValue: 1 << 6)
    /// Lamps are on and draw too little. Reported only.
    public static let lampFailed = Fault(rawValue: 1 << 7)
    /// Lamps are off and still draw. Reported only: no output can help.
    public static let relayWelded = Fault(rawValue: 1 << 8)
    /// The meter shows neither what is asked for nor its opposite. Reported only.
    public static let meterDisagrees = Fault(rawValue: 1 << 9)
    /// Relays switch more often than their life allows. Changes by daylight wait longer.
    public static let relayWear = Fault(rawValue: 1 << 10)

    /// Their names on the wire, in the order of their bits.
    public static let names: [StaticString] = [
        "motion-lost", "motion-stuck", "motion-silent", "motion-inadequate", "light-lost", "light-frozen",
        "light-blinded", "lamp-failed", "relay-welded", "meter-disagrees", "relay-wear",
    ]
}
