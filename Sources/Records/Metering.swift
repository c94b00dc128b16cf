public import Quantities

extension Record {
    /// The registers of a meter that belongs to no zone, at the end of an interval.
    public struct Metering: Equatable, Sendable {
        /// As the site file calls it; with its ``medium``, which registers go on.
        public var meter: String
        public var medium: Medium
        /// Number of the boot it belongs to.
        public var boot: Int64
        public var start: Timestamp
        public var end: Timestamp
        /// Time in which the board counted it, ms, cumulative since the journal began.
        public var observed: Int64
        /// Pulses, cumulative since the journal began.
        public var pulses: Int64
        /// What they stand for, each by the constant when it came, in millionths of the medium's unit (mWh, mL);
        /// cumulative since the journal began.
        public var amount: Int64
        /// The number on its face; empty: not said. Another one is another meter, at the same place.
        public var serial: String
        /// What its face must show, in thousandths of the unit (Wh, L); `nil` where nobody said which meter it is.
        public var face: Int64?

        public init(meter: String, medium: Medium, boot: Int64, start: Timestamp, end: Timestamp) {
            (self.meter, self.medium, self.boot, self.start, self.end) = (meter, medium, boot, start, end)
            (observed, pulses, amount, serial, face) = (0, 0, 0, "", nil)
        }

        /// No register is as large: 10¹² pulses, and a `Double` still holds it.
        public static let limit: Int64 = 1 << 52
    }
}

extension ByteWriter {
    mutating func metering(_ metering: Record.Metering) {
        text(metering.meter)
        byte(metering.medium.rawValue)
        signed(metering.boot)
        signed(metering.end.milliseconds)
        signed((metering.end - metering.start).milliseconds)
        for register in [metering.observed, metering.pulses, metering.amount] { signed(register) }
        text(metering.serial)
        signed(metering.face ?? -1)
    }
}

extension ByteReader {
    mutating func metering() throws(RecordError) -> Record.Metering {
        let meter = try text()
        guard let medium = Medium(rawValue: try byte()) else { throw .malformed }
        let boot = try signed()
        let end = Timestamp(milliseconds: try signed())
        let length = try signed()
        guard end.milliseconds.subtractingReportingOverflow(length).overflow == false else { throw .malformed }
        var metering = Record.Metering(
            meter: meter, medium: medium, boot: boot, start: end - .milliseconds(length), end: end)
        metering.observed = try register(from: 0)
        metering.pulses = try register(from: 0)
        metering.amount = try register(from: 0)
        metering.serial = try text()
        let face = try register(from: -1)
        metering.face = face < 0 ? nil : face
        return metering
    }

    private mutating func register(from least: Int64) throws(RecordError) -> Int64 {
        let value = try signed()
        guard least..<Record.Metering.limit ~= value else { throw .malformed }
        return value
    }
}
