/// What a zone calls broken, such as `motion-stuck`, in words for somebody who has never seen the board.
///
/// The names are those that boards publish; one that this release does not know is told as it is.
public struct FaultName: Comparable, Hashable, Sendable {
    public let name: String

    public init(_ name: String) { self.name = name }

    /// The names of a zone's published faults, which have commas between them.
    public static func all(in published: String) -> [FaultName] {
        Set(published.split(whereSeparator: { $0 == "," || $0 == " " }).map { FaultName(String($0)) }).sorted()
    }

    public static func < (a: FaultName, b: FaultName) -> Bool { a.name < b.name }

    public var words: Words {
        Self.known[name]
            ?? Words(
                what: name, meaning: "This release of the hub does not know the fault.",
                cure: "Run lightwell-edge doctor on the board: it says the cure.")
    }

    private static let known: [String: Words] = [
        "motion-lost": Words(
            what: "the motion sensor cannot be read",
            meaning: "The zone counts as occupied and stays lit: energy is wasted.",
            cure: "Check the sensor's wire and supply, then lightwell-edge walk-test."),
        "motion-stuck": Words(
            what: "the motion sensor sees motion without end",
            meaning: "Schedule and wall button decide; the lamps do not follow people.",
            cure: "Look for a fan or a heat source before the sensor, a wrong level in the site file, or a short."),
        "motion-silent": Words(
            what:
                "the motion sensor saw nobody though people were there, or nobody for longer than the zone stands empty",
            meaning: "Schedule and wall button decide, so that nobody sits in the dark.",
            cure: "Check that the sensor is fed and not covered, then lightwell-edge walk-test."),
        "motion-inadequate": Words(
            what: "the motion sensor misses people who sit still",
            meaning: "The longest hold is used; lamps stay lit longer than needed.",
            cure: "Turn or move the sensor to where people sit, or add a second one."),
        "light-lost": Words(
            what: "the light sensor cannot be read",
            meaning: "Lamps are used as if it were night: daylight saves nothing.",
            cure: "Check the sensor's wire and supply."),
        "light-frozen": Words(
            what: "the light sensor does not answer to the lamps, or tells of a day without end",
            meaning: "Lamps are used as if it were night: daylight saves nothing.",
            cure: "Clean or uncover the sensor, or place it where it sees the lamps' light."),
        "light-blinded": Words(
            what: "the light sensor is dazzled by the sun",
            meaning: "Lamps are used as if it were night while it lasts.",
            cure: "Shade the sensor or turn it away from the window."),
        "lamp-failed": Words(
            what: "lamps are on and draw too little",
            meaning: "Lamps are broken, or not all are lit: the room may be darker than it should be.",
            cure: "Replace broken lamps; check their breaker, and the load in the site file."),
        "relay-welded": Words(
            what: "lamps are off and still draw",
            meaning: "A relay sticks: no command can turn these lamps off.",
            cure: "Have an electrician replace the relay."),
        "meter-disagrees": Words(
            what: "the meter shows something else than what is asked for",
            meaning: "Metered energy of the zone cannot be trusted.",
            cure: "Check pulses-per-kwh and load in the site file, and what else is on the meter."),
        "relay-wear": Words(
            what: "relays switch more often than their life allows",
            meaning: "Changes by daylight wait longer; the relay may fail early.",
            cure: "Lengthen the hold, or widen the daylight target."),
    ]
}
