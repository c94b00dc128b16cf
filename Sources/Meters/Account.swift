internal import Activities
internal import Quantities

/// What one meter counted in a period, and how much of the period that is.
public struct Account: Hashable, Sendable {
    public let meter: Meter
    public let portion: Portion
    /// Time covered, 0 to 1.
    public let coverage: Double
    /// What its instruments of that time may be wrong by at worst, per cent; `nil`: not known of all.
    public let limit: Double?

    /// - Parameter series: of any meters; those of this one count.
    init(of meter: Meter, in series: [Series], over period: Range<Timestamp>) {
        let mine = series.filter { $0.site == meter.site && $0.meter == meter.id }
        self.meter = meter
        portion = Portion(of: mine.flatMap(\.intervals), from: period.lowerBound, to: period.upperBound)
        let length = (period.upperBound - period.lowerBound).milliseconds
        coverage = Double(portion.covered.milliseconds) / Double(length)
        let present = meter.installations.filter {
            $0.from < period.upperBound && ($0.to.map { period.lowerBound < $0 } ?? true)
        }
        let limits = present.compactMap(\.limit)
        limit = limits.count == present.count ? limits.max() : nil
    }

    /// A verdict that does not depend on the amount; `nil`: judge it.
    func obstacle(_ terms: Terms) -> Verdict? {
        if portion.isDoubled { return .countedTwice }
        if coverage < terms.leastCoverage { return .missingData }
        return portion.interpolated > (1 - terms.leastCoverage) * portion.amount ? .splitIntervals : nil
    }
}
