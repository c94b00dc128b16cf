public import Quantities

/// A stretch of time that figures are about: its start belongs to it, its end does not.
public struct Period: Hashable, Sendable {
    public let from: Timestamp
    public let to: Timestamp

    /// - Returns: `nil` unless `from` lies before `to`.
    public init?(from: Timestamp, to: Timestamp) {
        guard from < to else { return nil }
        (self.from, self.to) = (from, to)
    }

    /// Always above zero.
    public var length: Duration { to - from }

    /// The mean year of the Julian calendar, 365.25 days: what “per year” means in every indicator.
    public static let year = Duration.hours(8_766)

    /// The shortest period that may be annualised: 0.9 × 365 days, rounded up, the data
    /// sufficiency limit of the open CalTRACK methods as opendsm 1.2.7 has them.
    public static let shortestAnnual = Duration.days(329)

    /// The least coverage that may be annualised; from the same source.
    public static let leastAnnualCoverage = 0.90
}
