import Astronomy
import Calendars
import Chance
import Quantities
import Testing

@Suite struct `A schedule that follows the sun` {
    let zurich: TimeZone
    let geneva: Place

    init() throws {
        zurich = try TimeZone(named: "Europe/Zurich")
        geneva = try #require(Place(latitude: .degrees(46.23), longitude: .degrees(6.14)))
    }

    /// PyEphem 4.2.1: sunset 17:59:56 and 16:32:04 UTC on the days that the clock changes, sunrise 05:21:16.
    @Test func `is open from dusk by the clock, and to dawn, on days of 23 and 25 hours too`() throws {
        let yard = try schedule(["daily sunset-23:00", "daily 05:30-sunrise"])
        #expect(near(try state(yard, "2026-03-29T12:00:00Z").until, "2026-03-29T17:59:56Z"))
        #expect(try state(yard, "2026-03-29T18:30:00Z") == (.open, try Timestamp(iso8601: "2026-03-29T21:00:00Z")))
        #expect(near(try state(yard, "2026-10-25T12:00:00Z").until, "2026-10-25T16:32:04Z"))
        #expect(try state(yard, "2026-10-25T18:30:00Z") == (.open, try Timestamp(iso8601: "2026-10-25T22:00:00Z")))
        // The night before the clock changes begins in winter time and ends in summer time.
        #expect(try state(yard, "2026-03-28T23:00:00Z") == (.closed, try Timestamp(iso8601: "2026-03-29T03:30:00Z")))
        #expect(near(try state(yard, "2026-03-29T04:00:00Z").until, "2026-03-29T05:21:16Z"))
    }

    @Test func `waits or hurries by its offset`() throws {
        let yard = try schedule(["daily sunset+30min-23:00", "daily 05:30-sunrise-15min"])
        #expect(near(try state(yard, "2026-03-29T12:00:00Z").until, "2026-03-29T18:29:56Z"))
        #expect(near(try state(yard, "2026-03-29T04:00:00Z").until, "2026-03-29T05:06:16Z"))
    }

    @Test func `does not open on mornings on which the sun is up before`() throws {
        let yard = try schedule(["daily 06:30-sunrise"])
        let (state, until) = yard.state(at: try Timestamp(iso8601: "2026-06-21T00:00:00Z"))
        #expect(state == .closed)
        // The sun rises after 06:30 from some day of August on.
        let change = try #require(until)
        #expect(zurich.civil(of: change).time.description == "06:30")
        #expect(zurich.civil(of: change).date.description.prefix(7) == "2026-08")
    }

    @Test func `is never dark in the polar day, always in the polar night`() throws {
        let zone = try TimeZone(named: "Europe/Oslo")
        let tromso = try #require(Place(latitude: .degrees(69.65), longitude: .degrees(18.96)))
        let dark = Schedule([try Opening("daily 00:00-sunrise sunset-24:00")], in: zone, at: tromso)
        let (summer, autumn) = try state(dark, "2026-06-21T12:00:00Z")
        #expect(summer == .closed)
        #expect(zone.civil(of: try #require(autumn)).date.description.prefix(7) == "2026-07")
        let (winter, spring) = try state(dark, "2026-12-21T12:00:00Z")
        #expect(winter == .open)
        #expect(zone.civil(of: try #require(spring)).date.description.prefix(7) == "2027-01")
        let light = Schedule([try Opening("daily sunrise-sunset")], in: zone, at: tromso)
        #expect(try state(light, "2026-06-21T12:00:00Z").state == .open)
        #expect(try state(light, "2026-12-21T11:00:00Z").state == .closed)
    }

    @Test func `takes it for dark where it has no place`() throws {
        let yard = Schedule([try Opening("daily sunset-23:00 05:30-sunrise")], in: zurich)
        let (state, until) = try state(yard, "2026-06-21T12:00:00Z")
        #expect(state == .open)
        #expect(until == nil, "the hours join at midnight and cover all days")
    }

    @Test func `means its own day where longitude and date line disagree`() throws {
        let apia = try #require(Place(latitude: .degrees(-13.83), longitude: .degrees(-171.77)))
        let yard = Schedule([try Opening("sun sunset-23:00")], in: try TimeZone(named: "Pacific/Apia"), at: apia)
        // PyEphem 4.2.1: the sun sets there on Sunday 2026-03-29 at 18:31 local time (UTC+13).
        #expect(near(try state(yard, "2026-03-28T12:00:00Z").until, "2026-03-29T05:31:49Z", within: 60))
    }

    @Test func `knows which spans never happen at its place`() throws {
        let yard = try schedule(["daily sunset-23:00"])
        #expect(yard.happens(try Schedule.Span("sunset-23:00"), in: 2026))
        #expect(yard.happens(try Schedule.Span("05:30-sunrise"), in: 2026))
        #expect(!yard.happens(try Schedule.Span("sunset-02:00"), in: 2026))
        #expect(!yard.happens(try Schedule.Span("sunset-sunrise"), in: 2026))
    }

    private func schedule(_ openings: [String]) throws -> Schedule {
        Schedule(try openings.map { try Opening($0) }, in: zurich, at: geneva)
    }

    private func state(_ schedule: Schedule, _ time: String) throws -> (state: Schedule.State, until: Timestamp?) {
        schedule.state(at: try Timestamp(iso8601: time))
    }

    private func near(_ time: Timestamp?, _ text: String, within seconds: Int64 = 60) -> Bool {
        guard let time, let other = try? Timestamp(iso8601: text) else { return false }
        return abs((time - other).milliseconds) <= seconds * 1_000
    }
}

@Suite struct `Cleaning hours` {
    let zurich: TimeZone

    init() throws { zurich = try TimeZone(named: "Europe/Zurich") }

    @Test func `count only while it is closed`() throws {
        let office = Schedule(
            [try Opening("mon-fri 07:00-20:00")], cleaning: [try Opening("mon-fri 19:00-21:00")],
            holidays: [try CivilDate("2026-07-01")], in: zurich)
        func said(_ time: String) throws -> (Schedule.State, String?) {
            let (state, until) = office.state(at: try Timestamp(iso8601: time))
            return (state, until?.iso8601)
        }
        #expect(try said("2026-06-30T17:30:00Z") == (.open, "2026-06-30T18:00:00Z"))
        #expect(try said("2026-06-30T18:00:00Z") == (.cleaning, "2026-06-30T19:00:00Z"))
        #expect(try said("2026-06-30T19:00:00Z") == (.closed, "2026-07-02T05:00:00Z"))
    }

    @Test func `are not known without a clock`() throws {
        let office = Schedule([try Opening("mon-fri 07:00-20:00")], cleaning: [.aroundTheClock], in: zurich)
        #expect(office.state(at: nil) == (.unknown, nil))
    }
}

@Suite struct `An opening by the sun as text` {
    @Test(arguments: [
        ("daily sunset-23:00", ["sunset", "23:00"]), ("daily 05:30-sunrise", ["05:30", "sunrise"]),
        ("daily sunset+30min-23:00", ["sunset+30min", "23:00"]),
        ("daily sunset-30min-23:00", ["sunset-30min", "23:00"]),
        ("mon 05:30-sunrise-15min", ["05:30", "sunrise-15min"]),
        ("mon sunrise-120min-sunset+120min", ["sunrise-120min", "sunset+120min"]),
    ]) func `is read and written back`(text: String, ends: [String]) throws {
        let span = try #require(try Opening(text).spans.first)
        #expect([span.start.description, span.end.description] == ends)
        #expect(try Opening(text).followsSun)
    }

    @Test(arguments: [
        ("sunset+121min-23:00", "“sunset+121min” is too far from sunset: 120 min at most"),
        ("sunset+30-23:00", "“sunset+30” is not a time of day: write sunset+30min or sunset-15min"),
        ("sunset30min-23:00", "“sunset30min” is not a time of day: write sunset+30min or sunset-15min"),
        ("05:30-sunrise+1h", "“sunrise+1h” is not a time of day: write sunrise+30min or sunrise-15min"),
        ("dusk-23:00", "“dusk” is not a time of day: write a time such as 07:30, or sunrise or sunset, or so much"),
        ("sunsets-23:00", "“sunsets” is not a time of day: write a time such as 07:30, or sunrise or sunset"),
        ("sunset-15min", "“sunset-15min” is not a span of hours: write 07:00-19:00"),
    ]) func `that is wrong is refused with a cure`(text: String, sentence: String) throws {
        let error = try #require(#expect(throws: Malformed.self) { try Schedule.Span(text) })
        #expect(error.description.hasPrefix(sentence), "\(error)")
    }
}
