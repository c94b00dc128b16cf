import Boards
import Calendars
import Control
import Logbook
import Quantities
import Records
import Score
import Scratch
import Simulation
import Testing
import VirtualBoards

@Suite struct `People who answer their lamps` {
    private let end = Timestamp.start + .days(12)
    private let some = Answers(moving: 0.3, waving: 0.3, pressing: 1)

    @Test func `change nothing where nobody answers`() throws {
        let (plain, none) = (try trial(), try trial(.nobody))
        #expect(plain.presses == [0, 0] && none.presses == [0, 0])
        for (a, b) in zip(plain.courses, none.courses) {
            #expect(a.decisions == b.decisions && a.motion == b.motion && a.people == b.people)
        }
    }

    @Test func `are darkened by nothing who move at every warning`() throws {
        let (nobody, all) = (try trial(), try trial(Answers(moving: 1, waving: 0, pressing: 0)))
        #expect(darkenings(nobody).count > 8)
        // Who comes and goes is as before.
        #expect(zip(nobody.courses, all.courses).allSatisfy { $0.people == $1.people })
        #expect(darkenings(all).isEmpty)
        #expect(all.presses == [0, 0])
    }

    @Test func `sit in the dark for half a minute at most who wave`() throws {
        let waving = try trial(Answers(moving: 0, waving: 1, pressing: 0))
        let course = waving.courses[0]
        let dark = darkenings(waving)
        #expect(dark.count > 8)
        for time in dark {
            let stay = try #require(course.stays.first { $0.contains(time) })
            let isLit = course.decisions.value(at: time + .seconds(30)).level > 0
            #expect(isLit || stay.upperBound < time + .seconds(30))
        }
    }

    @Test func `light the room again who press, and count`() throws {
        let pressing = try trial(Answers(moving: 0, waving: 0, pressing: 1))
        let lit = pressing.courses[0].decisions.steps.filter { $0.value.reason == .manualOn }
        #expect(lit.count > 4)
        #expect(pressing.presses[0] >= lit.count)
        #expect(!pressing.courses[0].decisions.steps.contains { $0.value.reason == .manualOff })
    }

    @Test func `do in a trial what they do on a board`() throws {
        let home = Home()
        var board = try VirtualBoard(
            site(), seed: 4, in: home.folder().books, from: .start, answers: some, software: "test")
        try board.run(until: end)
        let trial = try trial(some)
        for zone in 0..<2 {
            #expect(board.totals(of: zone)[.presses] == Int64(trial.presses[zone]))
            let course = trial.courses[zone]
            let total = Judge([course], of: try criteria(zone)).total
            #expect(total.switchings == board.totals(of: zone)[.switchings])
        }
        #expect(trial.presses[0] > 0)
    }

    @Test func `answer the same in pieces as in one`() throws {
        let whole = try trial(some)
        var pieces = try Trial(site(), seed: 4, from: .start, answers: some)
        for hour in 1...(12 * 24) { pieces.run(until: .start + .hours(Int64(hour))) }
        #expect(whole.presses == pieces.presses)
        for (a, b) in zip(whole.courses, pieces.courses) {
            #expect(a.decisions == b.decisions && a.motion == b.motion)
        }
    }

    /// When lamps went out over somebody.
    private func darkenings(_ trial: Trial) -> [Timestamp] {
        let course = trial.courses[0]
        return course.decisions.steps.filter {
            $0.value.level == 0 && $0.value.reason == .vacant && course.people.value(at: $0.time) == true
        }.map(\.time)
    }

    private func trial(_ answers: Answers? = nil) throws -> Trial {
        var trial =
            if let answers {
                Trial(try site(), seed: 4, from: .start, answers: answers)
            } else {
                Trial(try site(), seed: 4, from: .start)
            }
        trial.run(until: end)
        return trial
    }

    private func criteria(_ zone: Int) throws -> Criteria {
        let zone = try site().zones[zone]
        return Criteria(
            load: zone.load, steps: UInt8(zone.lamps.count), settings: zone.settings, isEgress: false, zone: .utc)
    }

    /// A sensor and a hold time that leave people in the dark; a meeting room beside it.
    private func site() throws -> Site {
        let text = """
            lightwell: 1
            site: geneva
            id: dim
            board: simulated
            place: { latitude: 46.23 °, longitude: 6.14 °, timezone: Europe/Zurich }
            records: 60 min
            zones:
              office:
                use: cellular-office
                area: 14 m2
                load: 112 W
                lamps: GPIO17
                motion: GPIO5
                hold: 5 min
                simulate: { people: 2, sensor: poor }
              meeting:
                use: meeting-room
                area: 30 m2
                load: 300 W
                lamps: [GPIO22, GPIO23]
                motion: GPIO24
                hold: 5 min
                simulate: { people: 6, sensor: poor }

            """
        return try Site(parsing: Array(text.utf8), file: "site.yaml", boards: Site.boards)
    }
}
