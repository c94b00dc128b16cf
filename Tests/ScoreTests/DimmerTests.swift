import Chance
import Control
import Quantities
import Score
import Testing

/// Lamps dimmed by per cent, whose driver takes a twentieth of their power.
@Suite struct `A dimmer` {
    private let all = Zone.Settings.dimmerSteps

    @Test(arguments: 1...30) func `is judged as a count second by second`(seed: UInt64) {
        var chance = SplitMix(state: seed)
        let course = Course.random(&chance, steps: all)
        let isLit = chance.one(in: 2)
        let (task, lamps) = isLit ? (500.0, 450.0) : (0, 0)
        let total = Judge([course], of: criteria(steps: all, task: task, lamps: lamps)).total
        var (lit, vacant, dark) = (0, 0, 0)
        var (energy, oracle, unserved, physical, unservedPhysical, deficit) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        var used = 0.0
        var time = course.start
        while time < course.end {
            let level = course.decisions.value(at: time).level
            let people = course.people.value(at: time)
            let daylight = isLit ? course.daylight.value(at: time)?.value : nil
            energy += Self.power(level)
            lit += level > 0 ? 1 : 0
            vacant += people == false && level > 0 ? 1 : 0
            used += people != nil ? Self.power(level) : 0
            time = time + .seconds(1)
            guard people == true else { continue }
            dark += level == 0 && daylight.map { $0 < 450 } ?? true ? 1 : 0
            let needed = daylight.map { Self.needed($0, task, lamps) } ?? all
            let share = daylight.map { min(1, max(0, (task - $0) / lamps)) } ?? 1
            oracle += Self.power(needed)
            unserved += max(0, Self.power(needed) - Self.power(level))
            physical += 100 * share
            unservedPhysical += max(0, 100 * share - Double(level))
            guard let daylight else {
                deficit += max(0, 0.9 - Double(level) / 100)
                continue
            }
            let given = daylight + lamps * Double(level) / 100
            let possible = min(task, daylight + lamps)
            deficit += max(0, 0.9 * possible - given) / task
        }
        #expect(total.lit == Int64(lit) * 1_000)
        #expect(total.litVacant == Int64(vacant) * 1_000)
        #expect(total.darkOccupied == Int64(dark) * 1_000)
        #expect(abs(total.energy - energy * 1_000) < 1)
        #expect(abs(total.used - used * 1_000) < 1)
        #expect(abs(total.actuator - oracle * 1_000) < 1)
        #expect(abs(total.unserved - unserved * 1_000) < 1)
        #expect(abs(total.physical - physical * 1_000) < 1)
        #expect(abs(total.unservedPhysical - unservedPhysical * 1_000) < 1)
        #expect(abs(total.deficit - deficit * 1_000) < 1)
    }

    @Test(arguments: 1...30) func `switches only to and from dark`(seed: UInt64) {
        var chance = SplitMix(state: seed)
        let course = Course.random(&chance, steps: all)
        let judge = Judge([course], of: criteria(steps: all, task: 500, lamps: 450))
        let changes = zip(course.decisions.steps, course.decisions.steps.dropFirst())
        let switched = changes.filter { ($0.value.level == 0) != ($1.value.level == 0) }
        #expect(judge.total.switchings == Int64(switched.count))
        #expect(judge.total.daylightSwitchings == Int64(switched.count { $1.value.isByDaylight }))
    }

    @Test func `may follow daylight every minute, but not go dark and come on again`() {
        func most(_ levels: [UInt8]) -> Int {
            var course = Course(at(8), at(12), people: [(at(8), true)], steps: all)
            for (minute, level) in levels.enumerated() {
                course.decisions.become(
                    Course.Decision(level: level, reason: level == 0 ? .daylight : .occupied, isByDaylight: true),
                    at: at(9, Int64(minute)))
            }
            return Judge([course], of: criteria(steps: all)).mostDaylightSwitchings
        }
        #expect(most([90, 80, 71, 60, 30, 29, 28, 5]) == 0)
        #expect(most([90, 80, 40, 0]) == 1)
        #expect(most([90, 40, 0, 10]) == 2)
    }

    @Test func `warns by dimming, which darkens nobody`() {
        let dim = Course(
            at(8), at(10), people: [(at(8), true)],
            lamps: [(at(9), 30, .warning), (at(9, 0, 30), 80, .occupied)], steps: all)
        let day = Judge([dim], of: criteria(steps: all)).total
        #expect(day.warnings == 1)
        #expect(day.darkenings == 0 && day.falseOffs == 0 && day.darkOccupied == 0 && day.switchings == 0)
        #expect(day.deficit > 0)
        let off = Course(
            at(8), at(10), people: [(at(8), true)],
            lamps: [(at(9), 30, .warning), (at(9, 0, 30), 0, .vacant)], steps: all)
        #expect(Judge([off], of: criteria(steps: all)).total.falseOffs == 1)
    }

    @Test(arguments: 1...40) func `is never used more thriftily than by its oracle`(seed: UInt64) {
        var chance = SplitMix(state: seed)
        let total = Judge(
            [Course.random(&chance, steps: all)], of: criteria(steps: all, task: 500, lamps: 600)
        ).total
        #expect(total.used + total.unserved >= total.actuator - 1)
        #expect(total.information >= total.actuator - 1)
        #expect(total.used + total.unservedPhysical >= total.physical - 1)
        #expect(total.physical <= total.actuator + 1)
    }

    /// Where two or three relays fit the need exactly, they save the driver's share; never more than that, and the
    /// rounding to a whole per cent.
    @Test(arguments: 1...40) func `needs no more than relays in the hands of who knows the future`(seed: UInt64) {
        func total(_ steps: UInt8) -> Tally {
            var chance = SplitMix(state: seed)
            return Judge(
                [Course.random(&chance, steps: steps)], of: criteria(steps: steps, task: 500, lamps: 600)
            ).total
        }
        let dimmed = total(all)
        #expect(dimmed.actuator <= total(1).actuator + 1)
        let driver = Double(dimmed.occupied) * 100 * 0.06
        for steps in [2, 3] as [UInt8] { #expect(dimmed.actuator <= total(steps).actuator + driver) }
    }

    @Test(arguments: 1...20) func `changes no baseline and no physical bound`(seed: UInt64) {
        func total(_ steps: UInt8) -> Tally {
            var chance = SplitMix(state: seed)
            return Judge(
                [Course.random(&chance, steps: steps)], of: criteria(steps: steps, task: 500, lamps: 600)
            ).total
        }
        let dimmed = total(all)
        for steps in 1...3 as ClosedRange<UInt8> {
            let switched = total(steps)
            #expect(dimmed.baselines == switched.baselines)
            #expect(abs(dimmed.physical - switched.physical) < 1)
            #expect(dimmed.occupied == switched.occupied)
        }
    }

    @Test func `is not asked for more than people need`() {
        // Lamps that give a quarter more than enough: four fifths of them, and the driver's share.
        let night = Course(at(20), at(21), people: [(at(20), true)], daylight: [(at(20), 0)], steps: all)
        let day = Judge([night], of: criteria(steps: all, task: 500, lamps: 625)).total
        #expect(abs(day.actuator - 3_600_000 * 100 * (0.05 + 0.95 * 0.8)) < 1)
        #expect(day.unserved == 0)
        #expect(criteria(steps: all, task: 500, lamps: 625).needed(.zero) == 80)
    }

    private static func power(_ level: UInt8) -> Double { level == 0 ? 0 : 100 * (0.05 + 0.95 * Double(level) / 100) }

    /// By trying them all.
    private static func needed(_ daylight: Double, _ task: Double, _ lamps: Double) -> UInt8 {
        if daylight >= task { return 0 }
        return (1...100).first { daylight + lamps * (Double($0) / 100) >= task } ?? 100
    }
}
