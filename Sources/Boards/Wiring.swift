public import Conditioning
public import Hardware
public import Quantities

/// A line with a relay: one step of the lamps, or what else follows people.
public struct OutputWiring: Hashable, Sendable {
    public let line: BoardModel.Line
    public let polarity: Polarity
    /// Its auxiliary contact: active while the relay is closed; `nil`: nothing tells.
    public let answer: InputWiring?
}

/// A line that something reports on.
public struct InputWiring: Hashable, Sendable {
    public let line: BoardModel.Line
    public let polarity: Polarity
    public let bias: Bias
}

/// The contact at a zone's door.
public struct DoorWiring: Hashable, Sendable {
    public let input: InputWiring
    /// Whether its loop is closed, the line being active, while the door is shut.
    public let loop: Contact.Loop
    /// Open for this long it is a fault; `nil`: it may stay open.
    public let longestOpen: Duration?
}

/// Two comparators behind a photoresistor, each with a threshold that was set on the spot.
public struct ComparatorWiring: Hashable, Sendable {
    /// Active above ``lowLux``.
    public let low: InputWiring
    /// Active above ``highLux``.
    public let high: InputWiring
    public let lowLux: Lux
    /// More than ``lowLux``.
    public let highLux: Lux

    /// What is there at least. It may be more: light is never taken for granted.
    public func illuminance(_ light: LightComparator.Light) -> Lux {
        switch light {
        case .dark: .zero
        case .between: lowLux
        case .bright: highLux
        }
    }
}

/// The contact by which a grid operator or a building system asks to give up light.
public struct ShedWiring: Hashable, Sendable {
    /// Active while it asks.
    public let input: InputWiring
    /// Per cent of the light.
    public let level: UInt8
    /// Asking for this long it is stuck, and nothing is given up any more until it has ceased to ask.
    public let longest: Duration
}
