import Calendars
import Testing

@Suite struct `A civil date` {
    @Test func `knows its place among the days and in the week`() throws {
        #expect(try CivilDate("1970-01-01").daysSinceEpoch == 0)
        #expect(try CivilDate("2000-03-01").daysSinceEpoch == 11_017)
        #expect(try CivilDate("1600-02-29").daysSinceEpoch == -135_081)
        #expect(try CivilDate("2026-06-30").weekday == .tuesday)
        #expect(try CivilDate("1969-12-31").weekday == .wednesday)
        #expect(try CivilDate("2024-12-31").dayOfYear == 366)
    }

    @Test(arguments: [
        "2026-02-30", "2100-02-29", "2026-13-01", "2026-6-30", "30.06.2026", "2026-06-30 ", "", "+026-06-30",
    ])
    func `that does not exist is refused with the text and a cure`(text: String) throws {
        let error = #expect(throws: Malformed.self) { try CivilDate(text) }
        #expect(try #require(error).description.hasPrefix("“\(text)” is not a date: "))
    }

    @Test func `names the last day of a month that was overrun`() {
        let error = #expect(throws: Malformed.self) { try CivilDate("2026-02-30") }
        #expect(error?.description == "“2026-02-30” is not a date: that month has the days 01 to 28")
    }

    /// Walks 800 years day by day: the calendar never skips, repeats or misreads a day.
    @Test func `follows from the day before, for eight centuries`() throws {
        var date = try CivilDate("1599-12-31")
        let broken = (date.daysSinceEpoch + 1..<date.daysSinceEpoch + 292_195).first { number in
            let next = CivilDate(daysSinceEpoch: number)
            defer { date = next }
            let isNextDay =
                next.day == date.day + 1 && next.month == date.month
                || next.day == 1 && date.day == CivilDate.days(inMonth: date.month, of: date.year)
                    && (next.month == date.month + 1 || next.month == 1 && next.year == date.year + 1)
            return !isNextDay || next.daysSinceEpoch != number || next.weekday != date.weekday.next
                || (try? CivilDate(next.description)) != next
        }
        #expect(broken == nil, "first day since 1970 that is out of order")
        #expect(date.description == "2399-12-31")
    }
}

@Suite struct `A time of day` {
    @Test func `is read from hours and minutes, and may end a day`() throws {
        #expect(try TimeOfDay("07:30").secondsSinceMidnight == 27_000)
        #expect(try TimeOfDay("23:59:59").description == "23:59:59")
        #expect(try TimeOfDay("24:00") == .endOfDay)
        #expect(TimeOfDay.midnight.description == "00:00")
    }

    @Test(arguments: ["7:30", "24:01", "12:60", "12:00:", "-1:00", "07h30", "07:30 "])
    func `that no clock shows is refused`(text: String) {
        #expect(throws: Malformed.self) { try TimeOfDay(text) }
    }
}
