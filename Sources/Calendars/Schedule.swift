public import Astronomy
public import Quantities

/// Decides when a place is open, and when it is cleaned: hours for each day of the week, by the clock or by the sun,
/// days on which it stays closed, and the zone whose clock all of them mean.
public struct Schedule: Hashable, Sendable {
    public let zone: TimeZone
    /// Closed all day, and not cleaned.
    public let holidays: Set<CivilDate>
    /// Index 0 is Monday.
    private let openings: [[Span]]
    private let cleanings: [[Span]]
    /// Where the sun rises and sets; `nil`: nobody asks, or nobody knows.
    private let place: Place?
    /// Whether its hours are others each day.
    public let followsSun: Bool

    /// What it says at a moment.
    public enum State: Hashable, Sendable {
        case closed, open
        /// Nobody knows what time it is.
        case unknown
        /// Closed, but for cleaning.
        case cleaning
    }

    /// Hours that overlap or touch, within a day or across midnight, are one opening.
    ///
    /// - Parameters:
    ///   - cleaning: counts where it is closed.
    ///   - place: whose sun hours follow. Without one it counts as dark at all times: hours begin at a sunset that
    ///     is as early as the day, and end at a sunrise that is as late.
    public init(
        _ openings: [Opening], cleaning: [Opening] = [], holidays: Set<CivilDate> = [], in zone: TimeZone,
        at place: Place? = nil
    ) {
        (self.zone, self.holidays) = (zone, holidays)
        self.openings = Self.week(openings)
        cleanings = Self.week(cleaning)
        followsSun = (openings + cleaning).contains { $0.followsSun }
        // Where nobody asks, schedules of two places are equal.
        self.place = followsSun ? place : nil
    }

    /// Open around the clock.
    public static func always(in zone: TimeZone) -> Schedule { Schedule([.aroundTheClock], in: zone) }

    /// The opening hours of a weekday, as given.
    public func spans(on day: Weekday) -> [Span] { openings[day.rawValue - 1] }

    public func isHoliday(_ date: CivilDate) -> Bool { holidays.contains(date) }

    /// What it says, and until when; `until` is `nil` when that never changes, and while nobody knows the time.
    ///
    /// A span whose start the clock skips begins after the gap; one that begins or
    /// ends in an hour shown twice uses the first of both.
    ///
    /// - Parameter time: `nil`: no trusted clock.
    public func state(at time: Timestamp?) -> (state: State, until: Timestamp?) {
        guard let time else { return (.unknown, nil) }
        var day = self.day(of: zone.civil(of: time).date)
        // Where the clock goes back over midnight, it shows yesterday's date again for a while.
        while day.end <= time { day = self.day(of: day.date.adding(days: 1)) }
        let now = day.state(at: time)
        // After the last holiday every week is alike, but for spans that a clock change swallows; and every year,
        // where the sun may stay up or down for half of it.
        let last = max(holidays.max() ?? day.date, day.date).adding(days: followsSun ? 400 : 21)
        while true {
            for change in day.changes where change > time && day.state(at: change) != now { return (now, change) }
            guard day.date < last else { return (now, nil) }
            day = self.day(of: day.date.adding(days: 1))
        }
    }

    /// Whether a span ever happens, as far as every tenth day of a year can tell. One that follows the sun may not.
    public func happens(_ span: Span, in year: Int) -> Bool {
        guard let first = CivilDate(year: year, month: 1, day: 1) else { return false }
        return stride(from: 0, to: 365, by: 10).contains { number in
            let date = first.adding(days: number)
            return !stretches([span], on: date, within: bounds(of: date)).isEmpty
        }
    }

    private static func week(_ openings: [Opening]) -> [[Span]] {
        Weekday.allCases.map { day in openings.filter { $0.days.contains(day) }.flatMap(\.spans) }
    }

    private func bounds(of date: CivilDate) -> (start: Timestamp, end: Timestamp) {
        (zone.timestamp(of: date), zone.timestamp(of: date.adding(days: 1)))
    }

    private func day(of date: CivilDate) -> Day {
        let bounds = bounds(of: date)
        guard !holidays.contains(date) else { return Day(date: date, start: bounds.start, end: bounds.end) }
        let weekday = date.weekday.rawValue - 1
        return Day(
            date: date, start: bounds.start, end: bounds.end,
            openings: stretches(openings[weekday], on: date, within: bounds),
            cleanings: stretches(cleanings[weekday], on: date, within: bounds))
    }

    /// When spans of a day happen, within that day.
    private func stretches(
        _ spans: [Span], on date: CivilDate, within day: (start: Timestamp, end: Timestamp)
    ) -> [Range<Timestamp>] {
        guard !spans.isEmpty else { return [] }
        var sun: SolarDay?
        if let place, spans.contains(where: \.followsSun), let noon = TimeOfDay(hour: 12) {
            sun = SolarDay(nearest: zone.timestamp(of: date, at: noon), at: place)
        }
        func moment(_ bound: Bound) -> Timestamp {
            switch bound {
            case .clock(let time): zone.timestamp(of: date, at: time)
            // The sun that is up all day rises and sets at midnight; the one that is down all day does both at noon.
            case .sunrise(let offset):
                sun.map { $0.sunrise.map { $0 + offset } ?? ($0.isUpAtNoon ? day.start : $0.noon) } ?? day.end
            case .sunset(let offset):
                sun.map { $0.sunset.map { $0 + offset } ?? ($0.isUpAtNoon ? day.end : $0.noon) } ?? day.start
            }
        }
        return spans.compactMap { span in
            let (first, last) = (max(day.start, moment(span.start)), min(day.end, moment(span.end)))
            return first < last ? first..<last : nil
        }
    }
}

/// One day of a schedule, as moments.
private struct Day {
    let date: CivilDate
    let start: Timestamp
    let end: Timestamp
    var openings: [Range<Timestamp>] = []
    var cleanings: [Range<Timestamp>] = []

    /// When it may change, ascending: its start, and where something begins or ends in it.
    var changes: [Timestamp] {
        let ends = (openings + cleanings).flatMap { [$0.lowerBound, $0.upperBound] }
        return [start] + ends.filter { $0 < end }.sorted()
    }

    func state(at time: Timestamp) -> Schedule.State {
        if openings.contains(where: { $0.contains(time) }) { return .open }
        return cleanings.contains { $0.contains(time) } ? .cleaning : .closed
    }
}
