import Calendars
import Control
import Quantities
import Score
import Testing

/// What the figures mean, on days small enough to count by hand.
@Suite struct `The judge` {
    /// There from 9 to 12 and from 13 to 17; lit from 8 to 18.
    private let office = Course(
        at(0), at(24), people: [(at(9), true), (at(12), false), (at(13), true), (at(17), false)],
        motion: [(at(9), true), (at(12), false), (at(13), true), (at(17), false)],
        lamps: [(at(0), 0, .vacant), (at(8), 1, .scheduled), (at(18), 0, .vacant)])

    @Test func `adds up a plain day`() {
        let day = Judge([office], of: criteria()).total
        #expect(day.recorded == 24 * 3_600_000)
        #expect(day.occupied == 7 * 3_600_000)
        #expect(day.lit == 10 * 3_600_000)
        #expect(day.litVacant == 3 * 3_600_000)
        #expect(day.darkOccupied == 0)
        #expect(day.energy == 10 * 100 * 3_600_000)
        #expect(day.actuator == 7 * 100 * 3_600_000)
        #expect(day.switchings == 2)
    }

    @Test func `knows the baselines`() throws {
        let day = Judge([office], of: criteria()).total
        let hour = 100.0 * 3_600_000
        #expect(day[.clock] == 11 * hour)
        #expect(day[.firstToLast] == 8 * hour)
        #expect(day[.code] == 7 * hour + hour / 3 + hour / 3)
        #expect(day[.savingClock] == 1 - 10.0 / 11)
        #expect(day[.savingFirstToLast] == 1 - 10.0 / 8)
        #expect(abs(try #require(day[.R]) - 3.0 / 4) < 1e-12)
    }

    @Test func `switches the clock on workdays only, where there are some`() {
        var judged = criteria()
        judged.clockDays = { $0.weekday != .monday }
        #expect(Judge([office], of: judged).total[.clock] == 0)
    }

    @Test func `takes the oracle for zero and the clock for one`() throws {
        let served = Course(
            at(0), at(24), people: [(at(9), true), (at(17), false)],
            lamps: [(at(0), 0, .vacant), (at(9), 1, .occupied), (at(17), 0, .vacant)])
        #expect(Judge([served], of: criteria()).total[.R] == 0)
        let clocked = Course(
            at(0), at(24), people: [(at(9), true), (at(17), false)],
            lamps: [(at(0), 0, .vacant), (at(7, 30), 1, .scheduled), (at(18, 30), 0, .vacant)])
        #expect(Judge([clocked], of: criteria()).total[.R] == 1)
    }

    @Test func `gains nothing by leaving people in the dark`() throws {
        let dark = Course(
            at(0), at(24), people: [(at(9), true), (at(17), false)],
            lamps: [(at(0), 0, .vacant), (at(9), 1, .occupied), (at(12), 0, .vacant)])
        let day = Judge([dark], of: criteria()).total
        #expect(day[.R] == 0)
        #expect(day.darkOccupied == 5 * 3_600_000)
        #expect(day.falseOffs == 1)
        #expect(abs(try #require(day.deficitShare) - 0.9 * 5 / 8) < 1e-12)
    }

    @Test func `leaves the ratio undefined where little can be saved`() {
        let always = Course(at(7, 30), at(18, 30), people: [(at(7, 30), true), (at(18, 25), false)])
        #expect(Judge([always], of: criteria()).total[.R] == nil)
    }

    @Test func `tells a warning's blink from a false-off`() {
        let blink = Course(
            at(8), at(10), people: [(at(8), true)],
            lamps: [(at(9), 0, .warning), (at(9) + .milliseconds(500), 1, .warning), (at(9, 0, 10), 1, .occupied)])
        let day = Judge([blink], of: criteria()).total
        #expect(day.darkenings == 1)
        #expect(day.falseOffs == 0)
        #expect(day.warnings == 1)
        #expect(day.darkOccupied == 500)
        #expect(day.switchings == 2)
    }

    @Test func `takes no blink for an excuse`() {
        let blink = Course(
            at(8), at(10), people: [(at(8), true)],
            lamps: [(at(9), 0, .warning), (at(9, 0, 2), 0, .vacant)])
        #expect(Judge([blink], of: criteria()).total.falseOffs == 1)
    }

    @Test func `calls nobody darkened who has daylight`() {
        let bright = Course(
            at(8), at(12), people: [(at(8), true)], daylight: [(at(8), 480)], lamps: [(at(9), 0, .vacant)])
        let day = Judge([bright], of: criteria(task: 500, lamps: 500)).total
        #expect(day.darkenings == 1)
        #expect(day.falseOffs == 0)
        #expect(day.darkOccupied == 0)
        #expect(day.unserved > 0)
        #expect(day.deficitShare == 0)
    }

    @Test func `measures how long arrivals wait`() {
        let late = Course(
            at(0), at(24),
            people: [
                (at(8), true), (at(9), false), (at(10), true), (at(10, 5), false), (at(11), true), (at(12), false),
            ],
            lamps: [(at(0), 0, .vacant), (at(8, 0, 7), 1, .occupied), (at(9, 30), 0, .vacant), (at(11), 1, .occupied)])
        let judge = Judge([late], of: criteria())
        #expect(judge.latencies == [7_000, 300_000, 0])
        #expect(judge.total.arrivals == 3)
        #expect(judge.total.unlitArrivals == 1)
    }

    @Test func `judges only what is known`() {
        let doubtful = Course(
            at(0), at(24), people: [(at(6), true), (at(9), nil)], lamps: [(at(12), 0, .vacant)])
        let day = Judge([doubtful], of: criteria()).total
        #expect(day.recorded == 24 * 3_600_000)
        #expect(day.known == 9 * 3_600_000)
        #expect(day.energy == 12 * 100 * 3_600_000)
        #expect(day.used == 9 * 100 * 3_600_000)
        #expect(day[.clock] == 1.5 * 3_600_000 * 100)
        #expect(day.darkenings == 0)
    }

    @Test func `counts the lamps coming on after a gap, and no time in it`() {
        let before = Course(at(8), at(9), people: [(at(8), true)], lamps: [(at(8, 30), 0, .vacant)])
        let after = Course(at(13), at(14), people: [(at(13), true)])
        let day = Judge([before, after], of: criteria()).total
        #expect(day.recorded == 2 * 3_600_000)
        #expect(day.switchings == 2)
        #expect(day[.firstToLast] == 2 * 3_600_000 * 100)
    }

    @Test func `parts days by the clock on the wall`() throws {
        let zurich = try TimeZone(named: "Europe/Zurich")
        let evening = Course(at(20), at(28), people: [(at(22), true), (at(24), false)])
        let judge = Judge([evening], of: criteria(zone: zurich))
        #expect(judge.days.map(\.date.description) == ["2001-01-01", "2001-01-02"])
        #expect(judge.days.map(\.tally.occupied) == [3_600_000, 3_600_000])
    }

    @Test func `finds the most switchings by daylight in ten minutes`() {
        var course = Course(at(8), at(12), people: [(at(8), true)])
        for (minute, level) in [(0, 0), (5, 1), (9, 0), (15, 1)] as [(Int64, UInt8)] {
            course.decisions.become(
                Course.Decision(level: level, reason: level == 0 ? .daylight : .occupied, isByDaylight: true),
                at: at(9, minute))
        }
        let judge = Judge([course], of: criteria())
        #expect(judge.mostDaylightSwitchings == 3)
        #expect(judge.total.daylightSwitchings == 4)
    }

    @Test func `takes the best hold time that darkens nobody too often`() throws {
        // Every hour ten minutes of movement, and a minute after three quiet ones; then the room is left.
        var course = Course(at(8), at(18))
        for hour in Int64(8)..<18 {
            course.people.become(true, at: at(hour))
            course.motion.become(true, at: at(hour))
            course.motion.become(false, at: at(hour, 10))
            course.motion.become(true, at: at(hour, 13))
            course.motion.become(false, at: at(hour, 14))
            course.people.become(false, at: at(hour, 14))
        }
        let best = try #require(Judge([course], of: criteria()).bestHold)
        #expect(best.hold == .minutes(3))
        #expect(best.isAdequate)
    }

    @Test func `says when no hold time suits the sensor`() throws {
        var course = Course(at(8), at(18), people: [(at(8), true)])
        for hour in Int64(8)..<18 {
            course.motion.become(true, at: at(hour))
            course.motion.become(false, at: at(hour, 1))
        }
        let judge = Judge([course], of: criteria())
        let best = try #require(judge.bestHold)
        #expect(best.hold == .minutes(20))
        #expect(!best.isAdequate)
        #expect(judge.total.informationFalseOffs == 10)
        #expect(judge.total.informationFalseOffsPerHour == 1)
    }
}
