import Chance
import Control
import Quantities
import Records
import Score
import Testing

/// What must hold on any course, however wild.
@Suite struct `Every score` {
    @Test(arguments: 1...40) func `agrees with a count second by second`(seed: UInt64) {
        var chance = SplitMix(state: seed)
        let steps = UInt8.random(in: 1...3, using: &chance)
        let course = Course.random(&chance, steps: steps)
        let isLit = chance.one(in: 2)
        let judged = criteria(steps: steps, task: isLit ? 500 : 0, lamps: isLit ? 450 : 0)
        let total = Judge([course], of: judged).total
        var (recorded, occupied, lit, vacant, dark, steady) = (0, 0, 0, 0, 0, 0)
        var time = course.start
        while time < course.end {
            let level = course.decisions.value(at: time).level
            let people = course.people.value(at: time)
            let daylight = isLit ? course.daylight.value(at: time)?.value : nil
            recorded += 1
            steady += Int(level)
            lit += level > 0 ? 1 : 0
            occupied += people == true ? 1 : 0
            vacant += people == false && level > 0 ? 1 : 0
            dark += people == true && level == 0 && daylight.map { $0 < 450 } ?? true ? 1 : 0
            time = time + .seconds(1)
        }
        #expect(total.recorded == Int64(recorded) * 1_000)
        #expect(total.occupied == Int64(occupied) * 1_000)
        #expect(total.lit == Int64(lit) * 1_000)
        #expect(total.litVacant == Int64(vacant) * 1_000)
        #expect(total.darkOccupied == Int64(dark) * 1_000)
        #expect(abs(total.energy - Double(steady) * 1_000 * 100 / Double(steps)) < 1)
    }

    @Test(arguments: 1...40) func `agrees with the registers of a board that has a people counter`(seed: UInt64) {
        var chance = SplitMix(state: seed)
        let steps = UInt8.random(in: 1...3, using: &chance)
        var course = Course.random(&chance, steps: steps)
        course.people.become(false, at: course.end - .hours(1))
        course.people = Signal(false, from: course.start)
        for _ in 0..<20 {
            let last = course.people.steps.last?.time ?? course.start
            course.people.become(
                Bool.random(using: &chance), at: last + .minutes(Int64.random(in: 1...60, using: &chance)))
        }
        let total = Judge([course], of: criteria(steps: steps)).total
        var account = Accumulator(.init(load: Watts(100), standby: .zero, steps: steps))
        let moments = Set(
            (course.people.steps.map(\.time) + course.decisions.steps.map(\.time)).filter { $0 < course.end })
        for time in moments.sorted() {
            let decision = course.decisions.value(at: time)
            account.note(
                .init(
                    inputs: Zone.Inputs(), outputs: .init(level: decision.level, reason: decision.reason),
                    settings: Zone.Settings(steps: steps), presence: course.people.value(at: time)),
                at: Instant(milliseconds: (time - course.start).milliseconds))
        }
        account.advance(to: Instant(milliseconds: (course.end - course.start).milliseconds))
        #expect(account.totals[.observedTime] == total.recorded)
        #expect(account.totals[.occupiedTime] == total.occupied)
        #expect(account.totals[.litTime] == total.lit)
        #expect(account.totals[.litVacantTime] == total.litVacant)
        #expect(account.totals[.switchings] == total.switchings)
        // Registers count whole milliwatt-hours, and power in whole milliwatts.
        #expect(abs(Double(account.totals[.lampEnergy]) - total.energy / 3_600) < 10)
    }

    @Test(arguments: 1...40) func `is never better than lamps that dim at will and know the future`(seed: UInt64) {
        var chance = SplitMix(state: seed)
        let steps = UInt8.random(in: 1...3, using: &chance)
        let total = Judge(
            [Course.random(&chance, steps: steps)], of: criteria(steps: steps, task: 500, lamps: 600)
        ).total
        #expect(total.used + total.unservedPhysical >= total.physical - 1)
        #expect(total.physical > 0)
        #expect(total.physical <= total.actuator + 1)
        // The best hold time follows daylight without minimum times, so that only the dimmed oracle bounds it.
        #expect(total.information >= total.physical - 1)
    }

    @Test(arguments: 1...20) func `is the sum of its days`(seed: UInt64) {
        var chance = SplitMix(state: seed)
        let course = Course.random(&chance, steps: 2, hours: 100)
        let judge = Judge([course], of: criteria(steps: 2))
        #expect(judge.days.map(\.tally.recorded) == [24, 24, 24, 24, 4].map { $0 * 3_600_000 })
        #expect(abs(judge.days.map(\.tally.energy).reduce(0, +) - judge.total.energy) < 1)
    }
}
