/// What data a baseline must have before a model of it may speak.
public struct Sufficiency: Hashable, Sendable {
    /// 0.9 × 365, rounded up (the data sufficiency limit of the open CalTRACK methods, as opendsm 1.2.7 has it).
    public var leastDays = 329
    /// Of the period's days or hours, those with energy and weather; of the same source.
    public var leastCoverage = 0.9
    /// A model passes if it keeps one of the two (opendsm 1.2.7's limits of a daily model).
    public var mostCVRMSE = 1.0
    public var mostPNRMSE = 1.6

    public init() {}

    func check(days: Int, coverage: Double) throws(Refusal) {
        guard days >= leastDays else { throw .tooShort(days: days, least: leastDays) }
        guard coverage >= leastCoverage else { throw .tooManyGaps(coverage: coverage, least: leastCoverage) }
    }

    func check(_ fit: FitStatistics) throws(Refusal) {
        let isSteady = fit.pnrmse.map { $0 <= mostPNRMSE } ?? false
        guard fit.cvrmse <= mostCVRMSE || isSteady else {
            throw .tooScattered(cvrmse: fit.cvrmse, pnrmse: fit.pnrmse)
        }
    }
}
