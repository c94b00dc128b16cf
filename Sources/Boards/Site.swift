public import Astronomy
public import Calendars
public import Conditioning
public import Control
public import Quantities
public import YAML

/// What one board has to do, and where: its site file, checked.
///
/// A value of this type has no known mistake in it.
public struct Site: Hashable, Sendable {
    /// Sparkplug group.
    public internal(set) var group: String
    /// Sparkplug edge node id of this board.
    public internal(set) var id: String
    public let name: String?
    public let board: BoardModel
    public let place: Place
    /// When it is open; zones may have hours of their own.
    public let hours: Hours
    /// When it is cleaned, as the file says it.
    public let cleaning: [String]
    public let holidays: Set<CivilDate>
    /// The interval of the records; divides an hour.
    public let records: Duration
    /// When the board believes its wall clock.
    public let clock: ClockRule
    /// `nil`: the board only journals.
    public let uplink: UplinkPlan?
    /// By which the grid or a building system asks to give up light.
    public let shed: ShedWiring?
    /// Of the board itself: held, it shows which lamps are this board's.
    public let button: InputWiring?
    /// Meters that belong to no zone, in the order of the file; at most 16.
    public let meters: [BoardMeter]
    /// In the order of the file; 1 to 64.
    public let zones: [Zone]
    /// What somebody should look at before it is wired so, in the order of their places.
    public let warnings: [Problem]

    /// Reads a site file, and the board file it names from the folder `boards`.
    ///
    /// - Throws: every problem of both files.
    public init(reading file: String, boards: String) throws(Problems) {
        try self.init(Node(reading: file), file: file, boards: boards)
    }

    /// Reads a site file from memory; problems call it `file`.
    public init(parsing bytes: [UInt8], file: String, boards: String) throws(Problems) {
        try self.init(Node(parsing: bytes, file: file), file: file, boards: boards)
    }

    /// The same site by another name, for one of many boards alike.
    ///
    /// - Parameters: group, id: identifiers, as a site file has them.
    public func named(_ id: String, in group: String) -> Site {
        var other = self
        (other.group, other.id) = (group, id)
        return other
    }

    /// Of each zone, bit `n` for zone `n` that it follows.
    public var links: [UInt64] {
        zones.map { zone in
            zones.indices.reduce(0) { zone.follows.contains(zones[$1].id) ? $0 | 1 << UInt64($1) : $0 }
        }
    }

    public struct Place: Hashable, Sendable {
        /// Degrees, north positive.
        public let latitude: Double
        /// Degrees, east positive.
        public let longitude: Double
        public let timezone: TimeZone
        /// Read by the simulator only.
        public let climate: Climate?
        /// In place of the climate; read by the simulator only. `nil`: none.
        public let weather: WeatherFile?

        /// Coordinates of a checked site file are on the Earth.
        public var onEarth: Astronomy.Place {
            Astronomy.Place(latitude: .degrees(latitude), longitude: .degrees(longitude)) ?? .origin
        }
    }

    /// A file of typical weather that a site names. Whether it is there, and is one, is known when it is read.
    public struct WeatherFile: Hashable, Sendable {
        /// As the site file has it, beside that file unless it begins with a slash.
        public let path: String
        public let mark: Mark
    }

    public enum Climate: String, CaseIterable, Sendable {
        case temperate, oceanic, continental, mediterranean
        case tropicalHighland = "tropical-highland"
        case tropicalMonsoon = "tropical-monsoon"
        case desert
    }

    /// One zone: its lamps, what tells whether they are needed, and how it is tuned.
    public struct Zone: Hashable, Sendable {
        /// Sparkplug device id.
        public let id: String
        /// Where its id stands.
        public let mark: Mark
        public let use: Use
        public let area: SquareMetres
        /// Its own, or those of the site.
        public let hours: Hours
        /// Of the lamps, all steps on.
        public let load: Watts
        /// Of the lamps, all steps off.
        public let standby: Watts
        /// Relays: one for each step, 1 to 3; with a ``dimmer``, the one beside it, or none.
        public let lamps: [OutputWiring]
        /// `nil`: its lamps are switched in steps.
        public let dimmer: DimmerWiring?
        /// Empty: nothing senses motion; schedule and wall button decide.
        public let motion: [InputWiring]
        public let button: InputWiring?
        public let door: DoorWiring?
        public let meter: MeterWiring?
        public let light: LightSensor?
        /// A relay that is closed while plug loads may be on; `nil`: they are always on.
        public let plugs: OutputWiring?
        /// A relay that is closed while the climate is set back, open at comfort.
        public let setback: OutputWiring?
        /// Ids of the zones that it follows: it is lit while any of them is occupied.
        public let follows: [String]
        public let settings: Control.Zone.Settings
        /// Read by the simulator only.
        public let simulation: Simulation?
    }

    /// What a zone is for.
    public enum Use: String, CaseIterable, Sendable {
        case openOffice = "open-office"
        case cellularOffice = "cellular-office"
        case meetingRoom = "meeting-room"
        case corridor, restroom, lobby, storage, classroom, stair
        case printerRoom = "printer-room"
        /// Outdoors: its hours follow the sun.
        case exterior
    }

    /// What tells how bright a zone is, its own lamps included.
    public enum LightSensor: Hashable, Sendable {
        /// The simulator's.
        case simulated
        /// A light-to-frequency converter behind a divider, on a line.
        case converter(InputWiring, LightCalibration)
        /// A photoresistor with two comparators, each on a line.
        case comparator(ComparatorWiring)

        /// The lines it is on; none where it is simulated.
        public var inputs: [InputWiring] {
            switch self {
            case .simulated: []
            case .converter(let input, _): [input]
            case .comparator(let pair): [pair.low, pair.high]
            }
        }
    }

    /// The people, sensor and window that a simulator gives a zone.
    public struct Simulation: Hashable, Sendable {
        public let people: Int
        public let sensor: Sensor
        /// The share of desks that the motion sensor sees, 0 to 1; who sits at another one is seen coming and going only.
        public let coverage: Double
        public let presence: Presence
        /// `nil`: as the settings have them, and they do not age.
        public let lamps: Lamps?
        /// `nil`: at the ceiling, looking down.
        public let view: SensorView?
        /// `nil`: nothing is plugged in.
        public let plugs: Plugs?
        /// `nil`: neither heated nor cooled.
        public let climate: Climate?
        /// `nil`: no daylight.
        public let window: Window?

        public enum Sensor: String, CaseIterable, Sendable { case good, typical, poor }
    }
}
