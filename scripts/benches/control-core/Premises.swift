import Astronomy
import Conditioning
import Control
import Quantities
import Simulation

/// One zone of the bench: how it is set, who is in it, and what daylight it has. All invented.
struct Premises {
    enum Crowd {
        case desks(Int64)
        case sessions(Sessions)
        case visits(Visits)
    }

    var settings: Zone.Settings
    let crowd: Crowd
    let sensor: PassiveInfrared
    /// Of the floor; 0: no daylight and no light sensor.
    var area = 0.0
    /// Clockwise from north, degrees.
    var faces = 0.0

    static let cellular = Premises(.dimmed, .desks(1), .typical, area: 14, faces: 90)
    static let open = Premises(.dimmed, .desks(9), .typical, area: 110, faces: 0)
    static let corridor = Premises(.corridor, .visits(.corridor(people: 24)), .typical)
    /// A board's eight zones: dimmers and relays, with daylight and without; the corridor follows its rooms.
    static let board = [
        cellular, Premises(.switched(2), .desks(2), .good, area: 20, faces: 180), open,
        Premises(.switched(3), .desks(12), .poor, area: 90, faces: 225), corridor,
        Premises(.switched(1), .sessions(.meetingRoom(seats: 12)), .good, area: 30, faces: 270),
        Premises(.plain(1), .visits(.restroom(people: 40)), .typical),
        Premises(.plain(2), .visits(.copier(people: 24)), .good),
    ]
    static let links: [UInt64] = [0, 0, 0, 0, 0b101111, 0, 0, 0]

    private init(
        _ settings: Zone.Settings, _ crowd: Crowd, _ sensor: PassiveInfrared, area: Double = 0, faces: Double = 0
    ) {
        (self.settings, self.crowd, self.sensor, self.area, self.faces) = (settings, crowd, sensor, area, faces)
    }

    /// All that the zone is told over so many days, generated with its lamps in view of the light sensor: read each
    /// minute, and a second after the lamps change. The zone is told of a reading that
    /// has moved, as on a board; by day of each.
    func entries(under sky: Skies, seed: Seed, as number: UInt8 = 0) -> [Input] {
        let events = events(sky.days, seed)
        let lamps = Lamps(rated: Watts(100), gear: .switched, deskAtFull: Lux(625))
        let room = Daylight(
            floorArea: SquareMetres(Swift.max(area, 1)), depth: 5,
            windows: [Window(azimuth: .degrees(faces), area: SquareMetres(area * 0.25))]
        ).map { Room(daylight: $0, lamps: lamps, deskDistance: 2, seed: seed) }
        var (entries, place) = ([Input](), 0)
        var (zone, light, level) = (Zone(settings), LightReading(), settings.steps)
        var inputs = Zone.Inputs(schedule: .closed)
        var lightDue: Int64 = area > 0 ? 0 : .max
        var review: Int64 = .max
        func step(_ at: Int64) {
            let outputs = zone.step(inputs, at: Instant(milliseconds: at))
            review = outputs.reviewBy?.milliseconds ?? .max
            guard outputs.level != level else { return }
            level = outputs.level
            if area > 0 { lightDue = at + 1_000 }
        }
        while true {
            let happens = place < events.count ? events[place].at : .max
            if review < happens, review < lightDue, review < sky.end {
                step(review)
                continue
            }
            let now = Swift.min(happens, lightDue)
            guard now < sky.end else { return entries }
            if happens == now {
                switch events[place].change {
                case .motion(let isActive):
                    if isActive { inputs.motion?.onsets.increment() }
                    inputs.motion?.isActive = isActive
                case .press: inputs.presses.increment()
                case .schedule(let state): inputs.schedule = state
                }
                place += 1
            } else {
                lightDue = now / 60_000 * 60_000 + 60_000
                let (outdoors, share) = (sky.outdoors[Int(now / 60_000)], Double(level) / Double(settings.steps))
                let hasMoved = light.reads(
                    room?.sensor(
                        daylight: room?.daylight(under: outdoors) ?? .zero, lampLevel: share,
                        at: sky.start + .milliseconds(now)))
                inputs.illuminance = light.lux
                guard hasMoved || outdoors.sun.altitude > .zero else { continue }
            }
            entries.append(Input(inputs, at: now, zone: number))
            step(now)
        }
    }

    private struct Event {
        enum Change {
            case motion(Bool)
            case press
            case schedule(ScheduleState)
        }
        let at: Int64
        let change: Change
    }

    /// In order. Somebody presses the button at every twentieth arrival.
    private func events(_ days: [LocalDay], _ seed: Seed) -> [Event] {
        var events: [Event] = []
        for day in days {
            let start = (day.start - days[0].start).milliseconds
            var today: [Event] = []
            var stays =
                switch crowd {
                case .desks(let people):
                    (0..<people).flatMap { Presence.office.stays(of: $0, on: day, seed: seed) }
                case .sessions(let sessions): sessions.stays(on: day, seed: seed)
                case .visits(let visits): visits.stays(on: day, seed: seed)
                }
            if let stay = Cleaning.room.stay(on: day, seed: seed) { stays.append(stay) }
            for (place, stay) in stays.enumerated() where (Int(day.number) + place) % 20 == 0 {
                today.append(Event(at: start + stay.start.milliseconds + 3_000, change: .press))
            }
            for pulse in sensor.pulses(for: stays, on: day, seed: seed) {
                today.append(Event(at: start + pulse.start.milliseconds, change: .motion(true)))
                today.append(Event(at: start + pulse.end.milliseconds, change: .motion(false)))
            }
            if day.isWorkday {
                today.append(Event(at: start + 7 * 3_600_000, change: .schedule(.open)))
                today.append(Event(at: start + 20 * 3_600_000, change: .schedule(.closed)))
            }
            events += today.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
                .map(\.element)
        }
        return events
    }
}

/// The days of the bench and the light out of doors in each of their minutes, worked out once for all zones.
struct Skies {
    let days: [LocalDay]
    let outdoors: [Outdoors]
    let start: Timestamp
    /// ms from the start.
    let end: Int64

    /// So many days from Monday 2026-01-05, at a place an hour east of Greenwich, seldom a holiday.
    init(days count: Int) {
        let (first, length) = (20_458, Int64(86_400_000))
        days = (0..<count).map { day in
            let start = Timestamp(milliseconds: Int64(first + day) * length - 3_600_000)
            return LocalDay(number: Int64(first + day), start: start, end: start + .days(1), isWorkday: day % 7 < 5)
        }
        let start = days[0].start
        let place = Place(latitude: .degrees(46.2), longitude: .degrees(6.1)) ?? .origin
        let weather = Weather(seed: Seed(1), climate: .temperate, place: place)
        outdoors = (0..<count * 1_440).map { weather.outdoors(at: start + .minutes(Int64($0))) }
        (self.start, end) = (start, Int64(count) * length)
    }
}

extension Zone.Settings {
    /// Adaptive, as all of them.
    static func plain(_ steps: UInt8) -> Self {
        var settings = Zone.Settings(steps: steps)
        settings.isAdaptive = true
        return settings
    }

    /// Daylight and relays.
    static func switched(_ steps: UInt8) -> Self {
        var settings = plain(steps)
        settings.daylight.target = Lux(100)
        settings.daylight.lamps = Lux(125)
        settings.daylight.margin = Lux(20)
        return settings
    }

    /// Daylight and a dimmer.
    static var dimmed: Self {
        var settings = switched(dimmerSteps)
        settings.taskSteps = 80
        return settings
    }

    static var corridor: Self {
        var settings = plain(dimmerSteps)
        (settings.isPassage, settings.isEgress, settings.baseSteps, settings.taskSteps) = (true, true, 2, 80)
        settings.holdLeast = .minutes(1)
        return settings
    }
}

extension Input {
    init(_ inputs: Zone.Inputs, at now: Int64, zone: UInt8) {
        self.init(
            at: now, lux: inputs.illuminance?.value ?? .nan, onsets: inputs.motion?.onsets.count ?? 0,
            presses: inputs.presses.count, zone: zone, is_moving: inputs.motion?.isActive ?? false ? 1 : 0,
            schedule: inputs.schedule.rawValue)
    }

    var inputs: Zone.Inputs {
        Zone.Inputs(
            motion: Motion(isActive: is_moving != 0, onsets: WrappingCount(onsets)),
            illuminance: lux.isNaN ? nil : Lux(lux), presses: WrappingCount(presses),
            schedule: ScheduleState(rawValue: schedule) ?? .unknown)
    }
}
