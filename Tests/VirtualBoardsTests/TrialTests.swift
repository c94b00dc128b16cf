import Boards
import Calendars
import Control
import Quantities
import Recordings
import Records
import Score
import Scratch
import Testing
import VirtualBoards

/// What is judged must be what a board does.
@Suite struct `A trial` {
    @Test(arguments: [1, 2, 3] as [UInt64]) func `decides as the board with the same seed does`(seed: UInt64) throws {
        let home = Home()
        let site = try Site.home()
        var board = try VirtualBoard.home(seed: seed, in: home.folder())
        var trial = Trial(site, seed: seed, from: .start)
        let end = Timestamp.start + .days(4)
        try board.run(until: end)
        trial.run(until: end)
        for (zone, course) in trial.courses.enumerated() {
            let total = Judge([course], of: criteria(site.zones[zone])).total
            #expect(total.switchings == board.totals(of: zone)[.switchings])
            #expect(total.lit == board.totals(of: zone)[.litTime])
            let standby = site.zones[zone].standby * (end - .start)
            #expect(
                abs(
                    total.energy + Double(standby.microjoules) / 1_000 - Double(board.totals(of: zone)[.lampEnergy])
                        * 3_600) < 36_000)
        }
    }

    /// The corridor is open by the sun, with a base level: it is lit from sunset (21:31) to 23:00, whoever is there.
    @Test func `gives each zone its own hours`() throws {
        let text = SiteText.home
        let turned = text.replacing(
            "use: corridor", with: "use: corridor\n    base-level: 1 step\n    open: [daily sunset-23:00]")
        #expect(turned != text)
        let site = try Site(parsing: Array(turned.utf8), file: "site.yaml", boards: Site.boards)
        var trial = Trial(site, seed: 1, from: .start)
        trial.run(until: .start + .days(2))
        let lit = trial.courses[1].decisions.steps.filter { $0.value.reason == .scheduled }
        #expect(!lit.isEmpty)
        for step in lit {
            let time = site.place.timezone.civil(of: step.time).time
            #expect(time.hour == 21 && time.minute >= 30 || time.hour == 22, "\(time)")
        }
        #expect(!trial.courses[0].decisions.steps.contains { $0.value.reason == .scheduled })
    }

    @Test func `is judged the same with and without details`() throws {
        let site = try Site.home()
        let end = Timestamp.start + .days(3)
        var plain = Trial(site, seed: 5, from: .start)
        var detailed = Trial(site, seed: 5, from: .start, details: .start..<end)
        plain.run(until: end)
        detailed.run(until: end)
        for zone in site.zones.indices {
            let judges = [plain, detailed].map { Judge([$0.courses[zone]], of: criteria(site.zones[zone])) }
            #expect(judges[0].total.used == judges[1].total.used)
            #expect(judges[0].total.unserved == judges[1].total.unserved)
            #expect(judges[0].total[.code] == judges[1].total[.code])
            #expect(judges[0].latencies == judges[1].latencies)
            #expect(judges[0].bestHold?.hold == judges[1].bestHold?.hold)
        }
        let steps = [plain, detailed].map { $0.courses[0].decisions.steps.count }
        #expect(steps[0] < steps[1])
    }

    @Test func `goes on in pieces as in one`() throws {
        let site = try Site.home()
        var whole = Trial(site, seed: 9, from: .start)
        whole.run(until: .start + .days(2))
        var pieces = Trial(site, seed: 9, from: .start)
        for hour in 1...48 { pieces.run(until: .start + .hours(Int64(hour))) }
        for (a, b) in zip(whole.courses, pieces.courses) {
            #expect(a.decisions == b.decisions)
            #expect(a.people == b.people)
            #expect(a.daylight == b.daylight)
        }
    }

    @Test func `sees the people of a recording with a modelled sensor`() throws {
        let rows = (0..<180).map {
            "2020-01-06T\($0 / 60 + 8 < 10 ? "0" : "")\($0 / 60 + 8):\($0 % 60 < 10 ? "0" : "")\($0 % 60):00Z,\(60..<120 ~= $0 ? 3 : 0)"
        }
        let recording = try Recording(
            csv: Array("timestamp,occupied\n\(rows.joined(separator: "\n"))\n".utf8), named: "people.csv", zone: .utc)
        #expect(!recording.hasMotion)
        var trial = Trial(
            recording, run: recording.runs()[0], settings: Zone.Settings(steps: 1), sensor: .init(.good, seed: 1),
            in: .utc)
        trial.run(until: recording.end(of: recording.runs()[0]))
        let course = trial.courses[0]
        let arrival = recording.rows[60].time
        #expect(course.people.value(at: arrival) == true)
        #expect(course.motion.value(at: arrival) == true)
        #expect(course.decisions.value(at: arrival - .seconds(1)).reason == .vacant)
        #expect(course.decisions.value(at: arrival).reason == .occupied)
        #expect(course.motion.value(at: arrival + .minutes(61)) == false)
    }

    private func criteria(_ zone: Site.Zone) -> Criteria {
        Criteria(
            load: zone.load, steps: UInt8(zone.lamps.count), task: zone.use.task, lamps: zone.deskAtFull,
            settings: zone.settings, isEgress: zone.use.isEgress, zone: .utc)
    }
}
