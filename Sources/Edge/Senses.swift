internal import Boards
internal import Conditioning
internal import Control
internal import Hardware
internal import Quantities

/// What the lines of a board tell about its zones: one conditioner per line.
struct Senses: Sendable {
    private enum Conditioner: Sendable {
        case motion(MotionSensor)
        case button(PushButton)
        case meter(PulseMeter)
        case light(LightToFrequency)
    }

    private var senses: [Conditioner]
    /// Of each zone; they follow each other.
    private let places: [Range<Int>]

    /// - Parameters:
    ///   - wirings: as ``wirings(of:)`` lists them.
    ///   - levels: of the same lines at `now`; `nil` where one cannot be read.
    init(_ site: Site, levels: [Bool?], at now: Instant) {
        let wirings = Self.wirings(of: site)
        places = site.zones.indices.map { zone in
            let first = wirings.firstIndex { $0.zone == zone } ?? 0
            return first..<(wirings.lastIndex { $0.zone == zone } ?? first - 1) + 1
        }
        senses = zip(wirings, levels).map { wiring, level in
            switch wiring.role {
            case .motion: return .motion(MotionSensor(at: now, isActive: level))
            case .button: return .button(PushButton(at: now, isActive: level))
            case .meter(let meter):
                let shortest = PulseMeter.shortestInterval(
                    breaker: meter.maximum, pulsesPerKilowattHour: Double(meter.pulsesPerKilowattHour))
                return .meter(
                    PulseMeter(at: now, isActive: level, shortestInterval: shortest, longestPulse: .seconds(10)))
            case .light(let calibration): return .light(LightToFrequency(at: now, calibration))
            }
        }
    }

    /// One input line and what it is for.
    struct Wiring {
        enum Role {
            case motion, button
            case meter(MeterWiring)
            case light(LightCalibration)
        }
        let zone: Int
        let role: Role
        let input: InputWiring

        /// What people call it.
        var word: String {
            switch role {
            case .motion: "motion sensor on"
            case .button: "button on"
            case .meter: "meter on"
            case .light: "light sensor on"
            }
        }
    }

    /// All input lines of a board, in the order in which they are requested.
    static func wirings(of site: Site) -> [Wiring] {
        site.zones.indices.flatMap { index in
            let zone = site.zones[index]
            let motion = zone.motion.map { Wiring(zone: index, role: .motion, input: $0) }
            let button = zone.button.map { Wiring(zone: index, role: .button, input: $0) }
            let meter = zone.meter.map { Wiring(zone: index, role: .meter($0), input: $0.input) }
            let light = zone.light.flatMap { sensor -> Wiring? in
                guard case .converter(let input, let calibration) = sensor else { return nil }
                return Wiring(zone: index, role: .light(calibration), input: input)
            }
            return motion + [button, meter, light].compactMap { $0 }
        }
    }

    mutating func receive(_ edge: Edge) {
        switch senses[edge.line] {
        case .motion(var sensor):
            sensor.receive(edge)
            senses[edge.line] = .motion(sensor)
        case .button(var button):
            button.receive(edge)
            senses[edge.line] = .button(button)
        case .meter(var meter):
            meter.receive(edge)
            senses[edge.line] = .meter(meter)
        case .light(var sensor):
            sensor.receive(edge)
            senses[edge.line] = .light(sensor)
        }
    }

    /// Lets every conditioner see that time has passed.
    mutating func look(at now: Instant) {
        for line in senses.indices {
            switch senses[line] {
            case .motion(var sensor):
                sensor.look(at: now)
                senses[line] = .motion(sensor)
            case .button(var button):
                button.look(at: now)
                senses[line] = .button(button)
            case .meter(var meter):
                meter.look(at: now)
                senses[line] = .meter(meter)
            case .light(var sensor):
                sensor.look(at: now)
                senses[line] = .light(sensor)
            }
        }
    }

    /// Compares the lines with what their edges said; `nil` is a line that cannot be read.
    mutating func reconcile(_ levels: [Bool?], at now: Instant) {
        for (line, level) in zip(senses.indices, levels) {
            switch senses[line] {
            case .motion(var sensor):
                if let level { sensor.reads(level, at: now) } else { sensor.fail(at: now) }
                senses[line] = .motion(sensor)
            case .button(var button):
                if let level { button.reads(level, at: now) } else { button.fail(at: now) }
                senses[line] = .button(button)
            case .meter(var meter):
                if let level { meter.reads(level, at: now) } else { meter.fail(at: now) }
                senses[line] = .meter(meter)
            case .light(var sensor):
                if let level { sensor.reads(level, at: now) } else { sensor.fail(at: now) }
                senses[line] = .light(sensor)
            }
        }
    }

    /// When to look again at the latest.
    var reviewBy: Instant? {
        var review: Instant?
        for sense in senses {
            let due: Instant? =
                switch sense {
                case .motion(let sensor): sensor.reviewBy
                case .button(let button): button.reviewBy
                case .meter(let meter): meter.reviewBy
                case .light(let sensor): sensor.reviewBy
                }
            if let due { review = review.map { Swift.min($0, due) } ?? due }
        }
        return review
    }

    /// Why an input line is not to be believed; `nil` while nothing speaks against it.
    func fault(of line: Int) -> SensorFault? {
        switch senses[line] {
        case .motion(let sensor): sensor.fault
        case .button(let button): button.fault
        case .meter(let meter): meter.fault
        case .light(let sensor): sensor.fault
        }
    }

    /// All motion sensors of a zone as one: active while any is. While one is lost, stillness is not known:
    /// it may be the only one that sees somebody.
    func motion(of zone: Int) -> Motion? {
        var (isBlind, motion) = (false, Motion.still)
        for place in places[zone] {
            guard case .motion(let sensor) = senses[place] else { continue }
            motion.onsets.increment(by: sensor.onsets.count)
            guard sensor.isKnown else {
                isBlind = true
                continue
            }
            motion.isActive = motion.isActive || sensor.isActive
        }
        return isBlind && !motion.isActive ? nil : motion
    }

    func presses(of zone: Int) -> WrappingCount {
        for place in places[zone] {
            if case .button(let button) = senses[place] { return button.presses }
        }
        return .zero
    }

    /// At the light sensor of a zone; `nil` without one, and while it cannot be believed.
    func light(of zone: Int) -> Lux? {
        for place in places[zone] {
            if case .light(let sensor) = senses[place] { return sensor.lux }
        }
        return nil
    }

    /// The lamps of a zone surely give its light sensor so much from now on: silence would be a broken wire.
    mutating func expect(_ light: Lux, in zone: Int, at now: Instant) {
        for place in places[zone] {
            guard case .light(var sensor) = senses[place] else { continue }
            sensor.expect(atLeast: light, at: now)
            senses[place] = .light(sensor)
        }
    }

    /// `nil` without a meter.
    func pulses(of zone: Int) -> WrappingCount? {
        for place in places[zone] {
            if case .meter(let meter) = senses[place] { return meter.pulses }
        }
        return nil
    }
}

extension SensorFault {
    /// For the log: what is wrong, what control makes of it, what to look for.
    var sentence: String {
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
