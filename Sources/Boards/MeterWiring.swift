public import Conditioning
public import Quantities

/// The pulse output (S0) of a zone's electricity meter.
public struct MeterWiring: Hashable, Sendable {
    public let input: InputWiring
    /// In kWh.
    public let constant: MeterConstant
    /// What its circuit can carry; more must be a disturbance.
    public let maximum: Watts
    /// The number on its face; `nil`: not said.
    public let serial: MeterSerial?
    /// What its face showed when this board began to count, Wh.
    public let start: UInt64

    public var pulsesPerKilowattHour: Int { Int(constant.pulses) }

    /// Tells what the face must show, from the pulses since this board began to count; `nil` without a serial, as
    /// nobody knows then which meter it is.
    public var register: MeterRegister? {
        serial.map { MeterRegister(serial: $0, constant: constant, start: start) }
    }
}
