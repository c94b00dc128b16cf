import Boards
import Control
import Quantities
import Score
import Simulation
import Testing
import VirtualBoards

@Suite struct `A trial with lamps that age, plugs and a climate` {
    private let end = Timestamp.start + .days(21)

    @Test func `changes nothing by naming what is so anyway`() throws {
        let plain = try lived("")
        let named = try lived(
            """
            , presence: wang, lamps: { curve: linear, minimum: 0 % }, sensor-view: { lamps: 20 %, daylight: 20 %,
                  drift: 30 % }, sensor-coverage: 100 %
            """)
        #expect(plain.decisions == named.decisions && plain.motion == named.motion && plain.people == named.people)
        #expect(plain.output.steps.count == 1 && plain.loads == nil && plain.presses == nil)
    }

    @Test func `changes no decision by what is plugged in and heated`() throws {
        let (plain, loaded) = (try lived(""), try lived(Self.loads))
        #expect(plain.decisions == loaded.decisions)
        #expect(loaded.loads != nil)
    }

    /// 10 % in 1,000 h from 90 % on; the hours are those the course was lit.
    @Test func `loses light by the hours that lamps were lit`() throws {
        let course = try lived(", lamps: { ageing: 10 %, burnt: 1000 h }")
        let outputs = course.output.steps.map(\.value)
        #expect(outputs.count > 10 && zip(outputs, outputs.dropFirst()).allSatisfy { $0 > $1 })
        let midnight = try #require(course.output.steps.last?.time)
        let lit = zip(course.decisions.steps, course.decisions.steps.dropFirst() + []).reduce(0.0) { sum, pair in
            let span = min(pair.1.time, midnight) - min(pair.0.time, midnight)
            return sum + (pair.0.value.level > 0 ? span.hours : 0)
        }
        #expect(abs(try #require(outputs.last) - (0.9 - 0.1 * lit / 1_000)) < 0.0003)
    }

    /// The sensor sees less of the same lamps, so that the control gives more.
    @Test func `lights more by daylight where lamps are old`() throws {
        let (new, old) = (try lived(""), try lived(", lamps: { ageing: 0.4 %, burnt: 75000 h }"))
        #expect(mean(old) > mean(new) * 1.02)
    }

    @Test func `lights less where the sensor sees too much of the day`() throws {
        let (plain, window) = (try lived(""), try lived(", sensor-view: { lamps: 20 %, daylight: 40 % }"))
        #expect(mean(window) < mean(plain) * 0.95)
    }

    /// The law: people are the same whatever the sensor sees, and it sees the less the fewer desks are in its view.
    @Test func `sees less where desks are out of the sensor's view`() throws {
        let courses = try [100, 60, 0].map { try lived(", sensor-coverage: \($0) %") }
        #expect(courses.allSatisfy { $0.people == courses[0].people })
        let active = courses.map { course in
            zip(course.motion.steps, course.motion.steps.dropFirst()).reduce(0.0) { sum, pair in
                sum + (pair.0.value ? (pair.1.time - pair.0.time).hours : 0)
            }
        }
        #expect(active[0] > active[1] && active[1] > active[2] && active[2] > 0)
    }

    @Test func `has as many at the plugs as are there`() throws {
        let course = try lived(Self.loads)
        let loads = try #require(course.loads)
        #expect(loads.people.steps.contains { $0.value > 1 })
        for step in loads.people.steps.dropFirst() where step.value > 0 {
            #expect(course.people.value(at: step.time) == true)
        }
        #expect(loads.plugs.steps.contains { !$0.value })
        #expect(Set(loads.setback.steps.map(\.value)) == [.none, .standby, .unoccupied])
        for step in loads.plugs.steps where !step.value { #expect(loads.setback.value(at: step.time) != .none) }
    }

    @Test func `is the same in pieces as in one`() throws {
        let site = try site(Self.loads + ", lamps: { ageing: 1 % }")
        var pieces = Trial(site, seed: 4, from: .start, answers: .usual)
        for hour in stride(from: Int64(5), through: 21 * 24, by: 5) { pieces.run(until: .start + .hours(hour)) }
        pieces.run(until: end)
        var whole = Trial(site, seed: 4, from: .start, answers: .usual)
        whole.run(until: end)
        let (a, b) = (whole.courses[0], pieces.courses[0])
        #expect(a.decisions == b.decisions && a.output == b.output && a.presses == b.presses)
        #expect(a.loads?.people == b.loads?.people && a.loads?.plugs == b.loads?.plugs)
        #expect(a.loads?.setback == b.loads?.setback)
        #expect(a.presses?.count == whole.presses[0])
    }

    @Test func `has other people by the chain of Page, as often there`() throws {
        let (wang, page) = (try lived(""), try lived(", presence: page"))
        #expect(wang.people != page.people)
        func hours(_ course: Course) -> Double {
            course.stays.reduce(0) { $0 + ($1.upperBound - $1.lowerBound).hours }
        }
        #expect((0.7...1.4).contains(hours(page) / hours(wang)))
    }

    /// The same people as the trial's.
    @Test func `is attended by whom its attendance says`() throws {
        let site = try site(Self.loads)
        let day = Timestamp(milliseconds: 1_782_770_400_000)
        let attendance = Attendance.all(of: site, seed: 4, days: day..<day + .days(1))[0]
        var trial = Trial(site, seed: 4, from: day)
        trial.run(until: day + .days(1))
        let people = try #require(trial.courses[0].loads?.people)
        var sum = 0.0
        for (step, next) in zip(people.steps, people.steps.dropFirst()) {
            sum += Double(step.value) * (next.time - step.time).hours
        }
        #expect(attendance.workdays == 1)
        #expect(abs(attendance.peopleByHour.reduce(0, +) - sum) < 1e-6)
        #expect(attendance.most == people.steps.map(\.value).max())
    }

    private static let loads = """
        , plugs: { base: 5 W, person: 60 W }, climate: { heat-loss: 40 W/K, capacity: 2 kWh/K }
        """

    /// The mean level, as a share.
    private func mean(_ course: Course) -> Double {
        zip(course.decisions.steps, course.decisions.steps.dropFirst()).reduce(0) { sum, pair in
            sum + Double(pair.0.value.level) / 100 * (pair.1.time - pair.0.time).hours
        }
    }

    private func lived(_ details: String) throws -> Course {
        var trial = Trial(try site(details), seed: 4, from: .start)
        trial.run(until: end)
        return trial.courses[0]
    }

    private func site(_ details: String) throws -> Site {
        let text = """
            lightwell: 1
            site: geneva
            id: loads
            board: simulated
            place: { latitude: 46.23 °, longitude: 6.14 °, timezone: Europe/Zurich }
            open: [mon-fri 07:00-20:00]
            records: 60 min
            zones:
              office:
                use: open-office
                area: 60 m2
                load: 400 W
                lamps: dimmer
                motion: GPIO5
                plugs: GPIO6
                light: simulated
                daylight-target: 100 lx
                lamp-share: 125 lx
                simulate: { people: 4, sensor: good, window: { faces: 0 °, area: 10 m2, depth: 3 m }\(details) }

            """
        return try Site(parsing: Array(text.utf8), file: "site.yaml", boards: Site.boards)
    }
}
