public import Hardware

/// What a site file wants of one line.
public struct Claim: Hashable, Sendable {
    public enum Role: Hashable, Sendable {
        /// Counted from 1, of so many steps.
        case lamp(Int, of: Int)
        /// Counted from 1, of so many sensors.
        case motion(Int, of: Int)
        case button, meter, light
    }

    public let zone: String
    public let role: Role
    public let line: BoardModel.Line
    public let polarity: Polarity
    /// `nil` for an output.
    public let bias: Bias?
}

extension Claim.Role: CustomStringConvertible {
    /// "lamp 1", "motion", "motion 2", "button", "meter", "light".
    public var description: String {
        switch self {
        case .lamp(let step, _): "lamp \(step)"
        case .motion(_, of: 1): "motion"
        case .motion(let sensor, _): "motion \(sensor)"
        case .button: "button"
        case .meter: "meter"
        case .light: "light"
        }
    }
}

extension Site {
    /// What each wired line is for, by zones in the order of the file.
    public var claims: [Claim] { zones.flatMap(\.claims) }
}

extension Site.Zone {
    var claims: [Claim] {
        let relays = lamps.enumerated().map { index, lamp in
            Claim(
                zone: id, role: .lamp(index + 1, of: lamps.count), line: lamp.line, polarity: lamp.polarity, bias: nil)
        }
        let sensors = motion.enumerated().map { claim(.motion($0 + 1, of: motion.count), $1) }
        return relays + sensors
            + [
                button.map { claim(.button, $0) }, meter.map { claim(.meter, $0.input) },
                light?.input.map { claim(.light, $0) },
            ].compactMap { $0 }
    }

    private func claim(_ role: Claim.Role, _ input: InputWiring) -> Claim {
        Claim(zone: id, role: role, line: input.line, polarity: input.polarity, bias: input.bias)
    }
}
