public import Calendars

/// Days that a building keeps as it keeps its day of rest, whatever day of the week they fall on.
public struct Holidays: Hashable, Sendable {
    public let dates: Set<CivilDate>
    /// The day of the week whose use they have.
    public let kept: Weekday

    /// Every day is what its date says.
    public static let none = Holidays([])

    public init(_ dates: Set<CivilDate>, keptAs weekday: Weekday = .sunday) { (self.dates, kept) = (dates, weekday) }

    /// The day of the week that a date is kept as.
    public func weekday(of date: CivilDate) -> Weekday { dates.contains(date) ? kept : date.weekday }
}
