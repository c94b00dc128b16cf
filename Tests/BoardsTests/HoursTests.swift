import Astronomy
import Boards
import Calendars
import Control
import Quantities
import Testing
import YAML

@Suite struct `Hours in a site file` {
    @Test func `are those of the site, but for zones that have their own`() throws {
        let site = try site(yard)
        #expect(site.cleaning == ["mon-fri 19:00-21:00"])
        #expect(
            site.zones.map(\.hours.text) == [["mon-fri 07:00-20:00"], ["daily sunset-23:00", "daily 05:30-sunrise"]])
        #expect(site.zones[0].hours == site.hours)
        #expect(site.zones[1].hours.followsSun && !site.hours.followsSun)
        #expect(site.zones[1].use == .exterior)
        #expect(site.zones[1].use.task == Lux(20))
        #expect(site.warnings.isEmpty)
    }

    @Test func `are shown to the person who checks them, with the sun`() throws {
        let summary = try site(yard).summary
        #expect(
            summary.contains(
                """
                place 46.23 °, 6.14 °, Europe/Zurich
                  sun on 21 June from 05:43 to 21:30
                  sun on 21 December from 08:15 to 16:51
                open mon-fri 07:00-20:00
                cleaning mon-fri 19:00-21:00

                """), "\(summary)")
        #expect(
            summary.contains(
                """
                  lamps GPIO3, motion GPIO4
                  open daily sunset-23:00, daily 05:30-sunrise
                """), "\(summary)")
    }

    @Test func `that follow the sun need coordinates, said at each of them`() throws {
        let text = yard.replacing("place: { latitude: 46.23 °, longitude: 6.14 °,", with: "place: {")
        let sentence =
            "open: follows the sun, and this file does not say where: add place: { latitude: 46.23 °, "
            + "longitude: 6.14 °, timezone: Europe/Zurich }"
        let expected = """
            site.yaml:5:1: error: place lacks "latitude"
            site.yaml:5:1: error: place lacks "longitude"
            site.yaml:21:12: error: \(sentence)
            site.yaml:21:32: error: \(sentence)
            """
        #expect(said(by: text) == expected)
        let without = yard.split(separator: "\n").filter { !$0.hasPrefix("place") }.joined(separator: "\n")
        #expect(said(by: without).contains("site.yaml:20:12: error: \(sentence)"))
    }

    @Test func `that are wrong are all said at once, with their places`() {
        let text =
            yard
            .replacing("[daily sunset-23:00, daily 05:30-sunrise]", with: "[daily sunset-02:00, daily dusk-23:00]")
            .replacing("[mon-fri 19:00-21:00]", with: "[mo-fri 19:00-21:00]")
        let expected = """
            site.yaml:7:12: error: cleaning: “mo-fri” in “mo-fri” is not a day: write mon, tue, wed, thu, fri, sat, \
            sun or daily
            site.yaml:21:12: error: open: sunset-02:00 never happens at this place: hours past midnight are two \
            entries, one to 24:00 and one from 00:00 of the next day
            site.yaml:21:32: error: open: “dusk” is not a time of day: write a time such as 07:30, or sunrise or \
            sunset, or so much before or after it, such as sunset+30min
            """
        #expect(said(by: text) == expected)
    }

    @Test func `for cleaning need some at which nothing is open`() {
        let always = yard.split(separator: "\n").filter { !$0.contains("open:") }.joined(separator: "\n")
        let sentence = "cleaning: counts only while closed, and nothing ever closes: write opening hours (open: …)"
        #expect(said(by: always).contains("site.yaml:6:11: error: \(sentence)"))
        #expect(said(by: yard.replacing("open: [mon-fri 07:00-20:00]\n", with: "")) == "")
    }

    @Test func `of a zone are not left empty`() {
        let text = yard.replacing("[daily sunset-23:00, daily 05:30-sunrise]", with: "[]")
        #expect(said(by: text).contains("site.yaml:21:11: error: open: says no hours; leave the key out"))
    }

    @Test func `of the office are questioned outdoors`() throws {
        let text = yard.replacing("    open: [daily sunset-23:00, daily 05:30-sunrise]\n", with: "")
        let cure = "an exterior zone follows the sun: write open: [daily sunset-23:00, daily 05:30-sunrise]"
        #expect(try site(text).warnings.map(\.description) == ["site.yaml:16:10: warning: use: \(cure)"])
    }

    @Test func `by the clock alone do not care where the place is`() throws {
        let other = yard.replacing("46.23 °", with: "12 °")
        #expect(try site(other).zones[0].hours == site(yard).zones[0].hours)
        #expect(try site(other).zones[1].hours != site(yard).zones[1].hours)
    }
}

@Suite struct `The timetable of a board` {
    /// 2026-06-30 is a Tuesday; the sun sets at 21:31 in Geneva.
    @Test func `tells each zone its own, and which of them it says something new to`() throws {
        var table = Timetable(try site(yard).zones.map(\.hours.schedule))
        #expect(table.states == [.unknown, .unknown])
        #expect(try table.look(at: time("2026-06-30T12:00:00Z")) == 0b11)
        #expect(table.states == [.open, .closed])
        #expect(try table.until == time("2026-06-30T17:00:00Z"))
        #expect(try table.look(at: time("2026-06-30T17:00:00Z")) == 0b10)
        #expect(table.states == [.open, .cleaning])
        #expect(try table.look(at: time("2026-06-30T17:59:59Z")) == 0)
        #expect(try table.look(at: time("2026-06-30T18:00:00Z")) == 0b01)
        #expect(table.states == [.cleaning, .cleaning])
        #expect(try table.look(at: time("2026-06-30T19:00:00Z")) == 0b11)
        #expect(table.states == [.closed, .closed])
        #expect(try table.look(at: time("2026-06-30T20:00:00Z")) == 0b10)
        #expect(table.states == [.closed, .open])
    }

    @Test func `knows nothing without a clock, not even when it had one before`() throws {
        var table = Timetable(try site(yard).zones.map(\.hours.schedule) + [nil])
        #expect(table.look(at: nil) == 0)
        #expect(try table.look(at: time("2026-06-30T12:00:00Z")) == 0b111)
        #expect(table.states == [.open, .closed, .open], "a zone without hours is open for ever")
        #expect(table.look(at: nil) == 0b111)
        #expect(table.states == [.unknown, .unknown, .unknown])
        #expect(table.until == nil)
    }

    @Test func `looks again when the clock goes back`() throws {
        var table = Timetable(try site(yard).zones.map(\.hours.schedule))
        _ = try table.look(at: time("2026-07-04T12:00:00Z"))
        #expect(table.states[0] == .closed, "on a Saturday")
        #expect(try table.look(at: time("2026-06-30T12:00:00Z")) == 0b01)
        #expect(table.states[0] == .open)
    }

    private func time(_ text: String) throws -> Timestamp { try Timestamp(iso8601: text) }
}

private let yard = """
    lightwell: 1
    site: geneva
    id: geneva-yard
    board: simulated
    place: { latitude: 46.23 °, longitude: 6.14 °, timezone: Europe/Zurich }
    open: [mon-fri 07:00-20:00]
    cleaning: [mon-fri 19:00-21:00]
    zones:
      office:
        use: cellular-office
        area: 14 m2
        load: 112 W
        lamps: GPIO1
        motion: GPIO2
      yard:
        use: exterior
        area: 200 m2
        load: 300 W
        lamps: GPIO3
        motion: GPIO4
        open: [daily sunset-23:00, daily 05:30-sunrise]

    """
