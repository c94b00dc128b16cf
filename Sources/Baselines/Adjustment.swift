internal import Calendars

/// A change of the building that no model knows of, brought into account by hand: a floor let, a kitchen closed.
///
/// IPMVP calls it a non-routine adjustment. It changes what the baseline would have used, and is always listed.
public struct Adjustment: Hashable, Sendable {
    public let dates: Dates
    /// Added to the baseline on each of the dates; negative takes away.
    public let kilowattHoursPerDay: Double
    public let reason: String
    /// Who decided it.
    public let by: String

    /// - Returns: `nil` unless the amount is finite, and reason and name are there.
    public init?(_ dates: Dates, kilowattHoursPerDay: Double, reason: String, by: String) {
        guard kilowattHoursPerDay.isFinite, !reason.isEmpty, !by.isEmpty else { return nil }
        (self.dates, self.kilowattHoursPerDay, self.reason, self.by) = (dates, kilowattHoursPerDay, reason, by)
    }

    /// What it came to in a reporting period.
    public struct Applied: Hashable, Sendable {
        public let adjustment: Adjustment
        /// Days that counted and that it spoke of; parts of days in an hourly model.
        public let days: Double
        public var kilowattHours: Double { days * adjustment.kilowattHoursPerDay }
    }
}
