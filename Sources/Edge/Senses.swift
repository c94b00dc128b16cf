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
    }

    private struct Sense: Sendable {
        let zone: Int
        var conditioner: Conditioner
    }

    private var senses: [Sense]

    /// - Parameters:
    ///   - wirings: as ``wirings(of:)`` lists them.
    ///   - levels: of the same lines at `now`; `nil` where one cannot be read.
    init(_ site: Site, levels: [Bool?], at now: Instant) {
        senses = zip(Self.wirings(of: site), levels).map { wiring, level in
            let isActive = level ?? false
            switch wiring.role {
            case .motion:
                return Sense(zone: wiring.zone, conditioner: .motion(MotionSensor(at: now, isActive: level)))
            case .button:
                return Sense(zone: wiring.zone, conditioner: .button(PushButton(at: now, isActive: isActive)))
            case .meter(let meter):
                let shortest = PulseMeter.shortestInterval(
                    breaker: meter.maximum, pulsesPerKilowattHour: Double(meter.pulsesPerKilowattHour))
                return Sense(
                    zone: wiring.zone, conditioner: .meter(PulseMeter(isActive: isActive, shortestInterval: shortest)))
            }
        }
    }

    /// One input line and what it is for.
    struct Wiring {
        enum Role {
            case motion, button
            case meter(MeterWiring)
        }
        let zone: Int
        let role: Role
        let input: InputWiring
    }

    /// All input lines of a board, in the order in which they are requested.
    static func wirings(of site: Site) -> [Wiring] {
        site.zones.indices.flatMap { index in
            let zone = site.zones[index]
            let motion = zone.motion.map { Wiring(zone: index, role: .motion, input: $0) }
            let button = zone.button.map { Wiring(zone: index, role: .button, input: $0) }
            let meter = zone.meter.map { Wiring(zone: index, role: .meter($0), input: $0.input) }
            return motion + [button, meter].compactMap { $0 }
        }
    }

    mutating func receive(_ edge: Edge) {
        switch senses[edge.line].conditioner {
        case .motion(var sensor):
            sensor.receive(edge)
            senses[edge.line].conditioner = .motion(sensor)
        case .button(var button):
            button.receive(edge)
            senses[edge.line].conditioner = .button(button)
        case .meter(var meter):
            meter.receive(edge)
            senses[edge.line].conditioner = .meter(meter)
        }
    }

    /// Lets every conditioner see that time has passed.
    mutating func look(at now: Instant) {
        for line in senses.indices {
            switch senses[line].conditioner {
            case .motion(var sensor):
                sensor.look(at: now)
                senses[line].conditioner = .motion(sensor)
            case .button(var button):
                button.look(at: now)
                senses[line].conditioner = .button(button)
            case .meter(var meter):
                meter.look(at: now)
                senses[line].conditioner = .meter(meter)
            }
        }
    }

    /// Compares the lines with what their edges said; `nil` is a line that cannot be read.
    mutating func reconcile(_ levels: [Bool?], at now: Instant) {
        for (line, level) in zip(senses.indices, levels) {
            switch senses[line].conditioner {
            case .motion(var sensor):
                if let level { sensor.reads(level, at: now) } else { sensor.fail(at: now) }
                senses[line].conditioner = .motion(sensor)
            case .button(var button):
                if let level { button.reads(level, at: now) }
                senses[line].conditioner = .button(button)
            case .meter(var meter):
                if let level { meter.reads(level, at: now) }
                senses[line].conditioner = .meter(meter)
            }
        }
    }

    /// When to look again at the latest.
    var reviewBy: Instant? {
        var review: Instant?
        for sense in senses {
            let due: Instant? =
                switch sense.conditioner {
                case .motion(let sensor): sensor.reviewBy
                case .button(let button): button.reviewBy
                case .meter(let meter): meter.reviewBy
                }
            if let due { review = review.map { Swift.min($0, due) } ?? due }
        }
        return review
    }

    /// All motion sensors of a zone as one: active while any is. While one is lost, stillness is not known:
    /// it may be the only one that sees somebody.
    func motion(of zone: Int) -> Motion? {
        var (isBlind, motion) = (false, Motion.still)
        for sense in senses where sense.zone == zone {
            guard case .motion(let sensor) = sense.conditioner else { continue }
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
        for sense in senses where sense.zone == zone {
            if case .button(let button) = sense.conditioner { return button.presses }
        }
        return .zero
    }

    /// `nil` without a meter.
    func pulses(of zone: Int) -> WrappingCount? {
        for sense in senses where sense.zone == zone {
            if case .meter(let meter) = sense.conditioner { return meter.pulses }
        }
        return nil
    }
}
