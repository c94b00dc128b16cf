public import Hardware

extension BoardModel {
    /// A line that a board offers.
    public struct Line: Hashable, Sendable {
        /// As site files call it.
        public let name: String
        /// Index into the board's ``BoardModel/chips``; 0 where there is none.
        public let chip: Int
        /// On the chip.
        public let offset: Int
        /// The header it is on; `nil` where the board file names none.
        public let header: String?
        /// On the header; `nil` where there is none.
        public let pin: Int?
        /// The resistor on it from power-on until it is requested; `nil`: not known for certain.
        public let atBoot: Bias?
        /// What else it can carry, in the order of the file.
        public let signals: [Signal]
        /// Why it must not be used.
        public let avoid: String?
        /// Why it moves while the board boots, and so cannot switch lamps.
        public let bootActive: String?
        /// What to see to before it is used.
        public let caution: String?
    }

    /// What a line is called when it plays a role.
    public struct Signal: Hashable, Sendable, CustomStringConvertible {
        public let role: Role
        /// Such as `SDA1`.
        public let name: String
        public var description: String { "\(role.rawValue) \(name)" }
    }

    /// What a line can be besides an input or output.
    public enum Role: String, CaseIterable, Sendable {
        case uart, spi, i2c, pwm, clock, i2s, hdmi, emmc
        case oneWire = "1-wire"
        /// The bus on which add-on boards say what they are.
        case idEEPROM = "id-eeprom"
        /// Its level while the processor starts decides from where it boots.
        case strapping
    }
}
