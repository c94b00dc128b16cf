import Calendars
import Chance
import Quantities
import Testing

@Suite struct `A time zone` {
    let zurich: TimeZone

    init() throws { zurich = try TimeZone(named: "Europe/Zurich") }

    @Test(arguments: [
        ("Europe/Zurich", "2026-01-15T12:00:00Z", 3_600), ("Europe/Zurich", "2026-07-15T12:00:00Z", 7_200),
        ("Europe/Zurich", "2026-03-29T00:59:59Z", 3_600), ("Europe/Zurich", "2026-03-29T01:00:00Z", 7_200),
        ("Europe/Zurich", "2026-10-25T00:59:59Z", 7_200), ("Europe/Zurich", "2026-10-25T01:00:00Z", 3_600),
        ("Africa/Nairobi", "2026-07-15T12:00:00Z", 10_800), ("America/New_York", "2026-07-15T12:00:00Z", -14_400),
        ("America/New_York", "2026-12-15T12:00:00Z", -18_000), ("Asia/Kathmandu", "2026-01-01T00:00:00Z", 20_700),
        ("Europe/Dublin", "2026-01-15T12:00:00Z", 0), ("Europe/Dublin", "2026-07-15T12:00:00Z", 3_600),
        ("Australia/Sydney", "2026-01-15T12:00:00Z", 39_600), ("Pacific/Apia", "2011-12-30T09:59:59Z", -36_000),
        ("Pacific/Apia", "2011-12-30T10:00:00Z", 50_400),
    ]) func `knows its offset from the table`(name: String, time: String, seconds: Int64) throws {
        let zone = try TimeZone(named: name)
        #expect(zone.offset(at: try Timestamp(iso8601: time)) == .seconds(seconds))
    }

    @Test(arguments: [
        ("Europe/Zurich", "2061-03-27T00:59:59Z", 3_600), ("Europe/Zurich", "2061-03-27T01:00:00Z", 7_200),
        ("Europe/Zurich", "2061-10-30T01:00:00Z", 3_600), ("America/New_York", "2061-03-13T06:59:59Z", -18_000),
        ("America/New_York", "2061-03-13T07:00:00Z", -14_400), ("Africa/Nairobi", "2199-06-01T00:00:00Z", 10_800),
        ("Europe/Dublin", "2061-07-01T00:00:00Z", 3_600), ("Australia/Sydney", "2061-01-01T00:00:00Z", 39_600),
        ("America/Nuuk", "2061-03-27T00:59:59Z", -7_200), ("America/Nuuk", "2061-03-27T01:00:00Z", -3_600),
    ]) func `goes on by its rule where the table ends`(name: String, time: String, seconds: Int64) throws {
        let zone = try TimeZone(named: name)
        #expect(zone.offset(at: try Timestamp(iso8601: time)) == .seconds(seconds))
    }

    @Test func `maps a skipped time to the first moment after the gap`() throws {
        let spring = try CivilDate("2026-03-29")
        #expect(zurich.timestamp(of: spring, at: try TimeOfDay("02:30")).iso8601 == "2026-03-29T01:00:00Z")
        #expect(zurich.timestamp(of: spring, at: try TimeOfDay("03:00")).iso8601 == "2026-03-29T01:00:00Z")
        #expect(zurich.timestamp(of: spring, at: try TimeOfDay("01:59:59")).iso8601 == "2026-03-29T00:59:59Z")
    }

    @Test func `maps a time shown twice to the first of both`() throws {
        let autumn = try CivilDate("2026-10-25")
        #expect(zurich.timestamp(of: autumn, at: try TimeOfDay("02:30")).iso8601 == "2026-10-25T00:30:00Z")
        #expect(zurich.timestamp(of: autumn, at: try TimeOfDay("03:00")).iso8601 == "2026-10-25T02:00:00Z")
    }

    @Test func `has days of 23, 24 and 25 hours`() throws {
        let hours = try ["2026-03-29", "2026-06-30", "2026-10-25"].map { text in
            let day = try CivilDate(text)
            let length = zurich.timestamp(of: day, at: .endOfDay) - zurich.timestamp(of: day)
            return length.milliseconds / 3_600_000
        }
        #expect(hours == [23, 24, 25])
    }

    @Test func `begins a day after the gap where the clock skips midnight`() throws {
        let cairo = try TimeZone(named: "Africa/Cairo")
        let start = cairo.timestamp(of: try CivilDate("2025-04-25"))
        #expect(start.iso8601 == "2025-04-24T22:00:00Z")
        #expect(cairo.civil(of: start).time == TimeOfDay(hour: 1))
        #expect(cairo.startOfDay(containing: start + .hours(5)) == start)
    }

    @Test func `that skipped a whole day maps it to the day after`() throws {
        let apia = try TimeZone(named: "Pacific/Apia")
        let skipped = try CivilDate("2011-12-30")
        #expect(apia.timestamp(of: skipped, at: try TimeOfDay("12:00")).iso8601 == "2011-12-30T10:00:00Z")
    }

    /// Round trips through random moments of four centuries, in zones of every habit.
    @Test(arguments: [
        "Europe/Zurich", "Africa/Nairobi", "America/New_York", "America/St_Johns", "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "Africa/Cairo", "America/Havana", "Pacific/Apia", "Africa/Casablanca", "Asia/Gaza", "America/Nuuk", "UTC",
    ]) func `reads back what it shows, but for the hour shown twice`(name: String) throws {
        let zone = try TimeZone(named: name)
        var random = SplitMix(state: 7)
        for _ in 0..<2_000 {
            let time = Timestamp(
                milliseconds: Int64.random(in: -3_000_000_000...10_000_000_000, using: &random) * 1_000)
            let (date, clock) = zone.civil(of: time)
            let back = zone.timestamp(of: date, at: clock)
            #expect(back <= time)
            let shown = zone.civil(of: back)
            #expect(shown.date == date && shown.time == clock)
            if back != time { #expect(zone.offset(at: back) > zone.offset(at: time)) }
        }
    }

    @Test func `with a fixed offset is read and named`() throws {
        let india = try TimeZone(offset: "+05:30")
        #expect(india.offset(at: Timestamp(milliseconds: 0)) == .minutes(330))
        #expect(india.name == "+05:30")
        #expect(TimeZone(offset: .hours(-3))?.name == "-03:00")
        #expect(throws: Malformed.self) { try TimeZone(offset: "5:30") }
        #expect(TimeZone(offset: .hours(24)) == nil)
    }

    @Test(arguments: ["../../etc/passwd", "/etc/passwd", "Europe//Zurich", "zone.tab", "", "Europe/Zurich\0"])
    func `name that could leave the database is refused unread`(name: String) {
        let error = #expect(throws: TimeZone.Unavailable.self) { try TimeZone(named: name) }
        #expect(error?.reason == .refusedName)
    }

    @Test(arguments: ["Europe/Zürich", "Europe/Zurick", "Europe", "Europe/Zurich/West"])
    func `that does not exist is refused in a sentence`(name: String) throws {
        let error = try #require(#expect(throws: TimeZone.Unavailable.self) { try TimeZone(named: name) })
        #expect(error.description.contains("“\(name)”"))
        #expect(error.description.contains("such as Europe/Zurich"))
    }
}
