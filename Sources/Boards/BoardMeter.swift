public import Conditioning
public import Quantities

/// The pulse output of a meter that belongs to the board and to no zone: of the floor's water, the house's gas, a riser.
public struct BoardMeter: Hashable, Sendable {
    /// As the site file calls it; no zone has the same name.
    public let name: String
    public let medium: Medium
    public let input: InputWiring
    /// In the medium's unit.
    public let constant: MeterConstant
    /// The most that can flow, in units per hour: kW behind the circuit breaker, or m³/h. More must be a disturbance.
    public let maximum: Double
    /// What its face showed, and which meter it is.
    public let face: Face?
    /// Its accuracy class, as on its face; `nil`: not said.
    public let accuracy: String?

    /// A meter's identity, and one reading of it.
    public struct Face: Hashable, Sendable {
        public let serial: MeterSerial
        /// In thousandths of the unit: Wh or L.
        public let reading: UInt64
        /// When it showed that; `nil`: when this board began to count it.
        public let since: Timestamp?

        /// The serial as text.
        public var number: String { String(decoding: serial.characters, as: UTF8.self) }
    }

    /// So many pulses are so many of the medium's unit.
    public var ratio: (pulses: Int, units: Int) { (Int(constant.pulses), Int(constant.units)) }

    /// How long a pulse may be. An electronic output (S0) that stays active is broken; a reed stays closed where the wheel
    /// stops. Electricity meters are taken to have the one, all others the other (assumption).
    public var longestPulse: Duration? { medium == .energy ? .seconds(10) : nil }
}
