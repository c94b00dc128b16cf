public import Calendars

/// The hours of a site's clock in which nobody should need anything: where base loads and leaks show.
public struct NightHours: Hashable, Sendable {
    public let from: TimeOfDay
    /// Later on the same day.
    public let to: TimeOfDay

    /// - Returns: `nil` unless `from` lies before `to`: a night across midnight is not one of these.
    public init?(from: TimeOfDay, to: TimeOfDay) {
        guard from < to else { return nil }
        (self.from, self.to) = (from, to)
    }

    private init() {
        from = TimeOfDay(hour: 1) ?? .midnight
        to = TimeOfDay(hour: 5) ?? .endOfDay
    }

    /// 01:00 to 05:00: an assumption, to be replaced by what the site knows.
    public static let usual = NightHours()

    /// `01:00 to 05:00`.
    public var text: String { "\(from) to \(to)" }
}
