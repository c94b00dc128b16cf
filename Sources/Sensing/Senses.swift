internal import Astronomy
public import Boards
public import Conditioning
public import Control
public import Hardware
public import Quantities

/// What the lines of a board tell about its zones: one conditioner per line.
///
/// One sign no conditioner can tell alone: enough daylight while the sun is well below the horizon, with the zone's own
/// lamps dark. That light sensor is ``SensorFault/outOfRange`` until it tells of less, or the sun is back.
public struct Senses: Sendable {
    private var senses: [Sense]
    private let wirings: [Wiring]
    /// Of each zone; they follow each other.
    private let places: [Range<Int>]
    /// Of each zone; `nil` without a meter.
    private var gauges: [DrawGauge?]
    /// Where the contact that asks to give up light is, and how much, per cent.
    private let shedding: (line: Int, level: UInt8)?
    private var place: Place
    /// The sun is well below the horizon; `false` as well while nobody knows.
    private var isNight = false
    /// Of each zone: daylight that suffices; `nil` without a light sensor, or without daylight control.
    private var suffices: [Lux?]
    /// Of each zone: since when its lamps are dark; `nil` while they are lit.
    private var darkSince: [Instant?]
    /// Of each zone: its light sensor tells of daylight at night.
    private var isDreaming: [Bool]
    /// Where the board's own button is.
    private let button: Int?
    /// Of each line; `nil` where no meter is, or nobody said which one it is.
    private let registers: [MeterRegister?]
    /// Where the auxiliary contacts of relays are.
    private let contacts: [Answer]
    /// Where the meters are that belong to no zone.
    private let meters: [Int]

    /// - Parameters:
    ///   - levels: of the lines that ``wirings(of:)`` lists, at `now`; `nil` where one cannot be read.
    ///   - counted: What meters had counted before this start.
    public init(_ site: Site, levels: [Bool?], counted: Counted = Counted(), at now: Instant) {
        let wirings = Self.wirings(of: site)
        places = site.zones.indices.map { zone in
            let first = wirings.firstIndex { $0.zone == zone } ?? 0
            return first..<(wirings.lastIndex { $0.zone == zone } ?? first - 1) + 1
        }
        let senses = wirings.indices.map { line in
            Self.sense(
                wirings[line].role, levels[line], line + 1 < levels.count ? levels[line + 1] : nil,
                counted: counted[wirings[line]].total, at: now)
        }
        registers = wirings.map { wiring in
            switch wiring.role {
            case .meter(let meter): meter.register(since: counted[wiring].base)
            case .boardMeter(let meter, _): meter.register(since: counted[wiring].base)
            default: nil
            }
        }
        contacts = wirings.indices.compactMap { line in
            guard case .answer(let zone, let step) = wirings[line].role else { return nil }
            return Answer(line: line, zone: zone, step: step)
        }
        meters = wirings.indices.filter { if case .boardMeter = wirings[$0].role { true } else { false } }
        gauges = zip(site.zones, places).map { zone, places in
            for place in places {
                guard case .meter(let meter) = senses[place], let wiring = zone.meter else { continue }
                return DrawGauge(load: zone.load, standby: zone.standby, wiring.constant, meter, at: now)
            }
            return nil
        }
        (self.senses, self.wirings) = (senses, wirings)
        place = site.place.onEarth
        suffices = site.zones.map { _ in nil }
        darkSince = site.zones.map { _ in nil }
        isDreaming = site.zones.map { _ in false }
        shedding =
            wirings.indices.lazy.compactMap { line in
                if case .shed(let wiring) = wirings[line].role { (line, wiring.level) } else { nil }
            }.first
        button = wirings.firstIndex { if case .identify = $0.role { true } else { false } }
        for (zone, site) in site.zones.enumerated() { want(site.settings.daylight.target, in: zone) }
    }

    /// - Parameter next: The level of the next line, the high one of a pair.
    private static func sense(
        _ role: Wiring.Role, _ level: Bool?, _ next: Bool?, counted: UInt64, at now: Instant
    ) -> Sense {
        switch role {
        case .motion: return .motion(MotionSensor(at: now, isActive: level))
        // Whoever presses slowly does not mean to hold it.
        case .button: return .button(PushButton(at: now, isActive: level, long: .seconds(2)))
        case .identify:
            return .button(PushButton(at: now, isActive: level, long: .seconds(3)))
        case .meter(let meter):
            return .meter(
                PulseMeter(
                    at: now, isActive: level, total: counted,
                    shortestInterval: meter.constant.shortestInterval(mostPerHour: meter.maximum.value / 1_000),
                    longestPulse: .seconds(10)))
        case .boardMeter(let meter, _):
            return .meter(
                PulseMeter(
                    at: now, isActive: level, total: counted,
                    shortestInterval: meter.constant.shortestInterval(mostPerHour: meter.maximum),
                    longestPulse: meter.longestPulse))
        case .light(let calibration): return .light(LightToFrequency(at: now, calibration))
        case .comparator(_, .low): return .comparator(LightComparator(at: now, low: level, high: next))
        case .comparator(_, .high): return .comparatorHigh
        case .door(let door):
            return .contact(Contact(at: now, isActive: level, loop: door.loop, longestOpen: door.longestOpen))
        // Closed while it is active.
        case .answer: return .contact(Contact(at: now, isActive: level, loop: .openWhileShut))
        // Asks while it is active.
        case .shed(let wiring):
            return .contact(Contact(at: now, isActive: level, loop: .openWhileShut, longestOpen: wiring.longest))
        }
    }

    public mutating func receive(_ edge: Edge) {
        if case .comparatorHigh = senses[edge.line] {
            senses[edge.line - 1].receive(edge, from: .high)
        } else {
            senses[edge.line].receive(edge)
        }
    }

    /// Takes the time of day, to know whether any daylight can be; to be told some times a minute.
    ///
    /// - Parameter time: `nil`: no trusted clock.
    public mutating func tell(_ time: Timestamp?) {
        isNight = time.map { Sun(at: $0, from: place).altitude.degrees < Self.nightAltitude } ?? false
    }

    /// Looks for the sun from another place than the site file said before.
    public mutating func move(to place: Site.Place) { self.place = place.onEarth }

    /// So much light is enough for a zone from now on; zero: none is, it has no daylight control.
    public mutating func want(_ light: Lux, in zone: Int) {
        let hasSensor = places[zone].contains { line in
            switch senses[line] {
            case .light, .comparator: true
            default: false
            }
        }
        suffices[zone] = hasSensor && light > .zero ? light : nil
        if suffices[zone] == nil { isDreaming[zone] = false }
    }

    /// Lets every conditioner see that time has passed.
    public mutating func look(at now: Instant) {
        for line in senses.indices { senses[line].look(at: now) }
        for zone in suffices.indices { doubt(zone, at: now) }
        for zone in gauges.indices where gauges[zone] != nil {
            for place in places[zone] {
                if case .meter(let meter) = senses[place] { gauges[zone]?.look(meter, at: now) }
            }
        }
    }

    /// Compares the lines with what their edges said; `nil` is a line that cannot be read.
    public mutating func reconcile(_ levels: [Bool?], at now: Instant) {
        for line in senses.indices {
            if case .comparatorHigh = senses[line] {
                senses[line - 1].reads(levels[line], from: .high, at: now)
            } else {
                senses[line].reads(levels[line], at: now)
            }
        }
    }

    /// When to look again at the latest.
    public var reviewBy: Instant? {
        var review: Instant?
        for sense in senses {
            if let due = sense.reviewBy { review = review.map { Swift.min($0, due) } ?? due }
        }
        return review
    }

    /// Why an input line is not to be believed; `nil` while nothing speaks against it.
    public func fault(of line: Int) -> SensorFault? {
        if let fault = senses[line].fault { return fault }
        switch wirings[line].role {
        case .light, .comparator: return wirings[line].zone.map { isDreaming[$0] } == true ? .outOfRange : nil
        default: return nil
        }
    }

    /// All motion sensors of a zone as one: active while any is. While one is lost, stillness is not known:
    /// it may be the only one that sees somebody. So it is with one that is stuck beside others; one that is alone and
    /// stuck stays active, and control judges it.
    public func motion(of zone: Int) -> Motion? {
        var (isBlind, motion) = (false, Motion.still)
        let isAlone = places[zone].count { if case .motion = senses[$0] { true } else { false } } == 1
        for place in places[zone] {
            guard case .motion(let sensor) = senses[place] else { continue }
            motion.onsets.increment(by: sensor.onsets.count)
            guard sensor.isKnown, isAlone || sensor.fault != .stuckActive else {
                isBlind = true
                continue
            }
            motion.isActive = motion.isActive || sensor.isActive
        }
        return isBlind && !motion.isActive ? nil : motion
    }

    public func presses(of zone: Int) -> WrappingCount { button(of: zone)?.presses ?? .zero }
    public func doubles(of zone: Int) -> WrappingCount { button(of: zone)?.doubles ?? .zero }
    /// Held for two seconds.
    public func longs(of zone: Int) -> WrappingCount { button(of: zone)?.longs ?? .zero }

    private func button(of zone: Int) -> PushButton? {
        for place in places[zone] { if case .button(let button) = senses[place] { return button } }
        return nil
    }

    /// At the light sensor of a zone; `nil` without one, and while it cannot be believed.
    public func light(of zone: Int) -> Lux? { isDreaming[zone] ? nil : reading(of: zone) }

    private func reading(of zone: Int) -> Lux? {
        for place in places[zone] {
            if case .light(let sensor) = senses[place] { return sensor.lux }
            if case .comparator(let pair) = senses[place], case .comparator(let wiring, _) = wirings[place].role {
                return pair.light.map { wiring.illuminance($0) }
            }
        }
        return nil
    }

    /// `nil` without a contact at the zone's door, and while it cannot be believed.
    public func door(of zone: Int) -> Door? {
        for place in places[zone] {
            guard case .contact(let contact) = senses[place] else { continue }
            return contact.isKnown ? Door(isOpen: contact.isOpen, openings: contact.openings) : nil
        }
        return nil
    }

    /// Light that is asked to be given up, per cent; nothing while the contact cannot be believed, or asks for ever.
    public var shed: UInt8 {
        guard let shedding, case .contact(let contact) = senses[shedding.line] else { return 0 }
        return contact.fault == nil && contact.isOpen ? shedding.level : 0
    }

    /// How often the board's own button was held for 3 s.
    public var holds: WrappingCount {
        guard let line = button, case .button(let button) = senses[line] else { return .zero }
        return button.longs
    }

    /// The lamps of a zone surely give its light sensor so much from now on: silence would be a broken wire.
    public mutating func expect(_ light: Lux, in zone: Int, at now: Instant) {
        for place in places[zone] {
            guard case .light(var sensor) = senses[place] else { continue }
            sensor.expect(atLeast: light, at: now)
            senses[place] = .light(sensor)
        }
    }

    /// Nobody reads by twilight in a room: civil dusk.
    private static let nightAltitude = -6.0
    /// Lamps fade, and sensors settle.
    private static let afterglow = Duration.minutes(2)

    private mutating func doubt(_ zone: Int, at now: Instant) {
        guard let enough = suffices[zone] else { return }
        guard isNight, let light = reading(of: zone), light >= enough else { return isDreaming[zone] = false }
        if let dark = darkSince[zone], dark + Self.afterglow <= now { isDreaming[zone] = true }
    }

    /// What the lamps of a zone draw; `nil` without a meter, and while it cannot tell.
    public func draw(of zone: Int) -> Draw? { gauges[zone]?.draw }

    /// The lamps of a zone are to show so much of their light from now on, 0 to 1.
    public mutating func lamps(of zone: Int, show light: Double, at now: Instant) {
        darkSince[zone] = light > 0 ? nil : darkSince[zone] ?? now
        for place in places[zone] {
            if case .meter(let meter) = senses[place] { gauges[zone]?.expect(light, meter, at: now) }
        }
    }

    /// Of an input line that a meter is on; `nil` of any other.
    public func meter(_ line: Int) -> PulseMeter? {
        if case .meter(let meter) = senses[line] { meter } else { nil }
    }

    /// What the face of the meter on an input line must show, in thousandths of its unit (Wh, L); `nil` where nobody said
    /// what it once showed.
    public func face(of line: Int) -> UInt64? {
        guard let meter = meter(line) else { return nil }
        return registers[line]?.reading(at: meter.total)
    }

    /// The auxiliary contact of a lamp's relay.
    public struct Answer: Hashable, Sendable {
        let line: Int
        public let zone: Int
        /// From 0.
        public let step: Int
    }

    /// In the order of their lines.
    public var answers: [Answer] { contacts }

    /// Whether a relay's contact says that it is closed; `nil` while it cannot be believed.
    public func isClosed(_ answer: Answer) -> Bool? {
        guard case .contact(let contact) = senses[answer.line], contact.isKnown else { return nil }
        return contact.isOpen
    }

    /// How many meters belong to no zone.
    public var boardMeters: Int { meters.count }

    /// A meter that belongs to no zone, and what its face must show.
    public func boardMeter(_ index: Int) -> (meter: PulseMeter, face: UInt64?)? {
        meter(meters[index]).map { ($0, face(of: meters[index])) }
    }

    /// `nil` without a meter.
    public func pulses(of zone: Int) -> WrappingCount? {
        for place in places[zone] {
            if case .meter(let meter) = senses[place] { return meter.pulses }
        }
        return nil
    }
}

extension SensorFault {
    /// For programs.
    public var word: String {
        switch self {
        case .unreadable: "unreadable"
        case .stuckActive: "stuck-active"
        case .stuckInactive: "stuck-inactive"
        case .silent: "silent"
        case .chattering: "chattering"
        case .outOfRange: "out-of-range"
        case .contradictory: "contradictory"
        }
    }

    /// For the log: what is wrong, what control makes of it, what to look for.
    public var sentence: String {
        switch self {
        case .unreadable: "cannot be read: is its chip still there?"
        case .stuckActive: "has been active for longer than can be: look for a short circuit"
        case .stuckInactive: "never becomes active: look for a broken wire"
        case .silent: "has given no sign of life for too long: look for a broken wire or a dead sensor"
        case .chattering: "changes more often than it can: look for a loose or floating wire"
        case .outOfRange: "gives values that cannot be: look at its rating and its wiring"
        case .contradictory: "contradicts itself: look at its wiring"
        }
    }
}
