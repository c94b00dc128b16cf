public import Activities
internal import Quantities

/// What a site used, made, kept and gave away, interval by interval: whether the end uses make the total, and how much
/// of it was its own.
///
/// Self-consumed is, in each interval, the lesser of what was made and what was used (all that finer than an interval
/// is unknown); what is beyond it was exported and does not count as renewable use.
public struct Balance: Hashable, Sendable {
    /// kWh, of intervals that all meters have.
    public private(set) var total = 0.0
    public private(set) var endUses: [Double]
    public private(set) var generated = 0.0
    public private(set) var selfConsumed = 0.0
    /// Intervals that all meters have, and those that one or more lack.
    public private(set) var intervals = 0
    public private(set) var incomplete = 0
    /// The largest difference between the total and its end uses in one interval, kWh.
    public private(set) var largestResidual = 0.0

    /// - Parameter total: of the site or building; the interval's bounds are those that the others must have.
    /// - Parameter endUses: its parts; may be none.
    /// - Parameter generation: not negative; `nil` where nothing is made.
    public init(total: Series, endUses: [Series], generation: Series?) {
        self.endUses = endUses.map { _ in 0 }
        let parts = endUses.map { Balance.byStart($0) }
        let made = generation.map { Balance.byStart($0) }
        for interval in total.intervals {
            let key = interval.from.milliseconds
            let uses = parts.compactMap { $0[key] }.filter { $0.to == interval.to && $0.amount.isFinite }
            let making = made.flatMap { $0[key] }.flatMap { $0.to == interval.to && $0.amount.isFinite ? $0 : nil }
            guard interval.amount.isFinite, uses.count == parts.count, made == nil || making != nil else {
                incomplete += 1
                continue
            }
            intervals += 1
            self.total += interval.amount
            for (place, use) in uses.enumerated() { self.endUses[place] += use.amount }
            generated += making?.amount ?? 0
            selfConsumed += max(0, min(making?.amount ?? 0, interval.amount))
            if !uses.isEmpty {
                let residual = abs(interval.amount - uses.reduce(0) { $0 + $1.amount })
                largestResidual = max(largestResidual, residual)
            }
        }
    }

    public var exported: Double { generated - selfConsumed }
    /// Taken from outside less given there; negative when more was given.
    public var net: Double { total - generated }
    /// Of the total what the end uses do not say; `nil` unless the total is above zero and there are end uses.
    public var residualShare: Double? {
        total > 0 && !endUses.isEmpty ? (total - endUses.reduce(0, +)) / total : nil
    }
    /// Self-consumed over total, exports left out; `nil` unless the total is above zero.
    public var renewableShare: Double? { total > 0 ? selfConsumed / total : nil }

    private static func byStart(_ series: Series) -> [Int64: Series.Interval] {
        Dictionary(series.intervals.map { ($0.from.milliseconds, $0) }) { first, _ in first }
    }
}
