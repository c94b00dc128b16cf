internal import Astronomy
public import Boards
internal import Calendars
internal import Control
public import Quantities
public import Simulation

/// What the daylight of one zone is worth over a time: in hours and in the energy of lamps that are dimmed to it.
public struct DaylightSupply: Hashable, Sendable {
    public let zone: String
    /// Hours in which the zone was open.
    public private(set) var open = 0.0
    /// Of these, those in which daylight alone gave what people need.
    public private(set) var daylit = 0.0
    /// Of the lamps at full light while open, kWh.
    public private(set) var alwaysOn = 0.0
    /// Of the lamps dimmed at every moment to what daylight leaves, kWh.
    public private(set) var dimmed = 0.0
    private var coveredHours = 0.0

    private init(_ zone: String) { self.zone = zone }

    /// The share of the open hours that are daylit (daylight autonomy); 0 where it was never open.
    public var autonomy: Double { open > 0 ? daylit / open : 0 }

    /// The mean share of the need that daylight covers while open (continuous daylight autonomy).
    public var covered: Double { open > 0 ? coveredHours / open : 0 }

    /// Of all zones with a window, minute by minute.
    ///
    /// - Parameters:
    ///   - year: in place of skies drawn for the climate of the site.
    ///   - cloudiness: as that of ``Weather``.
    public static func of(
        _ site: Site, year: TypicalYear?, seed: UInt64, cloudiness: Double = 0.25, from start: Timestamp,
        to end: Timestamp
    ) -> [DaylightSupply] {
        let seed = Seed(seed).branch(site.group).branch(site.id)
        let weather = Weather(
            seed: seed.branch("weather"), year.map { .year($0) } ?? .climate(.of(site)), place: site.place.onEarth,
            cloudiness: cloudiness)
        var skylight = Skylight(weather)
        var timetable = SiteCalendar(site).timetable
        var rooms: [(zone: Int, room: DaylitRoom, lamps: Lamps, supply: DaylightSupply)] = []
        for (index, zone) in site.zones.enumerated() {
            let lamps = Lamps(rated: zone.load, gear: .dimmed, deskAtFull: zone.use.task)
            guard let room = zone.room(lamps, seed: seed.branch(zone.id)) else { continue }
            rooms.append((index, room, lamps, DaylightSupply(zone.id)))
        }
        var time = start
        while time < end {
            _ = timetable.look(at: time)
            for place in rooms.indices where timetable.states[rooms[place].zone].isOpen {
                let daylight = rooms[place].room.daylight(at: time, under: &skylight)
                rooms[place].supply.add(daylight, rooms[place].lamps)
            }
            time = time + .minutes(1)
        }
        return rooms.map(\.supply)
    }

    /// A minute.
    private mutating func add(_ daylight: Lux, _ lamps: Lamps) {
        let (share, hour) = (min(1, daylight / lamps.deskAtFull), 1.0 / 60)
        open += hour
        coveredHours += share * hour
        if share >= 1 { daylit += hour }
        alwaysOn += lamps.power(atLevel: 1).value * hour / 1_000
        dimmed += lamps.power(atLevel: 1 - share).value * hour / 1_000
    }
}
