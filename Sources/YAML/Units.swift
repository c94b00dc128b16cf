internal import Spelling

/// The units one kind of quantity may be written in, and what each is worth in
/// the kind's base unit.
public struct Units: Hashable, Sendable {
    public struct Unit: Hashable, Sendable {
        /// As messages spell it.
        public let symbol: String
        /// Other spellings that are read.
        public let aliases: [String]
        /// How many base units it is worth.
        public let worth: Double

        public init(_ symbol: String, aliases: [String] = [], worth: Double) {
            (self.symbol, self.aliases, self.worth) = (symbol, aliases, worth)
        }
    }

    /// From the smallest to the largest.
    public let units: [Unit]

    public init(_ units: [Unit]) { self.units = units }
    public init(_ symbol: String, aliases: [String] = []) { units = [Unit(symbol, aliases: aliases, worth: 1)] }

    /// Base: one millisecond.
    public static let duration = Units([
        Unit("ms", worth: 1), Unit("s", worth: 1_000), Unit("min", worth: 60_000), Unit("h", worth: 3_600_000),
    ])
    public static let lux = Units("lx")
    /// Base: one watt.
    public static let power = Units([Unit("W", worth: 1), Unit("kW", worth: 1_000)])
    public static let area = Units("m2", aliases: ["m²"])
    public static let length = Units("m")
    public static let percent = Units("%")
    public static let degrees = Units("°")

    /// "ms, s, min or h".
    var allowed: String { Spelling.alternatives(units.map(\.symbol)) }

    func named(_ symbol: Substring) -> Unit? {
        units.first { $0.symbol == symbol || $0.aliases.contains(String(symbol)) }
    }

    /// The amount (in base units), written in the unit `preferred` if that gives
    /// a whole number, else in the largest unit that does, else in the smallest.
    public func written(_ amount: Double, preferring preferred: Unit? = nil) -> String {
        let choices = (preferred.map { [$0] } ?? []) + (amount == 0 ? [] : units.reversed())
        let whole = choices.first { unit in (amount / unit.worth).rounded() == amount / unit.worth }
        guard let unit = whole ?? units.first else { return Decimal.written(amount) }
        return "\(Decimal.written(amount / unit.worth)) \(unit.symbol)"
    }
}
