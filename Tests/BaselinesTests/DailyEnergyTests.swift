import Activities
import Baselines
import Calendars
import Quantities
import Testing

struct DailyEnergyTests {
    let zurich: TimeZone
    /// The day the clock is put forward, and the one it is put back.
    let spring: Dates
    let autumn: Dates

    init() throws {
        zurich = try TimeZone(named: "Europe/Zurich")
        spring = try #require(Dates(from: try CivilDate("2026-03-28"), to: try CivilDate("2026-03-31")))
        autumn = try #require(Dates(from: try CivilDate("2026-10-24"), to: try CivilDate("2026-10-27")))
    }

    @Test func `a day on which the clock is changed has 23 or 25 hours of energy`() {
        let short = DailyEnergy(hourly(spring), temperature: mild(spring), in: zurich, over: spring)
        #expect(short.days.map(\.kilowattHours) == [24, 23, 24])
        let long = DailyEnergy(hourly(autumn), temperature: mild(autumn), in: zurich, over: autumn)
        #expect(long.days.map(\.kilowattHours) == [24, 25, 24])
        #expect(long.filledUp == 0 && long.leftOut.isEmpty)
    }

    @Test func `an hourly series has an hour less, or one twice, on such days`() {
        let short = HourlyEnergy(hourly(spring), temperature: mild(spring), in: zurich, over: spring)
        #expect(short.calendarHours == 71 && short.hours.count == 71)
        #expect(!short.hours.contains { $0.date == spring.from.adding(days: 1) && $0.hourOfDay == 2 })
        let long = HourlyEnergy(hourly(autumn), temperature: mild(autumn), in: zurich, over: autumn)
        #expect(long.calendarHours == 73)
        #expect(long.hours.count { $0.date == autumn.from.adding(days: 1) && $0.hourOfDay == 2 } == 2)
    }

    @Test func `an interval across midnight counts on both sides by its time`() throws {
        let start = zurich.timestamp(of: spring.from)
        let series = meter([
            .init(from: start, to: start + .hours(12), amount: 12),
            .init(from: start + .hours(12), to: start + .hours(36), amount: 24),
        ])
        let day = try #require(Dates(from: spring.from, to: spring.from.adding(days: 1)))
        let energy = DailyEnergy(series, temperature: mild(spring), in: zurich, over: day)
        #expect(energy.days.map(\.kilowattHours) == [24])
    }

    @Test func `a day without weather is told, not dropped`() {
        var weather = mild(spring)
        weather.intervals.removeAll { zurich.civil(of: $0.from).date == spring.from }
        let energy = DailyEnergy(hourly(spring), temperature: weather, in: zurich, over: spring)
        #expect(energy.days.count == 2)
        #expect(energy.leftOut == [LeftOut(spring.from, .noWeather, coverage: 0)])
        #expect("\(energy.leftOut[0])" == "2026-03-28: no weather (0 % covered)")
    }

    @Test func `a day with an hour missing is filled up and told, one with five is left out`() {
        var series = hourly(spring)
        series.intervals.remove(at: 3)
        let filled = DailyEnergy(series, temperature: mild(spring), in: zurich, over: spring)
        #expect(filled.filledUp == 1 && abs(filled.days[0].kilowattHours - 24) < 1e-9)
        series.intervals.removeFirst(4)
        let torn = DailyEnergy(series, temperature: mild(spring), in: zurich, over: spring)
        #expect(torn.leftOut.map(\.reason) == [.noEnergy] && torn.days.count == 2)
        #expect(abs(torn.leftOut[0].coverage - 19.0 / 24) < 1e-9)
    }

    @Test func `a reading that is no number is missing`() {
        var series = hourly(spring)
        for index in 0..<10 { series.intervals[index].amount = .nan }
        let energy = DailyEnergy(series, temperature: mild(spring), in: zurich, over: spring)
        #expect(energy.leftOut.map(\.reason) == [.noEnergy])
    }

    @Test func `a day without occupancy is left out where others have it`() {
        let people = Course(intervals: mild(spring).intervals.filter { zurich.civil(of: $0.from).date != spring.from })
        let energy = DailyEnergy(
            hourly(spring), temperature: mild(spring), occupancy: people, in: zurich, over: spring)
        #expect(energy.leftOut.map(\.reason) == [.noOccupancy])
        #expect(energy.days.allSatisfy { $0.occupancy == 10 })
    }

    /// 1 kWh in each hour.
    private func hourly(_ dates: Dates) -> Series {
        meter(hours(dates).map { .init(from: $0, to: $0 + .hours(1), amount: 1) })
    }

    private func mild(_ dates: Dates) -> Course {
        Course(intervals: hours(dates).map { .init(from: $0, to: $0 + .hours(1), value: 10) })
    }

    private func hours(_ dates: Dates) -> [Timestamp] {
        let (start, end) = (zurich.timestamp(of: dates.from), zurich.timestamp(of: dates.to))
        return (0..<Int64((end - start).hours)).map { start + .hours($0) }
    }

    private func meter(_ intervals: [Series.Interval]) -> Series {
        Series(site: "house", meter: "main", medium: .electricity, use: .total, intervals: intervals)
    }
}
