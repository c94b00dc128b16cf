public import Quantities

/// A number with all that is needed to judge it: what it is about, how much of
/// that was measured, and what it rests on.
public struct Figure: Hashable, Sendable {
    public let scope: Scope
    /// The key of its ``Indicator``.
    public let indicator: String
    /// `nil` when it cannot be said; then ``note`` says why.
    public let value: Double?
    public let unit: String
    /// The measured share of the scope's area and period, 0 to 1.
    public let coverage: Double
    public let period: Period
    /// What a reader must know beside the number.
    public let note: String?
    public let evidence: [Evidence]
    /// There are data, and no figure may be made of them: a factor is missing, a serial stands twice.
    public let isRefused: Bool

    public init(
        scope: Scope, indicator: String, value: Double?, unit: String, coverage: Double, period: Period,
        note: String? = nil, evidence: [Evidence] = [], isRefused: Bool = false
    ) {
        self.isRefused = isRefused
        (self.scope, self.indicator, self.value, self.unit) = (scope, indicator, value, unit)
        (self.coverage, self.period, self.note, self.evidence) = (coverage, period, note, evidence)
    }

    public var id: String { scope.id }
    public var from: Timestamp { period.from }
    public var to: Timestamp { period.to }
}
