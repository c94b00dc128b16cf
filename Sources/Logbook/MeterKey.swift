public import Quantities
public import Records

/// Which meter a register is of: its name, and what it measures. A name that came to another medium is another meter.
public struct MeterKey: Hashable, Comparable, Sendable {
    public let name: String
    public let medium: Medium

    public init(_ name: String, _ medium: Medium) { (self.name, self.medium) = (name, medium) }

    public init(_ metering: Record.Metering) { self.init(metering.meter, metering.medium) }

    public static func < (a: MeterKey, b: MeterKey) -> Bool {
        (a.name, a.medium.rawValue) < (b.name, b.medium.rawValue)
    }
}
