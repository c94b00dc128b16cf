public import Hardware
public import Quantities

/// A line that switches one step of the lamps.
public struct OutputWiring: Hashable, Sendable {
    public let line: BoardModel.Line
    public let polarity: Polarity
}

/// A line that something reports on.
public struct InputWiring: Hashable, Sendable {
    public let line: BoardModel.Line
    public let polarity: Polarity
    public let bias: Bias
}

/// The pulse output (S0) of a zone's electricity meter.
public struct MeterWiring: Hashable, Sendable {
    public let input: InputWiring
    public let pulsesPerKilowattHour: Int
    /// What its circuit can carry; more must be a disturbance.
    public let maximum: Watts
}
