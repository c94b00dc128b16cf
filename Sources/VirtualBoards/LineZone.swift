internal import Boards
internal import Quantities
internal import Simulation

/// One virtual zone as it is at the lines of a board: people, daylight and meter drive its input lines, and its lamps
/// are as its relays are.
///
/// People, sensor, sky and meter are those of a ``VirtualZone`` with the same site and seed.
struct LineZone: Sendable {
    private(set) var truth = ZoneTruth()
    private let life: Life
    private let lamps: Lamps
    private var room: DaylitRoom?
    /// Of its lamps' light on the desk, what the light sensor sees.
    private let lampView: Double
    private let task: Lux
    private let meter: EnergyMeter?
    private var events: [Life.Event] = []
    private var place = 0
    private var day: LocalDay?
    private var audience: Audience?

    /// What the motion sensor sees but for answers; whether somebody is there; until when somebody waves.
    private var (isSeen, isThere, waveEnds) = (false, false, Timestamp?.none)
    private let canPress: Bool
    /// When the door is opened and shut in the rest of the day; nothing where there is no contact.
    private var doorways: [(time: Timestamp, isOpen: Bool)] = []
    private var signals: LineSignals
    private var lines: VirtualLines
    private var wave: SquareWave?
    private var lightDue: Timestamp
    private var daylight = Lux.zero
    /// Of the lamps that is lit.
    private var share = 1.0
    private var energy = Energy.zero
    private var now: Timestamp
    private var darkSince: Timestamp?
    /// When it is certain that the lamps did not only blink.
    private var offDue: Timestamp?

    init(_ zone: Site.Zone, life: Life, seed: Seed, answers: Answers, from start: Timestamp) {
        self.life = life
        lamps = Lamps(
            rated: zone.load, standby: zone.standby, gear: .switched, response: zone.response,
            deskAtFull: zone.deskAtFull)
        lampView = SensorView(zone.simulation?.view).lamps
        room = zone.room(lamps, seed: seed)
        task = zone.use.task
        meter = zone.meter.flatMap { EnergyMeter(pulsesPerKilowattHour: Int64($0.pulsesPerKilowattHour)) }
        if answers != .nobody { audience = Audience(answers, seed: seed) }
        canPress = zone.button != nil
        signals = LineSignals(door: zone.door.map { _ in .level(false) }, power: lamps.power(atLevel: 1))
        lines = VirtualLines(zone, seed: seed, signals, from: start)
        if lines.roles.contains(.light) { wave = SquareWave(from: start) }
        (now, lightDue) = (start, start)
    }

    /// When something happens here next; looks no further than the given day.
    mutating func next(on today: LocalDay) -> Timestamp {
        if day?.number != today.number { begin(today) }
        var next = Swift.min(today.end, lightDue)
        if place < events.count { next = Swift.min(next, events[place].time) }
        if let doorway = doorways.first { next = Swift.min(next, doorway.time) }
        if let offDue { next = Swift.min(next, offDue) }
        if let waveEnds { next = Swift.min(next, waveEnds) }
        if let answer = audience?.next { next = Swift.min(next, answer) }
        if let edge = wave?.next { next = Swift.min(next, edge) }
        if let event = lines.next { next = Swift.min(next, event) }
        return next
    }

    /// Lives up to a moment, no further than ``next(on:)``.
    mutating func live(to now: Timestamp, under skylight: inout Skylight) {
        draw(until: now)
        pass(to: now)
        while place < events.count, events[place].time <= now {
            if case .motion(let isActive) = events[place].change { isSeen = isActive }
            if case .presence(let isThere) = events[place].change { self.isThere = isThere ?? false }
            place += 1
        }
        if let due = offDue, due <= now {
            offDue = nil
            if isThere { truth.falseOffs += 1 }
            audience?.see(0, from: 1, isEnough: false, at: now)
        }
        answer(at: now)
        while let doorway = doorways.first, doorway.time <= now {
            signals.door = .level(doorway.isOpen)
            if doorway.isOpen { truth.openings += 1 }
            doorways.removeFirst()
        }
        let isMoving = isSeen || waveEnds != nil
        if isMoving, signals.motion != .level(true) { truth.motions += 1 }
        signals.motion = .level(isMoving)
        if lightDue <= now {
            daylight = room?.daylight(at: now, under: &skylight) ?? .zero
            lightDue = now + Self.lightPeriod
            shine(at: now)
        }
        tell(at: now)
    }

    /// Its relays are found so: the lamps follow.
    mutating func lit(_ share: Double, at now: Timestamp) {
        guard share != self.share else { return }
        draw(until: now)
        pass(to: now)
        let last = self.share
        self.share = share
        truth.changes += 1
        let (isEnough, wasBlink) = (isEnough, offDue != nil)
        offDue = share == 0 && !isEnough ? now + Self.blink : nil
        if wasBlink, share > 0 {
            audience?.seeBlink(at: now)
        } else if offDue == nil {
            audience?.see(share, from: last, isEnough: isEnough, at: now)
        }
        shine(at: now)
        tell(at: now)
    }

    /// Whether a line is active now, by its role; `nil` while it cannot be read.
    func isActive(_ role: VirtualLines.Role) -> Bool? {
        if role == .light { return wave?.isActive }
        return lines.roles.firstIndex(of: role).flatMap { lines.levels[$0] }
    }

    /// What has happened up to a moment that is not after the next thing to happen.
    func truth(at moment: Timestamp) -> ZoneTruth {
        var zone = self
        zone.pass(to: moment)
        zone.truth.pulses = meter?.pulses(upTo: zone.energy)
        zone.truth.energy = zone.energy
        return zone.truth
    }

    /// Forgets what was counted before the board could know of it.
    mutating func beginCounting() { truth = ZoneTruth() }

    private mutating func begin(_ today: LocalDay) {
        day = today
        let (others, guests) = life.events(on: today)
        events = Array(events[place...]) + others
        place = 0
        audience?.gather(guests, on: today)
        guard signals.door != nil else { return }
        let passages = guests.flatMap { [$0.stay.start, $0.stay.end] }.map {
            Stretch(from: Swift.max(.zero, $0 - Self.doorAhead), to: Swift.min($0 + Self.doorBehind, today.length))
        }
        for passage in Stretch.union(passages) {
            let range = today.timestamps(of: passage)
            if range.lowerBound >= now { doorways += [(range.lowerBound, true), (range.upperBound, false)] }
        }
    }

    private mutating func answer(at now: Timestamp) {
        let (moves, presses) = audience?.act(until: now) ?? (false, false)
        if moves { waveEnds = now + Audience.wave }
        if let end = waveEnds, end <= now { waveEnds = nil }
        guard presses, canPress else { return }
        truth.presses += 1
        signals.presses.increment()
    }

    /// Counts the time up to now, in which nothing changed.
    private mutating func pass(to now: Timestamp) {
        let time = now - self.now
        guard time > .zero else { return }
        self.now = now
        energy += lamps.power(atLevel: share) * time
        if share > 0 { truth.lit = truth.lit + time }
        guard isThere else { return }
        truth.occupied = truth.occupied + time
        if share > 0 { truth.litOccupied = truth.litOccupied + time }
        guard let darkSince else { return }
        truth.darkOccupied = truth.darkOccupied + time
        truth.longestDark = Swift.max(truth.longestDark, now - darkSince)
    }

    private mutating func shine(at now: Timestamp) {
        let own = lamps.desk(atLevel: share) * lampView
        signals.light = room?.room.sensor(daylight: daylight, lampLevel: share, at: now) ?? own
    }

    /// What happened is on the lines from now on.
    private mutating func tell(at now: Timestamp) {
        let isDark = isThere && share == 0 && !isEnough
        if isDark != (darkSince != nil) { darkSince = isDark ? now : nil }
        signals.energy = energy
        signals.power = lamps.power(atLevel: share)
        lines.take(signals, at: now)
        draw(until: now)
        if wave?.live(to: now, hertz: lines.lightFrequency) == true { truth.lightEdges += 1 }
    }

    private mutating func draw(until now: Timestamp) { while lines.draw(until: now) != nil {} }

    private var isEnough: Bool { daylight + lamps.desk(atLevel: share) >= task * 0.9 }

    private static let lightPeriod = Duration.minutes(1)
    /// Darkness that is over sooner was a warning; a board blinks for half a second (assumption).
    private static let blink = Duration.seconds(2)
    /// A door is open from so long before somebody passes to so long behind (assumptions).
    private static let doorAhead = Duration.seconds(1)
    private static let doorBehind = Duration.seconds(2)
}
