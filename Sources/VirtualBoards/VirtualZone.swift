internal import Boards
internal import Conditioning
internal import Control
internal import Quantities
internal import Simulation

/// One zone of a virtual board: its room, its sensors and its meter, in virtual time.
struct VirtualZone: Sendable {
    private let life: Life
    private let room: Room?
    private let lamps: Lamps
    private let steps: UInt8
    private let meter: EnergyMeter?
    private let hasLightSensor: Bool
    private var events: [Life.Event] = []
    private var place = 0
    private var day: LocalDay?

    private(set) var motion = Motion.still
    private(set) var presence: Bool?
    private(set) var light = LightReading()
    private var lightDue: Timestamp?
    private var level: UInt8
    private var energy = Energy.zero
    private var energyAt: Timestamp

    /// Lamps are lit at the start, as a board requests its lines.
    init(_ zone: Site.Zone, life: Life, seed: Seed, from start: Timestamp) {
        (self.life, steps) = (life, UInt8(zone.lamps.count))
        level = steps
        let share = zone.settings.daylight.lamps
        let desk = share > .zero ? Lux(share.value / Room.ceilingShare) : Lux(500)
        let lamps = Lamps(rated: zone.load, standby: zone.standby, gear: .switched, deskAtFull: desk)
        self.lamps = lamps
        room = zone.simulation?.window.flatMap { window in
            Daylight(
                floorArea: zone.area, depth: Swift.max(2 * window.depth, 4),
                windows: [Window(azimuth: .degrees(window.faces), area: window.area)]
            ).map { Room(daylight: $0, lamps: lamps, deskDistance: window.depth, seed: seed) }
        }
        meter = zone.meter.flatMap { EnergyMeter(pulsesPerKilowattHour: Int64($0.pulsesPerKilowattHour)) }
        hasLightSensor = zone.light != nil
        energyAt = start
        lightDue = hasLightSensor ? start : nil
    }

    /// When this zone has something to tell next; looks no further than the given day.
    mutating func next(on today: LocalDay) -> Timestamp {
        if day?.number != today.number {
            day = today
            // What falls on the very end of a day is still to come when the next one begins.
            events = Array(events[place...]) + life.events(on: today)
            place = 0
        }
        var next = today.end
        if place < events.count { next = Swift.min(next, events[place].time) }
        if let lightDue { next = Swift.min(next, lightDue) }
        return next
    }

    /// Lives up to `now`.
    ///
    /// - Returns: Whether an input of the zone is another now.
    mutating func live(to now: Timestamp, under weather: Weather) -> Bool {
        var isChanged = false
        while place < events.count, events[place].time <= now {
            switch events[place].change {
            case .motion(let isActive):
                isChanged = isChanged || motion.isActive != isActive
                if isActive, !motion.isActive { motion.onsets.increment() }
                motion.isActive = isActive
            case .presence(let isThere):
                isChanged = isChanged || presence != isThere
                presence = isThere
            }
            place += 1
        }
        if let due = lightDue, due <= now {
            isChanged = light.reads(reading(at: now, under: weather)) || isChanged
            lightDue = now + Self.lightPeriod
        }
        return isChanged
    }

    /// Pulses of the meter since the board started; `nil` without one.
    mutating func pulses(at now: Timestamp) -> WrappingCount? {
        guard let meter else { return nil }
        integrate(to: now)
        return WrappingCount(UInt32(truncatingIfNeeded: meter.pulses(upTo: energy)))
    }

    /// Sets the lamps. The light sensor looks again a second later.
    mutating func actuate(_ level: UInt8, at now: Timestamp) {
        guard level != self.level else { return }
        integrate(to: now)
        self.level = level
        if hasLightSensor { lightDue = now + .seconds(1) }
    }

    private mutating func integrate(to now: Timestamp) {
        energy += lamps.power(atLevel: share) * (now - energyAt)
        energyAt = now
    }

    private func reading(at now: Timestamp, under weather: Weather) -> Lux? {
        guard !life.isRecorded else {
            return life.recordedDaylight(at: now).map { $0 + lamps.desk(atLevel: share) * Room.ceilingShare }
        }
        guard let room else { return lamps.desk(atLevel: share) * Room.ceilingShare }
        return room.sensor(daylight: room.daylight(under: weather.outdoors(at: now)), lampLevel: share, at: now)
    }

    private var share: Double { Double(level) / Double(steps) }

    private static let lightPeriod = Duration.minutes(1)
}
