import Boards
import Calendars
import Control
import Logbook
import Quantities
import Score
import Scratch
import Testing
import VirtualBoards

@testable import Lab

@Suite struct `A trace` {
    let home = Home()
    let start = Timestamp(milliseconds: 1_780_272_000_000)

    /// A store room in the first hours of a Monday: seed, site and script give this on any machine.
    @Test func `says what happened, was told and was decided`() throws {
        let site = try site()
        var board = try board(site, "t=7h40m,for=10m,zone=store,pir=lost", "t=8h,for=1m,power=off")
        try board.run(until: start + .hours(7) + .minutes(23) + .seconds(10))
        _ = board.takeHappenings()
        try board.run(until: start + .hours(8) + .minutes(2))
        let text = TraceText(site: site, zone: nil)
        #expect(board.takeHappenings().compactMap { text.line($0) } == Self.golden)
        #expect(TraceText.head == "timestamp,zone,event,value")
    }

    @Test func `of one zone leaves the others out, and keeps the board`() throws {
        let text = TraceText(site: try site(), zone: 1)
        let now = start
        #expect(text.line(Happening(time: now, zone: 0, event: .people(true))) == nil)
        #expect(
            text.line(Happening(time: now, zone: 1, event: .people(nil))) == "2026-06-01T02:00:00+02:00,hall,people,")
        #expect(
            text.line(Happening(time: now, zone: nil, event: .off(isCut: true))) == "2026-06-01T02:00:00+02:00,,off,cut"
        )
        #expect(text.line(Happening(time: now, zone: 1, event: .level(1, of: 2)))?.hasSuffix(",level,0.500000") == true)
        let faults = text.line(Happening(time: now, zone: 1, event: .faults([.motionLost, .lampFailed])))
        #expect(faults?.hasSuffix(",faults,motion-lost+lamp-failed") == true)
    }

    @Test func `gives the courses of a day to be drawn, as they are judged`() throws {
        let site = try site()
        let clock = site.place.timezone
        let day = clock.timestamp(of: try CivilDate("2026-06-03"))..<clock.timestamp(of: try CivilDate("2026-06-04"))
        var (sketch, board) = (TraceSketch(zone: 0, steps: 1, day: day), try board(site))
        try board.run(until: start + .days(4))
        for happening in board.takeHappenings() { sketch.take(happening) }
        let drawn = try #require(sketch.courses(until: start + .days(4)).first)
        var trial = Trial(site, seed: 1, from: start, details: day)
        trial.run(until: day.upperBound)
        let course = trial.courses[0]
        func of<Value>(_ signal: Signal<Value>) -> [Signal<Value>.Step] {
            signal.steps.filter { day.contains($0.time) }
        }
        #expect(of(drawn.people) == of(course.people) && !of(course.people).isEmpty)
        #expect(of(drawn.motion) == of(course.motion) && !of(course.motion).isEmpty)
        #expect(of(drawn.decisions).map(\.value.reason) == of(course.decisions).map(\.value.reason))
        #expect(of(drawn.decisions).map(\.time) == of(course.decisions).map(\.time))
    }

    private func board(_ site: Site, _ script: String...) throws -> VirtualBoard {
        var reader = FaultReader(site, from: start)
        return try VirtualBoard(
            site, seed: 1, in: StateFolder(home.path + "/board", program: "test").books, from: start,
            script: reader.read(options: script, files: []), isTraced: true, software: "test")
    }

    private func site() throws -> Site {
        let text = """
            lightwell: 1
            site: geneva
            id: store
            board: simulated
            place: { latitude: 46.23 °, longitude: 6.14 °, timezone: Europe/Zurich }
            zones:
              store: { use: storage, area: 20 m2, load: 100 W, lamps: GPIO17, motion: GPIO5, hold: 5 min, simulate: { people: 9 } }
              hall: { use: corridor, area: 20 m2, load: 100 W, lamps: GPIO18, motion: GPIO6, simulate: { people: 0 } }

            """
        return try Site(parsing: Array(text.utf8), file: "store.yaml", boards: boards)
    }

    private let boards = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/boards"

    private static let golden = """
        2026-06-01T09:23:10.553+02:00,store,motion,1
        2026-06-01T09:23:10.553+02:00,store,reason,occupied
        2026-06-01T09:23:13.960+02:00,store,people,0
        2026-06-01T09:23:18.960+02:00,store,motion,0
        2026-06-01T09:23:18.960+02:00,store,reason,hold
        2026-06-01T09:28:18.960+02:00,store,level,0
        2026-06-01T09:28:18.960+02:00,store,reason,warning
        2026-06-01T09:28:18.960+02:00,store,power,0.0
        2026-06-01T09:28:19.460+02:00,store,level,1
        2026-06-01T09:28:19.460+02:00,store,power,100.0
        2026-06-01T09:28:48.960+02:00,store,level,0
        2026-06-01T09:28:48.960+02:00,store,reason,vacant
        2026-06-01T09:28:48.960+02:00,store,power,0.0
        2026-06-01T09:40:00+02:00,store,motion,
        2026-06-01T09:40:00+02:00,store,level,1
        2026-06-01T09:40:00+02:00,store,reason,motion-lost
        2026-06-01T09:40:00+02:00,store,faults,motion-lost
        2026-06-01T09:40:00+02:00,store,power,100.0
        2026-06-01T09:50:00+02:00,store,motion,0
        2026-06-01T09:50:00+02:00,store,reason,hold
        2026-06-01T09:50:00+02:00,store,faults,
        2026-06-01T09:55:00+02:00,store,level,0
        2026-06-01T09:55:00+02:00,store,reason,warning
        2026-06-01T09:55:00+02:00,store,power,0.0
        2026-06-01T09:55:00.500+02:00,store,level,1
        2026-06-01T09:55:00.500+02:00,store,power,100.0
        2026-06-01T09:55:30+02:00,store,level,0
        2026-06-01T09:55:30+02:00,store,reason,vacant
        2026-06-01T09:55:30+02:00,store,power,0.0
        2026-06-01T10:00:00+02:00,,off,cut
        2026-06-01T10:01:00+02:00,,boot,2
        2026-06-01T10:01:00+02:00,store,people,0
        2026-06-01T10:01:00+02:00,store,daylight,0
        2026-06-01T10:01:00+02:00,store,motion,0
        2026-06-01T10:01:00+02:00,store,level,1
        2026-06-01T10:01:00+02:00,store,reason,starting
        2026-06-01T10:01:00+02:00,store,power,100.0
        2026-06-01T10:01:00+02:00,hall,people,0
        2026-06-01T10:01:00+02:00,hall,daylight,0
        2026-06-01T10:01:00+02:00,hall,motion,0
        2026-06-01T10:01:00+02:00,hall,level,1
        2026-06-01T10:01:00+02:00,hall,reason,starting
        2026-06-01T10:01:00+02:00,hall,power,100.0
        """.split(separator: "\n").map { String($0) }
}
