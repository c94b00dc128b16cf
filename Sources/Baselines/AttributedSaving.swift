/// What control alone saved, by replay: the baseline's policy and the real one over the same recorded trace.
///
/// It knows nothing of weather or tenants, and a meter's saving knows nothing of why. Shown together they check each
/// other; their disagreement is printed, not settled.
public struct AttributedSaving: Hashable, Sendable {
    /// What the replayed baseline policy would have used, kWh.
    public let counterfactual: Double
    /// What the real policy used in the same replay, kWh.
    public let used: Double
    /// Days of the trace; above zero.
    public let days: Double
    /// Which policy was replayed, and where the result stands.
    public let source: String

    /// - Returns: `nil` unless the energies are not negative and the days above zero.
    public init?(counterfactual: Double, used: Double, days: Double, source: String) {
        guard counterfactual >= 0, used >= 0, days > 0, counterfactual.isFinite, used.isFinite, days.isFinite else {
            return nil
        }
        (self.counterfactual, self.used, self.days, self.source) = (counterfactual, used, days, source)
    }

    /// kWh a day.
    public var perDay: Double { (counterfactual - used) / days }

    /// Beside the meter's saving, both by the day, since the trace and the reporting period need not be of one length.
    public func beside(_ savings: Savings) -> Comparison {
        let interval = savings.interval
        return Comparison(
            attributed: perDay, metered: savings.avoided / savings.days,
            interval: interval.lowerBound / savings.days...interval.upperBound / savings.days)
    }

    /// kWh a day, all of it.
    public struct Comparison: Hashable, Sendable {
        public let attributed: Double
        public let metered: Double
        public let interval: ClosedRange<Double>

        /// By how much the meter's saving is above that of control alone.
        public var disagreement: Double { metered - attributed }
        /// Whether the attributed saving lies in the meter's interval.
        public var isWithinInterval: Bool { interval.contains(attributed) }
    }
}
