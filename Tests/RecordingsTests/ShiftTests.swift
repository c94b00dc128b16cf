import Calendars
import Chance
import Quantities
import Recordings
import Testing

@Suite struct `A shifted recording` {
    let zurich: TimeZone

    init() throws { zurich = try TimeZone(named: "Europe/Zurich") }

    @Test func `is the same, later or earlier`() throws {
        let read = try recording("timestamp,motion", "2017-12-22T10:00:00Z,0", "2017-12-22T10:01:00Z,1")
        let later = read.shifted(by: .minutes(-5))
        #expect(later.rows.map(\.time.iso8601) == ["2017-12-22T09:55:00Z", "2017-12-22T09:56:00Z"])
        #expect(later.rows.map(\.motion) == [false, true])
        #expect(later.shifted(by: .minutes(5)) == read)
    }

    @Test func `keeps weekday and wall clock from winter to summer`() throws {
        let read = try recording("timestamp,motion", "2017-12-22 08:00:00.5,1", "2017-12-22 17:00,0", zone: zurich)
        let shift = try #require(read.shift(toEndBefore: try time("2026-07-04T00:00:00Z"), in: zurich))
        #expect(shift.recording.rows.map(\.time.iso8601) == ["2026-07-03T06:00:00.500Z", "2026-07-03T15:00:00Z"])
        #expect((shift.weeks, shift.leftOut) == (445, 0))
    }

    @Test func `ends as late as it may, to the millisecond`() throws {
        let read = try recording("timestamp,motion", "2017-12-22 17:00,0", zone: zurich)
        let at = try #require(read.shift(toEndBefore: try time("2026-07-03T15:00:00Z"), in: zurich))
        #expect(at.recording.rows[0].time == (try time("2026-07-03T15:00:00Z")))
        let before = try #require(read.shift(toEndBefore: try time("2026-07-03T14:59:59.999Z"), in: zurich))
        #expect(before.recording.rows[0].time == (try time("2026-06-26T15:00:00Z")))
        let back = try #require(read.shift(toEndBefore: try time("2017-12-22T15:00:00Z"), in: zurich))
        #expect((back.weeks, back.recording.rows[0].time) == (-1, try time("2017-12-15T16:00:00Z")))
    }

    @Test func `loses the hour that its new day skips`() throws {
        let read = try recording(
            "timestamp,motion", "2018-03-18 01:30,0", "2018-03-18 02:30,1", "2018-03-18 03:30,0", zone: zurich)
        let shift = try #require(read.shift(toEndBefore: try time("2018-03-26T00:00:00Z"), in: zurich))
        #expect(shift.recording.rows.map(\.time.iso8601) == ["2018-03-25T00:30:00Z", "2018-03-25T01:30:00Z"])
        #expect((shift.weeks, shift.leftOut) == (1, 1))
        let nothing = try recording("timestamp,motion", "2018-03-18 02:30,1", zone: zurich)
        #expect(nothing.shift(toEndBefore: try time("2018-03-26T00:00:00Z"), in: zurich) == nil)
    }

    @Test func `loses the second of two hours where its new day has one`() throws {
        let read = try recording(
            "timestamp,motion", "2017-10-29 02:10,0", "2017-10-29 02:50,0", "2017-10-29 02:20,1", "2017-10-29 03:10,0",
            zone: zurich)
        let shift = try #require(read.shift(toEndBefore: try time("2017-11-06T00:00:00Z"), in: zurich))
        #expect(
            shift.recording.rows.map(\.time.iso8601) == [
                "2017-11-05T01:10:00Z", "2017-11-05T01:50:00Z", "2017-11-05T02:10:00Z",
            ])
        #expect(shift.leftOut == 1)
        let year = try #require(read.shift(toEndBefore: try time("2018-10-29T00:00:00Z"), in: zurich))
        #expect((year.weeks, year.leftOut) == (52, 0))
    }

    /// The law of shifts: what is left shows the same weekday and the same wall clock, is in order, and ends in time,
    /// and a week more would not.
    @Test(arguments: 0..<60) func `is in step with the wall clock`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let zone = try TimeZone(
            named: ["Europe/Zurich", "America/St_Johns", "Asia/Kolkata"].randomElement(using: &random)!)
        var moment = Timestamp(milliseconds: Int64.random(in: 0..<1_700_000_000_000, using: &random))
        let lines = (0..<Int.random(in: 1...200, using: &random)).map { _ in
            moment = moment + .milliseconds(Int64.random(in: 1...5_000_000, using: &random))
            return moment.iso8601 + ",0"
        }
        let read = try recording((["timestamp,motion"] + lines).joined(separator: "\n"))
        let end = Timestamp(milliseconds: Int64.random(in: 0..<1_900_000_000_000, using: &random))
        guard let shift = read.shift(toEndBefore: end, in: zone) else { return }
        let rows = shift.recording.rows
        #expect(rows.count + shift.leftOut == read.rows.count)
        #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.time < $1.time })
        #expect(rows[rows.count - 1].time <= end)
        let was = read.rows.map { wall($0.time, in: zone, plusWeeks: shift.weeks) }
        var remaining = was[...]
        for row in rows {
            let shown = wall(row.time, in: zone, plusWeeks: 0)
            let place = try #require(remaining.firstIndex(of: shown))
            remaining = remaining[(place + 1)...]
        }
        if was.last == wall(rows[rows.count - 1].time, in: zone, plusWeeks: 0) {
            let (date, clock) = zone.civil(of: rows[rows.count - 1].time)
            #expect(zone.timestamp(of: date.adding(days: 7), at: clock) + .seconds(1) > end)
        }
    }

    private struct Wall: Hashable {
        let date: CivilDate
        let time: TimeOfDay
        let millisecond: Int64
    }

    private func wall(_ time: Timestamp, in zone: TimeZone, plusWeeks weeks: Int) -> Wall {
        let (date, clock) = zone.civil(of: time)
        return Wall(
            date: date.adding(days: weeks * 7), time: clock, millisecond: (time.milliseconds % 1_000 + 1_000) % 1_000)
    }
}
