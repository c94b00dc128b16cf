import Calendars
import Chance
import Quantities
import Testing

@Suite struct `A schedule` {
    let zurich: TimeZone

    init() throws { zurich = try TimeZone(named: "Europe/Zurich") }

    @Test func `is open in its hours and says until when`() throws {
        let office = try schedule(["mon-fri 07:00-19:00"])
        #expect(try state(office, "2026-06-30T10:00:00Z") == (true, "2026-06-30T17:00:00Z"))
        #expect(try state(office, "2026-06-30T17:00:00Z") == (false, "2026-07-01T05:00:00Z"))
        #expect(try state(office, "2026-07-03T20:00:00Z") == (false, "2026-07-06T05:00:00Z"))
    }

    @Test func `stays closed on holidays`() throws {
        let office = try schedule(["mon-fri 07:00-19:00"], holidays: ["2026-12-25", "2026-12-28"])
        #expect(try state(office, "2026-12-25T10:00:00Z") == (false, "2026-12-29T06:00:00Z"))
    }

    @Test func `joins hours that touch, across midnight too`() throws {
        let club = try schedule(["fri 20:00-24:00", "sat 00:00-03:00 03:00-04:00"])
        #expect(try state(club, "2026-07-03T21:00:00Z") == (true, "2026-07-04T02:00:00Z"))
    }

    @Test func `never changes when always open, never open, or closed for good`() throws {
        let always = Schedule.always(in: zurich)
        let (state, until) = always.state(at: try Timestamp(iso8601: "2026-06-30"))
        #expect(state == .open && until == nil)
        let never = Schedule([], in: zurich).state(at: try Timestamp(iso8601: "2026-06-30"))
        #expect(never.state == .closed && never.until == nil)
    }

    @Test func `finds the one holiday years ahead of a place that never closes`() throws {
        let airport = try schedule(["daily 00:00-24:00"], holidays: ["2031-05-01"])
        #expect(try state(airport, "2026-06-30T10:00:00Z") == (true, "2031-04-30T22:00:00Z"))
        #expect(try state(airport, "2031-05-01T10:00:00Z") == (false, "2031-05-01T22:00:00Z"))
        let after = airport.state(at: try Timestamp(iso8601: "2031-05-02T10:00:00Z"))
        #expect(after.state == .open && after.until == nil)
    }

    @Test func `opens after the gap when the clock skips its start`() throws {
        let bakery = try schedule(["sun 02:30-06:00", "sun 02:10-02:20"])
        #expect(try state(bakery, "2026-03-28T23:30:00Z") == (false, "2026-03-29T01:00:00Z"))
        #expect(try state(bakery, "2026-03-29T01:00:00Z") == (true, "2026-03-29T04:00:00Z"))
    }

    @Test func `opens once when an hour is shown twice`() throws {
        let bakery = try schedule(["sun 02:30-03:30"])
        #expect(try state(bakery, "2026-10-25T00:29:00Z") == (false, "2026-10-25T00:30:00Z"))
        #expect(try state(bakery, "2026-10-25T01:45:00Z") == (true, "2026-10-25T02:30:00Z"))
        #expect(try state(bakery, "2026-10-25T02:30:00Z") == (false, "2026-11-01T01:30:00Z"))
    }

    /// In 2010 the clock of St. John's went back an hour at 00:01, to Saturday 23:01.
    @Test func `goes on with a day that the clock leaves once more for the day before`() throws {
        let zone = try TimeZone(named: "America/St_Johns")
        let night = Schedule([try Opening("sun 00:00-01:00")], in: zone)
        #expect(try state(night, "2010-11-07T03:00:00Z") == (true, "2010-11-07T04:30:00Z"))
    }

    @Test(arguments: [
        ("Africa/Nairobi", "2026-03-29T04:00:00Z"), ("America/New_York", "2026-03-08T11:00:00Z"),
        ("America/New_York", "2026-11-01T12:00:00Z"),
    ]) func `means the wall clock of its own zone`(name: String, opening: String) throws {
        let zone = try TimeZone(named: name)
        let hours = Schedule([try Opening("sun 07:00-08:00")], in: zone)
        let time = try Timestamp(iso8601: opening)
        #expect(hours.state(at: time - .milliseconds(1)).until == time)
        #expect(hours.state(at: time).state == .open)
    }

    /// `until` is exactly the next change: the state holds up to it and differs at it.
    @Test(arguments: ["Europe/Zurich", "America/New_York", "Africa/Nairobi", "Africa/Cairo"])
    func `holds until it says, and not longer`(name: String) throws {
        let hours = Schedule(
            [try Opening("mon-thu 07:00-12:00 13:00-19:00"), try Opening("fri-sun 00:30-02:30 22:00-24:00")],
            holidays: [try CivilDate("2026-04-06")], in: try TimeZone(named: name))
        var random = SplitMix(state: 5)
        for _ in 0..<1_000 {
            let time = Timestamp(milliseconds: Int64.random(in: 1_767_225_600_000...1_798_761_600_000, using: &random))
            let (state, until) = hours.state(at: time)
            let change = try #require(until)
            #expect(change > time)
            #expect(hours.state(at: change).state != state)
            let between = Timestamp(
                milliseconds: Int64.random(in: time.milliseconds..<change.milliseconds, using: &random))
            #expect(hours.state(at: between) == (state, change))
        }
    }

    private func schedule(_ openings: [String], holidays: [String] = []) throws -> Schedule {
        Schedule(
            try openings.map { try Opening($0) }, holidays: Set(try holidays.map { try CivilDate($0) }), in: zurich)
    }

    private func state(_ schedule: Schedule, _ time: String) throws -> (Bool, String?) {
        let (state, until) = schedule.state(at: try Timestamp(iso8601: time))
        return (state == .open, until?.iso8601)
    }
}

@Suite struct `An opening as text` {
    @Test func `lists days, ranges over the weekend, and several spans`() throws {
        let opening = try Opening("fri-mon,wed 07:00-12:00 13:00-24:00")
        #expect(opening.days == [.friday, .saturday, .sunday, .monday, .wednesday])
        #expect(opening.spans.map(\.end.description) == ["12:00", "24:00"])
        #expect(try Opening("daily 00:00-24:00") == .aroundTheClock)
    }

    @Test(arguments: [
        ("mon-fri", "“mon-fri” is not an opening: write days, then hours, such as mon-fri 07:00-19:00"),
        ("Mo-Fr 07:00-19:00", "“Mo-Fr” in “Mo-Fr” is not a day: write mon, tue, wed, thu, fri, sat, sun or daily"),
        ("mon 07:00", "“07:00” is not a span of hours: write 07:00-19:00"),
        ("mon 7:00-19:00", "“7:00” is not a time of day: write hours:minutes from 00:00 to 24:00, such as 07:30"),
        (
            "fri 22:00-02:00",
            "“22:00-02:00” ends before it starts: hours past midnight are two entries, one to 24:00 and one from 00:00 of the next day"
        ),
    ]) func `that is wrong is refused with place and cure`(text: String, sentence: String) {
        let error = #expect(throws: Malformed.self) { try Opening(text) }
        #expect(error?.description == sentence)
    }
}
