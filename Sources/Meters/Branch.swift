internal import Activities
internal import Quantities

/// A meter and those directly below it, compared over a period.
///
/// What flows into the branch is what its meter counts, with what is generated below it and without what is exported
/// from below it; the other meters below it count where it goes. A branch of generators, or of exports, is their sum.
public struct Branch: Hashable, Sendable {
    public let above: Account
    /// In the order of the register; at least one.
    public let below: [Account]
    /// What flows in.
    public let inflow: Double
    /// What the meters below count of it.
    public let metered: Double
    public let tolerance: Terms.Tolerance
    public let verdict: Verdict

    init(_ above: Account, _ below: [Account], _ terms: Terms) {
        (self.above, self.below) = (above, below)
        let isSource = above.meter.use == .generation || above.meter.use == .export
        var (inflow, metered) = (above.portion.amount, 0.0)
        for account in below {
            switch account.meter.use {
            case .generation where !isSource: inflow += account.portion.amount
            case .export where !isSource: inflow -= account.portion.amount
            default: metered += account.portion.amount
            }
        }
        (self.inflow, self.metered) = (inflow, metered)
        let all = [above] + below
        let errors = all.compactMap { account in account.limit.map { $0 * abs(account.portion.amount) } }
        tolerance =
            errors.count == all.count && inflow > 0
            ? Terms.Tolerance(errors.reduce(0, +) / inflow, .classes) : Terms.Tolerance(terms.subMeters, .stated)
        let obstacles = all.compactMap { $0.obstacle(terms) }
        let allowed = abs(inflow) * tolerance.percent / 100
        verdict =
            if let obstacle = obstacles.first(where: \.isFault) ?? obstacles.first {
                obstacle
            } else if abs(metered - inflow) <= allowed {
                .agrees
            } else if metered > inflow || above.meter.isComplete {
                .differs
            } else {
                .remainder
            }
    }

    /// Below the meter minus through it; negative: some of it has no meter of its own.
    public var difference: Double { metered - inflow }

    /// Of what flows in, per cent; `nil` when nothing does.
    public var percent: Double? { inflow > 0 ? difference / inflow * 100 : nil }

    /// What flows in and is counted by no meter below; never negative.
    public var unmetered: Double { Swift.max(0, -difference) }

    /// The least of all meters concerned, 0 to 1.
    public var coverage: Double { below.reduce(above.coverage) { Swift.min($0, $1.coverage) } }
}
