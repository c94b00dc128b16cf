internal import Boards
internal import Conditioning
internal import Control
internal import Cycle
internal import Quantities
internal import Simulation

/// The rooms of a virtual board: what its zones may know, and where their lamps hang.
struct VirtualPlant: Plant, Sendable {
    private(set) var zones: [VirtualZone]
    /// When something happens next in each.
    private var due: [Timestamp]
    private var skylight: Skylight
    private let calendar: SiteCalendar
    private var day: LocalDay
    private var timetable: Timetable
    /// UTC at the monotonic epoch.
    private let epoch: Timestamp
    /// `nil`: control is told the truth.
    private var instruments: Instruments?
    /// The board's clock less the truth; `nil`: it does not know the time.
    private var skew: Duration? = .zero

    /// - Parameters:
    ///   - settings: by zone.
    ///   - year: in place of the climate of the site.
    ///   - script: what breaks in the rooms.
    init(
        _ site: Site, settings: [Control.Zone.Settings], lives: [Life], seed: Seed, answers: Answers,
        year: TypicalYear?, from start: Timestamp, epoch: Timestamp, script: FaultScript = FaultScript(),
        sensing: SensingLevel = .inputs
    ) {
        self.init(
            site.zones.enumerated().map { index, zone in
                VirtualZone(
                    zone, settings: settings[index], life: lives[index], seed: seed.branch(zone.id), answers: answers,
                    from: start)
            }, calendar: SiteCalendar(site),
            weather: Weather(
                seed: seed.branch("weather"), year.map { .year($0) } ?? .climate(.of(site)), place: site.place.onEarth),
            from: start, epoch: epoch)
        guard script.hasZones || sensing == .edges else { return }
        instruments = Instruments(site, script, sensing, seed: seed, from: start, epoch: epoch)
    }

    init(_ zones: [VirtualZone], calendar: SiteCalendar, weather: Weather, from start: Timestamp, epoch: Timestamp) {
        (self.zones, self.calendar) = (zones, calendar)
        skylight = Skylight(weather)
        day = calendar.day(containing: start)
        due = []
        timetable = calendar.timetable
        _ = timetable.look(at: start)
        self.epoch = epoch
        due = self.zones.indices.map { self.zones[$0].next(on: day) }
    }

    /// When something happens next, at the latest at the end of the local day.
    mutating func next(after now: Timestamp) -> Timestamp {
        if day.end <= now {
            day = calendar.day(containing: now)
            for zone in due.indices { due[zone] = zones[zone].next(on: day) }
        }
        var next = day.end
        for due in due { next = Swift.min(next, due) }
        if let until = timetable.until { next = Swift.min(next, until - (skew ?? .zero)) }
        if let due = instruments?.next(on: day, zones) { next = Swift.min(next, due) }
        return next
    }

    /// Lives up to `now` and tells which zones have other inputs, by their bits.
    mutating func live(to now: Timestamp) -> UInt64 {
        var changed = timetable.look(at: skew.map { now + $0 })
        for zone in due.indices where due[zone] <= now {
            if zones[zone].live(to: now, under: &skylight) { changed |= 1 << UInt64(zone) }
            due[zone] = zones[zone].next(on: day)
        }
        if instruments != nil {
            changed |= instruments?.live(to: now, &zones) ?? 0
            // Lamps that break are looked at by their sensors.
            for zone in due.indices { due[zone] = zones[zone].next(on: day) }
        }
        return changed
    }

    /// Sets the board's clock off the truth, or takes the time from it.
    ///
    /// - Returns: the zones to which the calendar says something else, by their bits.
    mutating func setClock(_ skew: Duration?, at now: Timestamp) -> UInt64 {
        self.skew = skew
        return timetable.look(at: skew.map { now + $0 })
    }

    /// Pulses of a zone's meter since the board started; `nil` without one.
    mutating func pulses(of zone: Int, at now: Timestamp) -> WrappingCount? {
        instruments == nil ? zones[zone].pulses(at: now) : instruments?.pulses(of: zone, at: now)
    }

    /// Daylight alone where people need it; `nil` where none is known.
    mutating func daylight(of zone: Int, at now: Timestamp) -> Lux? { zones[zone].daylight(at: now, under: &skylight) }

    mutating func sample(_ zone: Int, at now: Instant) -> Control.Zone.Inputs {
        if var told = instruments?.inputs(of: zone) {
            told.schedule = timetable.states[zone]
            return told
        }
        return Control.Zone.Inputs(
            motion: zones[zone].motion, illuminance: zones[zone].light.lux, presses: zones[zone].presses,
            schedule: timetable.states[zone], door: zones[zone].door)
    }

    mutating func actuate(_ zone: Int, _ outputs: Control.Zone.Outputs, at now: Instant) -> Bool {
        let time = Timestamp(milliseconds: epoch.milliseconds + now.milliseconds)
        let before = zones[zone].asked
        zones[zone].actuate(outputs, at: time)
        due[zone] = zones[zone].next(on: day)
        if instruments != nil, zones[zone].asked != before { instruments?.actuated(zone, zones[zone], at: time) }
        return true
    }
}

extension Climate {
    /// The presets are of the northern hemisphere, but for the tropical highland, whose year is that of Nairobi.
    static func of(_ site: Site) -> Climate {
        let preset: Climate =
            switch site.place.climate {
            case .temperate, nil: .temperate
            case .oceanic: .oceanic
            case .continental: .continental
            case .mediterranean: .mediterranean
            case .tropicalHighland: .tropicalHighland
            case .tropicalMonsoon: .tropicalMonsoon
            case .desert: .desert
            }
        return site.place.latitude < 0 && preset != .tropicalHighland ? preset.mirrored : preset
    }
}
