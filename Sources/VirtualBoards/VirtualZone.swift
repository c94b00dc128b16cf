internal import Astronomy
internal import Boards
internal import Conditioning
internal import Control
internal import Quantities
internal import Simulation

/// One zone of a virtual board: its room, its sensors and its meter, in virtual time.
struct VirtualZone: Sendable {
    private let life: Life
    private var room: DaylitRoom?
    private let lamps: Lamps
    private let steps: UInt8
    private let meter: EnergyMeter?
    private let hasLightSensor: Bool
    private var events: [Coming] = []
    private var place = 0
    private var day: LocalDay?
    /// What the times of events count from.
    private var origin: Timestamp

    /// `nil` where nobody answers the lamps.
    private var audience: Audience?
    /// What the sensor sees but for answers.
    private var isSeen = false
    /// Somebody waves until then.
    private var waveEnds: Timestamp?

    private(set) var motion = Motion.still
    /// Of the wall button, since the board started.
    private(set) var presses = WrappingCount.zero
    private(set) var presence: Bool?
    private(set) var light = LightReading()
    /// At the light sensor when it last looked.
    private(set) var reading: Lux?
    /// `nil` without a contact.
    private(set) var door: Door?
    private var defect: LampDefect?
    private var lightDue: Timestamp?
    private var level: UInt8
    private var energy = Energy.zero
    private var energyAt: Timestamp
    /// `nil` where lamps do not age.
    private var wear: LampWear?
    /// Of their light on the desk, what the sensor sees.
    private var lampView = Room.ceilingShare

    /// - Parameter settings: in place of those of the zone; they say what gear it has.
    init(
        _ zone: Site.Zone, settings: Control.Zone.Settings, life: Life, seed: Seed, answers: Answers = .nobody,
        from start: Timestamp
    ) {
        let lamps = Lamps(
            rated: zone.load, standby: zone.standby, gear: .of(settings), response: zone.response,
            deskAtFull: zone.deskAtFull)
        self.init(
            life, lamps, steps: settings.steps, room: zone.room(lamps, seed: seed), hasLightSensor: zone.light != nil,
            meter: zone.meter.flatMap { EnergyMeter(pulsesPerKilowattHour: Int64($0.pulsesPerKilowattHour)) },
            from: start)
        if zone.door != nil { door = Door(isOpen: false, openings: .zero) }
        if answers != .nobody { audience = Audience(answers, seed: seed) }
        (wear, lampView) = (LampWear(zone.simulation?.lamps), SensorView(zone.simulation?.view).lamps)
    }

    /// Lamps are lit at the start, as a board requests its lines.
    init(
        _ life: Life, _ lamps: Lamps, steps: UInt8, room: DaylitRoom? = nil, hasLightSensor: Bool,
        meter: EnergyMeter? = nil, from start: Timestamp
    ) {
        (self.life, self.lamps, self.steps, self.room, self.meter) = (life, lamps, steps, room, meter)
        self.hasLightSensor = hasLightSensor
        level = steps
        (energyAt, origin) = (start, start)
        lightDue = hasLightSensor ? start : nil
    }

    /// When this zone has something to tell next; looks no further than the given day.
    mutating func next(on today: LocalDay) -> Timestamp {
        if day?.number != today.number {
            day = today
            // What falls on the very end of a day is still to come when the next one begins.
            let late = events[place...].map { Coming($0.time(on: origin), $0.change, after: today.start) }
            var (others, guests) = life.events(on: today)
            if door != nil { others = (others + DoorLeaf.events(of: guests, on: today)).inOrder }
            var events: [Coming] = []
            events.reserveCapacity(late.count + others.count)
            events += late
            for event in others { events.append(Coming(event.time, event.change, after: today.start)) }
            (self.events, place, origin) = (events, 0, today.start)
            audience?.gather(guests, on: today)
            if wear != nil, energyAt < today.start { integrate(to: today.start) }
            wear?.age()
        }
        var next = today.end
        if place < events.count { next = Swift.min(next, events[place].time(on: origin)) }
        if let lightDue { next = Swift.min(next, lightDue) }
        if let waveEnds { next = Swift.min(next, waveEnds) }
        if let answer = audience?.next { next = Swift.min(next, answer) }
        return next
    }

    /// Lives up to `now`.
    ///
    /// - Returns: Whether an input of the zone is another now.
    mutating func live(to now: Timestamp, under skylight: inout Skylight) -> Bool {
        var isChanged = false
        while place < events.count, events[place].time(on: origin) <= now {
            switch events[place].change {
            case .motion(let isActive):
                isSeen = isActive
                isChanged = move() || isChanged
            case .presence(let isThere):
                isChanged = isChanged || presence != isThere
                presence = isThere
            case .door(let isOpen):
                door?.isOpen = isOpen
                if isOpen { door?.openings.increment() }
                isChanged = true
            }
            place += 1
        }
        if audience != nil { isChanged = answer(at: now) || isChanged }
        if let due = lightDue, due <= now {
            reading = reading(at: now, under: &skylight)
            isChanged = light.reads(reading) || isChanged
            // Back to whole minutes, where all zones share one sky, after a look at lamps that were changed.
            lightDue = now.minute + Self.lightPeriod
        }
        return isChanged
    }

    /// Pulses of the meter since the board started; `nil` without one.
    mutating func pulses(at now: Timestamp) -> WrappingCount? {
        guard let meter else { return nil }
        integrate(to: now)
        return WrappingCount(UInt32(truncatingIfNeeded: meter.pulses(upTo: energy)))
    }

    /// Sets the lamps. The light sensor looks again a second later, people at once.
    mutating func actuate(_ outputs: Control.Zone.Outputs, at now: Timestamp) {
        audience?.see(outputs, from: level, at: now)
        let level = outputs.level
        guard level != self.level else { return }
        integrate(to: now)
        self.level = level
        if hasLightSensor { lightDue = now + .seconds(1) }
    }

    /// What people do about their lamps.
    private mutating func answer(at now: Timestamp) -> Bool {
        let (moves, isPress) = audience?.act(until: now) ?? (false, false)
        if moves { waveEnds = now + Audience.wave }
        if let end = waveEnds, end <= now { waveEnds = nil }
        if isPress { presses.increment() }
        return move() || isPress
    }

    /// Somebody is seen moving, or not: whether that is another thing than before.
    private mutating func move() -> Bool {
        let isActive = isSeen || waveEnds != nil
        guard isActive != motion.isActive else { return false }
        if isActive { motion.onsets.increment() }
        motion.isActive = isActive
        return true
    }

    /// Breaks the lamps, or mends them.
    mutating func suffer(_ defect: LampDefect?, at now: Timestamp) {
        guard defect != self.defect else { return }
        integrate(to: now)
        self.defect = defect
        if hasLightSensor { lightDue = now + .seconds(1) }
    }

    /// What the zone draws now.
    var power: Watts { defect == .dead ? .zero : lamps.power(atLevel: share) }

    /// Somebody waves at the lamps.
    var isWaving: Bool { waveEnds != nil }

    /// What lamps are told to show, 0 to 1, broken or not.
    var asked: Double { Double(level) / Double(steps) }

    /// The same people before another motion sensor; `nil` of a recording.
    func life(seenBy sensor: PassiveInfrared) -> Life? { life.seen(by: sensor) }

    private mutating func integrate(to now: Timestamp) {
        energy += power * (now - energyAt)
        if level > 0 { wear?.burn(for: now - energyAt) }
        energyAt = now
    }

    /// Daylight alone where people need it: modelled, or as recorded; `nil` where the recording holds none.
    mutating func daylight(at now: Timestamp, under skylight: inout Skylight) -> Lux? {
        if life.isRecorded { return life.recordedDaylight(at: now) }
        return room?.daylight(at: now, under: &skylight) ?? .zero
    }

    private mutating func reading(at now: Timestamp, under skylight: inout Skylight) -> Lux? {
        let own = lamps.desk(atLevel: share) * output * lampView
        guard let daylight = daylight(at: now, under: &skylight) else { return nil }
        // A recording tells what its sensor saw, a room what is on the desks.
        if life.isRecorded { return daylight + own }
        return room?.room.sensor(daylight: daylight, lampLevel: share, output: output, at: now) ?? own
    }

    /// What the lamps show.
    private var share: Double {
        switch defect {
        case nil: asked
        case .dead: 0
        case .welded: 1
        }
    }

    /// What is left of the light of new lamps, 0 to 1.
    var output: Double { wear?.output ?? 1 }

    private static let lightPeriod = Duration.minutes(1)
}
