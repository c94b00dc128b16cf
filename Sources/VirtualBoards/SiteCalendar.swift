public import Boards
public import Calendars
internal import Control
internal import Quantities
internal import Simulation

/// The days and opening hours of a site, as its simulation lives through them.
struct SiteCalendar: Sendable {
    private let zone: TimeZone
    private let schedule: Schedule?
    private let holidays: Set<CivilDate>

    init(_ site: Site) {
        zone = site.place.timezone
        (schedule, holidays) = (site.schedule, site.holidays)
    }

    /// Without opening hours and holidays.
    init(_ zone: TimeZone) { (self.zone, schedule, holidays) = (zone, nil, []) }

    func isWorkday(_ date: CivilDate) -> Bool {
        date.weekday != .saturday && date.weekday != .sunday && !holidays.contains(date)
    }

    /// The local day that a moment lies in.
    func day(containing time: Timestamp) -> LocalDay {
        let date = zone.civil(of: time).date
        return LocalDay(
            number: Int64(date.daysSinceEpoch), start: zone.timestamp(of: date),
            end: zone.timestamp(of: date.adding(days: 1)), isWorkday: isWorkday(date))
    }

    /// What the schedule says, and when that changes; open for ever without one.
    func state(at time: Timestamp) -> (state: ScheduleState, until: Timestamp?) {
        guard let schedule else { return (.open, nil) }
        let (isOpen, until) = schedule.state(at: time)
        return (isOpen ? .open : .closed, until)
    }
}

extension Site {
    /// Whether people come to work on a day: neither weekend nor holiday.
    public var workdays: @Sendable (CivilDate) -> Bool {
        let calendar = SiteCalendar(self)
        return { calendar.isWorkday($0) }
    }
}
