public import Boards
internal import Conditioning
public import Quantities
public import Simulation

/// The input lines of one zone in virtual time: what its sensors, contacts and meter put on them, edge by edge.
///
/// Take signals whenever they change, in the order of time, and draw the events up to any moment: they are the same
/// however often one looks. Whoever drives real lines applies the polarity of the wiring; here a line is active or not.
///
/// Assumptions: a button bounces for up to 6 ms and is held for 80 to 300 ms, two presses at once are 150 ms apart; a
/// door's reed bounces for up to 12 ms, a meter's output for up to 2 ms; S0 pulses last 30 to 120 ms and come up to
/// 3 ms late (IEC 62053-31 asks for 30 ms at least); a chattering wire follows the half-waves of 50 Hz mains.
public struct VirtualLines: Sendable {
    /// What a line is for. The order is that of the lines in the zone.
    public enum Role: Hashable, Sendable {
        /// Counted from 0.
        case motion(Int)
        case button, meter
        /// Of a converter from light to frequency.
        case light
        case lightLow, lightHigh
        case door
    }

    /// A change of one line.
    public struct Event: Hashable, Sendable {
        public var time: Timestamp
        /// Index into ``VirtualLines/roles``.
        public var line: Int
        /// `nil`: the line cannot be read from now on, until an event that says a level.
        public var isActive: Bool?
        /// Edges that this one stands for, itself the last: more than 1 for a light converter only, which is told
        /// once a second.
        public var edges: UInt32
    }

    /// The lines that the zone has, in the order in which a board requests them.
    public let roles: [Role]
    /// What each line last did, as far as events were drawn; `nil` while it cannot be read.
    public private(set) var levels: [Bool?]
    /// What the light converter gives now, periods per second of its line; 0 without one.
    public private(set) var lightFrequency = 0.0

    private let seed: Seed
    private let doorIsActiveWhileOpen: Bool
    private let thresholds: (low: Lux, high: Lux)?
    private let calibration: LightCalibration?
    private let meter: EnergyMeter?
    private var signals: LineSignals
    private var now: Timestamp
    /// Ascending in time; what comes at once is in the order in which it was caused.
    private var waiting: [Event] = []
    /// The level of each line once all that waits has come; what is `nil` cannot be read.
    private var settled: [Bool?]
    /// When the button is free for another press.
    private var handFree: Timestamp
    private var chattering: [Int: Timestamp] = [:]
    /// Pulses given so far, and when the next comes at the present power.
    private var pulses: Int64 = 0
    private var pulseDue: Timestamp?
    /// When ``LineSignals/energy`` was as it says.
    private var metered: Timestamp
    private var lightDue: Timestamp?
    /// Of an edge, not yet told.
    private var lightRest = 0.0

    /// - Parameters:
    ///   - seed: of the zone.
    ///   - signals: as they are at the start: they are levels, not edges.
    public init(_ zone: Site.Zone, seed: Seed, _ signals: LineSignals, from start: Timestamp) {
        var roles = zone.motion.indices.map { Role.motion($0) }
        if zone.button != nil { roles.append(.button) }
        if zone.meter != nil { roles.append(.meter) }
        switch zone.light {
        case .converter(_, let calibration)?:
            roles.append(.light)
            (self.calibration, thresholds, lightDue) = (calibration, nil, start + Self.second)
        case .comparator(let pair)?:
            roles += [.lightLow, .lightHigh]
            (calibration, thresholds) = (nil, (pair.lowLux, pair.highLux))
        case .simulated?, nil: (calibration, thresholds) = (nil, nil)
        }
        if zone.door != nil { roles.append(.door) }
        doorIsActiveWhileOpen = zone.door?.loop == .openWhileShut
        meter = zone.meter.flatMap { EnergyMeter(pulsesPerKilowattHour: Int64($0.pulsesPerKilowattHour)) }
        (self.roles, self.seed, self.signals) = (roles, seed.branch("lines"), signals)
        (now, handFree, metered) = (start, start, start)
        settled = roles.map { _ in false }
        levels = settled
        for line in roles.indices { settled[line] = level(of: line) }
        levels = settled
        for line in roles.indices where isChattering(line) { chattering[line] = start }
        frequency()
        pulses = meter?.pulses(upTo: signals.energy) ?? 0
        meterOn(from: start)
    }

    /// When the next event comes if the signals stay as they are; `nil`: never.
    public var next: Timestamp? {
        var next = waiting.first?.time
        for due in [pulseDue, lightDue] { if let due { next = next.map { min($0, due) } ?? due } }
        for due in chattering.values { next = next.map { min($0, due) } ?? due }
        return next
    }

    /// Takes what holds from now on. Events up to now are to be drawn before.
    public mutating func take(_ signals: LineSignals, at now: Timestamp) {
        self.now = max(self.now, now)
        let before = self.signals
        guard signals != before else { return }
        self.signals = signals
        let pressed = signals.presses - before.presses
        if pressed > 0, signals.button == .level(false) { press(min(pressed, 9), at: now) }
        for line in roles.indices {
            if isChattering(line) {
                if chattering[line] == nil { chattering[line] = now }
                continue
            }
            chattering[line] = nil
            let level = level(of: line)
            guard level != settled[line] else { continue }
            move(line, to: level, at: roles[line] == .button ? max(now, handFree) : now)
        }
        if signals.light != before.light { frequency() }
        if signals.power != before.power || signals.energy != before.energy { meterOn(from: now) }
    }

    /// The next event that comes by `now`; `nil` when there is none left.
    public mutating func draw(until now: Timestamp) -> Event? {
        self.now = max(self.now, now)
        while let next, next <= now {
            if let due = pulseDue, due == next { pulse(at: due) }
            if let due = lightDue, due == next { shine(at: due) }
            for line in roles.indices { if let due = chattering[line], due == next { rattle(line, at: due) } }
            if let event = waiting.first, event.time == next {
                waiting.removeFirst()
                levels[event.line] = event.isActive
                return event
            }
        }
        return nil
    }

    // MARK: Levels

    /// Of a line at rest; pulses and presses come on top of it.
    private func level(of line: Int) -> Bool? {
        switch roles[line] {
        case .motion: Self.level(signals.motion, or: settled[line])
        case .button: Self.level(signals.button, or: settled[line])
        case .door:
            switch signals.door {
            case .level(let isOpen)?: isOpen == doorIsActiveWhileOpen
            case .chattering?: settled[line]
            case .lost?: nil
            case nil: !doorIsActiveWhileOpen
            }
        case .meter: false
        case .light: signals.light == nil ? nil : settled[line] ?? false
        case .lightLow: signals.light.flatMap { light in thresholds.map { $0.low < light } }
        case .lightHigh: signals.light.flatMap { light in thresholds.map { $0.high < light } }
        }
    }

    private static func level(_ wire: LineSignals.Wire, or last: Bool?) -> Bool? {
        switch wire {
        case .level(let isActive): isActive
        case .chattering: last
        case .lost: nil
        }
    }

    private func isChattering(_ line: Int) -> Bool {
        switch roles[line] {
        case .motion: signals.motion == .chattering
        case .button: signals.button == .chattering
        case .door: signals.door == .chattering
        case .meter, .light, .lightLow, .lightHigh: false
        }
    }

    private mutating func move(_ line: Int, to level: Bool?, at time: Timestamp) {
        let wasLost = settled[line] == nil
        settled[line] = level
        guard let level, !wasLost else { return wait(Event(time: time, line: line, isActive: level, edges: 1)) }
        bounce(line, to: level, at: time)
    }

    /// An even number of edges before the last one, each on a millisecond of its own.
    private mutating func bounce(_ line: Int, to level: Bool, at time: Timestamp) {
        let most: Int64 =
            switch roles[line] {
            case .button: 6
            case .door: 12
            case .meter: 2
            case .motion, .light, .lightLow, .lightHigh: 0
            }
        wait(Event(time: time, line: line, isActive: level, edges: 1))
        guard most > 1 else { return }
        var random = seed.branch("bounce").branch(Int64(line)).branch(time.milliseconds).generator
        let pairs = Int64(random.uniform() * Double(most / 2 + 1))
        for pair in 0..<min(pairs, most / 2) {
            wait(Event(time: time + .milliseconds(2 * pair + 1), line: line, isActive: !level, edges: 1))
            wait(Event(time: time + .milliseconds(2 * pair + 2), line: line, isActive: level, edges: 1))
        }
    }

    private mutating func press(_ times: UInt32, at now: Timestamp) {
        guard let line = roles.firstIndex(of: .button) else { return }
        for _ in 0..<times {
            let down = max(now, handFree)
            var random = seed.branch("press").branch(down.milliseconds).generator
            let up = down + .milliseconds(80 + Int64(random.uniform() * 220))
            bounce(line, to: true, at: down)
            bounce(line, to: false, at: up)
            handFree = up + .milliseconds(150)
        }
    }

    /// Half-waves are 8 to 12 ms long.
    private mutating func rattle(_ line: Int, at time: Timestamp) {
        let level = !(settled[line] ?? false)
        settled[line] = level
        wait(Event(time: time, line: line, isActive: level, edges: 1))
        var random = seed.branch("chatter").branch(Int64(line)).branch(time.milliseconds).generator
        chattering[line] = time + .milliseconds(8 + Int64(random.uniform() * 5))
    }

    // MARK: Meter

    private mutating func meterOn(from now: Timestamp) {
        metered = now
        pulseDue = due(after: now)
    }

    /// When the next pulse comes; one that is owed comes at once, for energy is never lost.
    private func due(after now: Timestamp) -> Timestamp? {
        guard let meter else { return nil }
        let missing = meter.energy(ofPulse: pulses + 1) - signals.energy
        if missing <= .zero { return now }
        let power = signals.power.milliwatts
        guard power > 0 else { return nil }
        return max(now, metered + .milliseconds((missing.microjoules + power - 1) / power))
    }

    private mutating func pulse(at time: Timestamp) {
        guard let line = roles.firstIndex(of: .meter) else { return pulseDue = nil }
        pulses += 1
        var random = seed.branch("pulse").branch(pulses).generator
        let rise = time + .milliseconds(Int64(random.uniform() * 4))
        let next = due(after: time)
        let longest = next.map { min(90, ($0 - time).milliseconds - 68) } ?? 90
        let fall = rise + .milliseconds(30 + Int64(random.uniform() * Double(max(0, longest))))
        bounce(line, to: true, at: rise)
        bounce(line, to: false, at: fall)
        // A pause is as long as the shortest pulse.
        pulseDue = next.map { max($0, fall + .milliseconds(32)) }
    }

    // MARK: Light

    /// A converter gives no more than half again what it is made for.
    private mutating func frequency() {
        guard let calibration, let light = signals.light else { return lightFrequency = 0 }
        let lux = min(light.value, calibration.maximum.value * 1.5)
        lightFrequency = (lux * calibration.hertzPerLux + calibration.dark) / Double(calibration.divider)
    }

    private mutating func shine(at time: Timestamp) {
        lightDue = time + Self.second
        guard let line = roles.firstIndex(of: .light), let level = settled[line] else { return }
        lightRest += 2 * lightFrequency
        let edges = UInt32(lightRest)
        guard edges > 0 else { return }
        lightRest -= Double(edges)
        settled[line] = edges % 2 == 1 ? !level : level
        wait(Event(time: time, line: line, isActive: settled[line], edges: edges))
    }

    private static let second = Duration.seconds(1)

    private mutating func wait(_ event: Event) {
        var place = waiting.count
        while place > 0, event.time < waiting[place - 1].time { place -= 1 }
        waiting.insert(event, at: place)
    }
}
