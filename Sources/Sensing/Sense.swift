internal import Conditioning
internal import Hardware
internal import Quantities

/// What conditions one input line of a board.
enum Sense: Sendable {
    case motion(MotionSensor)
    case button(PushButton)
    case meter(PulseMeter)
    case light(LightToFrequency)
    case contact(Contact)
    /// Both lines of a pair; it is at the low one.
    case comparator(LightComparator)
    /// The high line of the pair whose low line is the one before.
    case comparatorHigh

    mutating func receive(_ edge: Edge, from output: LightComparator.Output = .low) {
        switch self {
        case .motion(var sensor):
            sensor.receive(edge)
            self = .motion(sensor)
        case .button(var button):
            button.receive(edge)
            self = .button(button)
        case .meter(var meter):
            meter.receive(edge)
            self = .meter(meter)
        case .light(var sensor):
            sensor.receive(edge)
            self = .light(sensor)
        case .contact(var contact):
            contact.receive(edge)
            self = .contact(contact)
        case .comparator(var pair):
            pair.receive(edge, from: output)
            self = .comparator(pair)
        case .comparatorHigh: break
        }
    }

    /// Lets time pass.
    mutating func look(at now: Instant) {
        switch self {
        case .motion(var sensor):
            sensor.look(at: now)
            self = .motion(sensor)
        case .button(var button):
            button.look(at: now)
            self = .button(button)
        case .meter(var meter):
            meter.look(at: now)
            self = .meter(meter)
        case .light(var sensor):
            sensor.look(at: now)
            self = .light(sensor)
        case .contact(var contact):
            contact.look(at: now)
            self = .contact(contact)
        case .comparator(var pair):
            pair.look(at: now)
            self = .comparator(pair)
        case .comparatorHigh: break
        }
    }

    /// Takes a reading; `nil` is a line that cannot be read.
    mutating func reads(_ level: Bool?, from output: LightComparator.Output = .low, at now: Instant) {
        switch self {
        case .motion(var sensor):
            if let level { sensor.reads(level, at: now) } else { sensor.fail(at: now) }
            self = .motion(sensor)
        case .button(var button):
            if let level { button.reads(level, at: now) } else { button.fail(at: now) }
            self = .button(button)
        case .meter(var meter):
            if let level { meter.reads(level, at: now) } else { meter.fail(at: now) }
            self = .meter(meter)
        case .light(var sensor):
            if let level { sensor.reads(level, at: now) } else { sensor.fail(at: now) }
            self = .light(sensor)
        case .contact(var contact):
            if let level { contact.reads(level, at: now) } else { contact.fail(at: now) }
            self = .contact(contact)
        case .comparator(var pair):
            if let level { pair.reads(level, from: output, at: now) } else { pair.fail(output, at: now) }
            self = .comparator(pair)
        case .comparatorHigh: break
        }
    }

    /// Look again no later than this; `nil` if only an edge can change anything.
    var reviewBy: Instant? {
        switch self {
        case .motion(let sensor): sensor.reviewBy
        case .button(let button): button.reviewBy
        case .meter(let meter): meter.reviewBy
        case .light(let sensor): sensor.reviewBy
        case .contact(let contact): contact.reviewBy
        case .comparator(let pair): pair.reviewBy
        case .comparatorHigh: nil
        }
    }

    /// Why it is not to be believed; `nil` while nothing speaks against it.
    var fault: SensorFault? {
        switch self {
        case .motion(let sensor): sensor.fault
        case .button(let button): button.fault
        case .meter(let meter): meter.fault
        case .light(let sensor): sensor.fault
        case .contact(let contact): contact.fault
        case .comparator(let pair): pair.fault
        case .comparatorHigh: nil
        }
    }
}
