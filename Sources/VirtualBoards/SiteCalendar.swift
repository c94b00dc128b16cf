public import Boards
public import Calendars
internal import Quantities
internal import Simulation

/// The days and opening hours of a site and its zones, as its simulation lives through them.
struct SiteCalendar: Sendable {
    private let zone: TimeZone
    private let holidays: Set<CivilDate>
    /// Not yet looked at.
    let timetable: Timetable

    init(_ site: Site) {
        zone = site.place.timezone
        holidays = site.holidays
        timetable = Timetable(site.zones.map(\.hours.schedule))
    }

    /// Of one zone without opening hours and holidays.
    init(_ zone: TimeZone) { (self.zone, holidays, timetable) = (zone, [], Timetable([nil])) }

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
}

extension Site {
    /// Whether people come to work on a day: neither weekend nor holiday.
    public var workdays: @Sendable (CivilDate) -> Bool {
        let calendar = SiteCalendar(self)
        return { calendar.isWorkday($0) }
    }
}
