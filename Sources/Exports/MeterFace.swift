public import Quantities

/// A meter whose face showed a reading when its register stood somewhere: a line of text,
/// `water-main 8ITR0123 1234567 1763735400000 4711`.
public struct MeterFace: Hashable, Sendable {
    /// A meter of the board, or the zone that it belongs to.
    public var meter: String
    /// Visible ASCII.
    public var serial: String
    /// In thousandths of its unit.
    public var reading: UInt64
    /// When it showed that; `nil`: when the board began to count it.
    public var since: Timestamp?
    /// The register then: pulses of a meter of the board, mWh of a zone's.
    public var base: Int64

    public init(meter: String, serial: String, reading: UInt64, since: Timestamp?, base: Int64) {
        (self.meter, self.serial, self.reading, self.since, self.base) = (meter, serial, reading, since, base)
    }

    public var line: String {
        "\(meter) \(serial) \(reading) \(since.map { "\($0.milliseconds)" } ?? "-") \(base)"
    }

    /// - Returns: `nil` where the line is none.
    public init?(line: Substring) {
        let words = line.split(separator: " ")
        guard words.count == 5, let reading = UInt64(words[2]), let base = Int64(words[4]), base >= 0 else {
            return nil
        }
        let since = Int64(words[3])
        guard since != nil || words[3] == "-" else { return nil }
        self.init(
            meter: String(words[0]), serial: String(words[1]), reading: reading,
            since: since.map(Timestamp.init(milliseconds:)), base: base)
    }
}
