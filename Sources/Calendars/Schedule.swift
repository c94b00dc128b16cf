public import Quantities

/// Decides when a place is open: opening hours for each day of the week, days on
/// which it stays closed, and the zone whose clock both mean.
public struct Schedule: Hashable, Sendable {
    public let zone: TimeZone
    /// Closed all day.
    public let holidays: Set<CivilDate>
    /// Index 0 is Monday; ascending by start.
    private let week: [[Span]]

    /// Part of one day, on its wall clock; it starts before it ends, and ends at 24:00 at the latest.
    public struct Span: Hashable, Sendable {
        public let start: TimeOfDay
        public let end: TimeOfDay

        /// - Returns: `nil` unless `start < end`.
        public init?(from start: TimeOfDay, to end: TimeOfDay) {
            guard start < end else { return nil }
            (self.start, self.end) = (start, end)
        }
    }

    /// Hours that overlap or touch, within a day or across midnight, are one opening.
    public init(_ openings: [Opening], holidays: Set<CivilDate> = [], in zone: TimeZone) {
        (self.zone, self.holidays) = (zone, holidays)
        week = Weekday.allCases.map { day in
            openings.filter { $0.days.contains(day) }.flatMap(\.spans).sorted { $0.start < $1.start }
        }
    }

    /// Open around the clock.
    public static func always(in zone: TimeZone) -> Schedule { Schedule([.aroundTheClock], in: zone) }

    /// The hours of a weekday, as given, ascending by start.
    public func spans(on day: Weekday) -> [Span] { week[day.rawValue - 1] }

    public func isHoliday(_ date: CivilDate) -> Bool { holidays.contains(date) }

    /// Whether it is open, and until when that stays so; `until` is `nil` when it never changes.
    ///
    /// A span whose start the clock skips begins after the gap; one that begins or
    /// ends in an hour shown twice uses the first of both.
    public func state(at time: Timestamp) -> (isOpen: Bool, until: Timestamp?) {
        let today = zone.civil(of: time).date
        var openUntil: Timestamp?
        // After the last holiday every week is alike, but for spans that a clock change swallows.
        let last = max(holidays.max() ?? today, today).adding(days: 21)
        var date = today.adding(days: -1)
        while date <= last {
            for (start, end) in openings(on: date) where end > time {
                if let until = openUntil {
                    if start > until { return (true, until) }
                    openUntil = max(until, end)
                } else if start > time {
                    return (false, start)
                } else {
                    openUntil = end
                }
            }
            date = date.adding(days: 1)
        }
        guard let openUntil else { return (false, nil) }
        return openUntil >= zone.timestamp(of: last) ? (true, nil) : (true, openUntil)
    }

    private func openings(on date: CivilDate) -> [(start: Timestamp, end: Timestamp)] {
        if holidays.contains(date) { return [] }
        return spans(on: date.weekday).map {
            (zone.timestamp(of: date, at: $0.start), zone.timestamp(of: date, at: $0.end))
        }.filter { $0.start < $0.end }
    }
}
