/// What two measurements of the same must agree to, and how much of the time they must cover.
public struct Terms: Hashable, Sendable {
    /// A share of what is compared with.
    public struct Tolerance: Hashable, Sendable {
        /// Per cent, either way.
        public var percent: Double
        public var basis: Basis

        public enum Basis: String, Hashable, Sendable {
            /// The accuracy classes of all instruments concerned, added up at their worst.
            case classes
            /// ``Terms``, because the class of some instrument is not known.
            case stated
        }

        public init(_ percent: Double, _ basis: Basis) { (self.percent, self.basis) = (percent, basis) }
    }

    /// Of sub-meters and the meter above them, per cent, unless their classes are known.
    public var subMeters: Double
    /// Of a bill and the meter it names, per cent, unless the meter's class is known.
    public var bills: Double
    /// Share of the time below which nothing is judged, 0 to 1; as much of the amount must not have been split from
    /// longer intervals. An assumption: what one per cent of a period holds can hide a difference as large as the
    /// tolerances.
    public var leastCoverage: Double

    public init(subMeters: Double = 2, bills: Double = 1, leastCoverage: Double = 0.99) {
        (self.subMeters, self.bills, self.leastCoverage) = (subMeters, bills, leastCoverage)
    }
}

/// What a comparison comes to.
public enum Verdict: String, CaseIterable, Hashable, Sendable {
    case agrees
    /// By more than the tolerance.
    case differs
    /// The meters below count less than the meter above, as they may: some of it has no meter of its own.
    case remainder
    /// Too little of the time is covered to judge.
    case missingData = "missing data"
    /// Too much was split in proportion to time to judge, as intervals are longer than what is compared.
    case splitIntervals = "split intervals"
    /// Intervals of one meter overlap.
    case countedTwice = "counted twice"
    /// A bill names a meter that the register does not have.
    case unknownMeter = "unknown meter"
    /// A bill is of another medium or in a unit that needs more than a factor, such as kWh of gas.
    case notComparable = "not comparable"

    /// Whether something is wrong, rather than unknown.
    public var isFault: Bool { self == .differs || self == .countedTwice || self == .unknownMeter }
}
