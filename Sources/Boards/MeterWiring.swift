public import Conditioning
public import Quantities

/// The pulse output (S0) of a zone's electricity meter.
public struct MeterWiring: Hashable, Sendable {
    public let input: InputWiring
    /// In kWh.
    public let constant: MeterConstant
    /// What its circuit can carry; more must be a disturbance.
    public let maximum: Watts
    /// Which meter it is, and what its face showed; `nil`: not said.
    public let face: BoardMeter.Face?

    public var pulsesPerKilowattHour: Int { Int(constant.pulses) }

    /// The number on its face; `nil`: not said.
    public var serial: MeterSerial? { face?.serial }

    /// Tells what the face must show, from the pulses since this board began to count; `nil` without a serial, as
    /// nobody knows then which meter it is.
    ///
    /// - Parameter base: the pulses when its face showed ``BoardMeter/Face/reading``.
    public func register(since base: UInt64) -> MeterRegister? { face?.register(constant, since: base) }
}

extension BoardMeter.Face {
    /// - Parameter base: the pulses when it showed ``reading``.
    public func register(_ constant: MeterConstant, since base: UInt64) -> MeterRegister {
        MeterRegister(serial: serial, constant: constant, start: reading, since: base)
    }
}

extension BoardMeter {
    /// As ``MeterWiring/register(since:)``.
    public func register(since base: UInt64) -> MeterRegister? { face?.register(constant, since: base) }
}
