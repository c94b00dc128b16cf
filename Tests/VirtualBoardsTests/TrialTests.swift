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

    @Test(arguments: [3, 8] as [UInt64]) func `is judged in pieces as in one`(seed: UInt64) throws {
        let site = try Site.home()
        let end = Timestamp.start + .days(12)
        var (whole, cut) = (Trial(site, seed: seed, from: .start), Trial(site, seed: seed, from: .start))
        whole.run(until: end)
        var judges = site.zones.map { Judge(of: criteria($0), seed: 4) }
        var pieces = site.zones.map { _ in 0 }
        func hear(_ courses: [Course?], goesOn: Bool) {
            for (zone, course) in courses.enumerated() {
                guard let course else { continue }
                judges[zone].hear(course, continues: pieces[zone] > 0, goesOn: goesOn)
                pieces[zone] += 1
            }
        }
        for hour in 1..<288 as Range<Int64> {
            cut.run(until: .start + .hours(hour))
            hear(cut.takeQuiet(), goesOn: true)
        }
        cut.run(until: end)
        hear(cut.courses, goesOn: false)
        for (index, zone) in site.zones.enumerated() {
            judges[index].close()
            let once = Judge([whole.courses[index]], of: criteria(zone), seed: 4)
            let (a, b) = (judges[index].total, once.total)
            #expect(pieces[index] > 5)
            #expect(abs(a.used - b.used) < 1 && abs(a.actuator - b.actuator) < 1 && abs(a.unserved - b.unserved) < 1)
            #expect(Baseline.allCases.allSatisfy { abs(a[$0] - b[$0]) < 1 }, "W·ms")
            #expect(a.falseOffs == b.falseOffs && a.switchings == b.switchings && a.warnings == b.warnings)
            #expect(a.occupied == b.occupied && a.litVacant == b.litVacant && abs(a.information - b.information) < 1)
            #expect(judges[index].latencies == once.latencies)
            #expect(judges[index].bestHold?.hold == once.bestHold?.hold)
        }
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

    @Test func `has nobody moved by one more person, and all rooms cleaned`() throws {
        let text = """
            lightwell: 1
            site: geneva
            id: growing
            board: simulated
            place: { latitude: 46.23 °, longitude: 6.14 °, timezone: UTC }
            records: 60 min
            zones:
              office: { use: open-office, area: 40 m2, load: 300 W, lamps: GPIO17, motion: GPIO5, simulate: { people: N } }
              hall: { use: corridor, area: 40 m2, load: 300 W, lamps: GPIO18, motion: GPIO6, simulate: { people: 0 } }

            """
        let courses = try [3, 4].map { people in
            let bytes = Array(text.split(separator: "people: N").joined(separator: "people: \(people)").utf8)
            var trial = try Trial(Site(parsing: bytes, file: "s", boards: Site.boards), seed: 2, from: .start)
            trial.run(until: .start + .days(20))
            return trial.courses
        }
        let (few, more) = (courses[0][0], courses[1][0])
        #expect(few.people != more.people)
        for stay in few.stays {
            #expect(more.stays.contains { $0.clamped(to: stay) == stay })
        }
        // From Tuesday to Sunday: 4 workdays, then 5 a week.
        let cleaned = courses[0][1].stays
        #expect(cleaned.count == 14)
        #expect(cleaned.allSatisfy { (19..<21).contains($0.lowerBound.milliseconds / 3_600_000 % 24) })
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

    @Test func `dims the lamps of a zone that is set to be dimmed`() throws {
        let site = try Site.home()
        var settings = site.zones.map(\.settings)
        settings[0].steps = Zone.Settings.dimmerSteps
        settings[0].daylight.lamps = Lux(400)
        let end = Timestamp.start + .days(3)
        var dimmed = Trial(site, settings: settings, seed: 4, from: .start)
        var switched = Trial(site, seed: 4, from: .start)
        dimmed.run(until: end)
        switched.run(until: end)
        let levels = Set(dimmed.courses[0].decisions.steps.map(\.value.level))
        #expect(levels.count > 3 && levels.contains { (1..<100).contains($0) })
        #expect(levels.allSatisfy { $0 <= 100 })
        #expect(dimmed.courses[0].people == switched.courses[0].people)
        #expect(dimmed.courses[0].daylight == switched.courses[0].daylight)
        #expect(dimmed.courses[1].decisions == switched.courses[1].decisions)
    }

    @Test(arguments: [(100.0, 75...95), (250, 45...65), (400, 15...35)])
    func `dims by the daylight of a recording`(daylight: Double, levels: ClosedRange<UInt8>) throws {
        let rows = (0..<180).map {
            "2020-01-06T\($0 / 60 + 8 < 10 ? "0" : "")\($0 / 60 + 8):\($0 % 60 < 10 ? "0" : "")\($0 % 60):00Z,1,1,\(daylight)"
        }
        let recording = try Recording(
            csv: Array("timestamp,motion,occupied,daylight_lux\n\(rows.joined(separator: "\n"))\n".utf8),
            named: "desk.csv", zone: .utc)
        var settings = Zone.Settings(steps: Zone.Settings.dimmerSteps)
        (settings.daylight.target, settings.daylight.lamps) = (Lux(500), Lux(500))
        var trial = Trial(recording, run: recording.runs()[0], settings: settings, in: .utc)
        trial.run(until: recording.end(of: recording.runs()[0]))
        let level = try #require(trial.courses[0].decisions.steps.last?.value.level)
        #expect(levels.contains(level))
    }

    private func criteria(_ zone: Site.Zone) -> Criteria {
        Criteria(
            load: zone.load, steps: zone.settings.steps, task: zone.use.task, lamps: zone.deskAtFull,
            settings: zone.settings, isEgress: zone.use.isEgress, zone: .utc)
    }
}
