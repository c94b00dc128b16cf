import Activities
import Baselines
import Calendars
import Chance
import Quantities
import Testing

/// Days on which a building rests although the week says otherwise.
struct HolidayTests {
    let building = SyntheticBuilding(quiet: 40, scatter: 5)
    /// Every 17th day: on all days of the week.
    let holidays = Holidays(Set((0..<43).map { CivilDate(daysSinceEpoch: 19_358 + $0 * 17) }))

    @Test func `a holiday on a workday counts as a day off, in the fit and in what is said`() throws {
        let days = energy(building.days(365, seed: 1), holidays)
        let known = try DailyModel(fitting: days)
        let blind = try DailyModel(fitting: days.map(unaware))
        #expect(known.quiet == [.saturday, .sunday] && known.form.week == .weekend)
        #expect(known.statistics.cvrmse < 0.6 * blind.statistics.cvrmse)
        let tuesday = try CivilDate("2024-05-14")
        let usual = known.predict(DailyEnergy.Day(tuesday, kilowattHours: 0, celsius: 17))
        let off = known.predict(DailyEnergy.Day(tuesday, kilowattHours: 0, celsius: 17, weekday: .sunday))
        #expect(abs(usual - off - 40) < 2)
    }

    @Test func `a saving is not made of holidays that one year has more of`() throws {
        let days = building.days(730, seed: 2)
        let off = Holidays(Set((0..<26).map { CivilDate(daysSinceEpoch: 19_358 + 365 + $0 * 14) }))
        let (before, after) = (Array(days[..<365]), energy(Array(days[365...]), off))
        func share(_ after: [DailyEnergy.Day]) throws -> Double {
            try #require(
                try Savings.of(
                    baseline: SyntheticBuilding.energy(before), reporting: SyntheticBuilding.energy(after)
                ).1.share)
        }
        #expect(abs(try share(after)) < 0.005)
        #expect(try share(after.map(unaware)) > 0.01)
    }

    @Test func `an hour of a holiday is that hour of the day of rest`() throws {
        let holiday = try CivilDate("2024-05-14")
        let dates = try #require(Dates(from: holiday, to: holiday.adding(days: 2)))
        let start = TimeZone.utc.timestamp(of: holiday)
        let series = Series(
            site: "", meter: "", medium: .electricity, use: .total,
            intervals: (0..<48).map { .init(from: start + .hours($0), to: start + .hours($0 + 1), amount: 1) })
        let mild = Course(intervals: [.init(from: start, to: start + .hours(3), value: 10)])
        let hours = HourlyEnergy(
            series, temperature: mild, holidays: Holidays([holiday], keptAs: .friday), in: .utc, over: dates
        ).hours
        #expect(hours.map(\.hourOfWeek) == [96, 97, 98])
        #expect(hours.map(\.date) == [holiday, holiday, holiday])
        let day = DailyEnergy(
            series, temperature: Course(intervals: [.init(from: start, to: start + .hours(25), value: 10)]),
            holidays: Holidays([holiday]), in: .utc, over: dates)
        #expect(day.days.map(\.weekday) == [.sunday])
    }

    /// What the days would have used with these holidays.
    private func energy(_ days: [DailyEnergy.Day], _ holidays: Holidays) -> [DailyEnergy.Day] {
        days.map { day in
            var day = day
            day.weekday = holidays.weekday(of: day.date)
            let isWorkday = day.date.weekday != .saturday && day.date.weekday != .sunday
            if isWorkday, day.weekday == .sunday { day.kilowattHours -= building.quiet }
            return day
        }
    }

    private func unaware(_ day: DailyEnergy.Day) -> DailyEnergy.Day {
        var day = day
        day.weekday = day.date.weekday
        return day
    }
}
