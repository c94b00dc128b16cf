public import Hardware

/// What a site file wants of one line, or of one PWM output.
public struct Claim: Hashable, Sendable {
    public enum Role: Hashable, Sendable {
        /// Counted from 1, of so many steps.
        case lamp(Int, of: Int)
        /// Counted from 1, of so many sensors.
        case motion(Int, of: Int)
        /// Counted from 1, of so many lines.
        case light(Int, of: Int)
        case button, meter, door, shed
        /// The auxiliary contact of a lamp's relay, counted from 1.
        case answer(Int)
        /// One that belongs to no zone, by its name.
        case boardMeter(String)
        /// Beside a dimmer: takes the lamps off the mains.
        case relay
        /// Closed while plug loads may be on.
        case plugs
        /// Closed while the climate is set back.
        case setback
        case dimmer(DimmerWiring)
    }

    /// `nil`: the board's own.
    public let zone: String?
    public let role: Role
    /// `nil`: a dimmer whose pin the file does not name.
    public let line: BoardModel.Line?
    public let polarity: Polarity
    /// `nil` for an output.
    public let bias: Bias?
}

extension Claim.Role: CustomStringConvertible {
    /// "lamp 1", "motion", "motion 2", "button", "meter", "light", "door", "dimmer".
    public var description: String {
        switch self {
        case .lamp(let step, _): "lamp \(step)"
        case .motion(_, of: 1): "motion"
        case .motion(let sensor, _): "motion \(sensor)"
        case .button: "button"
        case .meter: "meter"
        case .answer(let step): "answer \(step)"
        case .boardMeter(let name): "meter \(name)"
        case .light(_, of: 1): "light"
        case .light(1, _): "light low"
        case .light: "light high"
        case .door: "door"
        case .shed: "shed"
        case .relay: "relay"
        case .plugs: "plugs"
        case .setback: "setback"
        case .dimmer: "dimmer"
        }
    }
}

extension Site {
    /// What each wired line is for: the board's own, then by zones in the order of the file.
    public var claims: [Claim] {
        [shed.map { Claim(nil, .shed, $0.input) }, button.map { Claim(nil, .button, $0) }].compactMap { $0 }
            + meters.map { Claim(nil, .boardMeter($0.name), $0.input) } + zones.flatMap(\.claims)
    }
}

extension Site.Zone {
    var claims: [Claim] {
        let relays = lamps.enumerated().map { index, lamp in
            Claim(
                zone: id, role: dimmer == nil ? .lamp(index + 1, of: lamps.count) : .relay, line: lamp.line,
                polarity: lamp.polarity, bias: nil)
        }
        let dimmers = [dimmer].compactMap { $0 }.map { dimmer in
            Claim(zone: id, role: .dimmer(dimmer), line: dimmer.line, polarity: .activeHigh, bias: nil)
        }
        let sensors = motion.enumerated().map { Claim(id, .motion($0 + 1, of: motion.count), $1) }
        let answers = lamps.enumerated().compactMap { index, lamp in
            lamp.answer.map { Claim(id, .answer(index + 1), $0) }
        }
        let lights = light?.inputs ?? []
        let followers = [(Claim.Role.plugs, plugs), (.setback, setback)].compactMap { role, wiring in
            wiring.map { Claim(zone: id, role: role, line: $0.line, polarity: $0.polarity, bias: nil) }
        }
        return dimmers + relays + sensors
            + [button.map { Claim(id, .button, $0) }, meter.map { Claim(id, .meter, $0.input) }].compactMap { $0 }
            + lights.enumerated().map { Claim(id, .light($0 + 1, of: lights.count), $1) }
            + [door].compactMap { $0 }.map { Claim(id, .door, $0.input) } + answers + followers
    }
}

extension Claim {
    fileprivate init(_ zone: String?, _ role: Role, _ input: InputWiring) {
        self.init(zone: zone, role: role, line: input.line, polarity: input.polarity, bias: input.bias)
    }
}
