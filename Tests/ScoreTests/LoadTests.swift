import Control
import Quantities
import Score
import Simulation
import Testing

/// Plugs, climate, aged lamps and pressed buttons, on days small enough to count by hand.
@Suite struct `What follows people besides lamps` {
    /// Two people from 9 to 17; plugs off until 9 and from 17:30; comfort from 9 to 17:10, standby to 20.
    private var day: Course {
        var course = Course(at(0), at(24), people: [(at(9), true), (at(17), false)])
        var loads = Course.Loads(from: at(0))
        loads.people.become(2, at: at(9))
        loads.people.become(0, at: at(17))
        for (time, isOn) in [(at(0), false), (at(9), true), (at(17, 30), false)] { loads.plugs.become(isOn, at: time) }
        let setbacks: [(Timestamp, Setback)] = [
            (at(0), .unoccupied), (at(9), .none), (at(17, 10), .standby), (at(20), .unoccupied),
        ]
        for (time, setback) in setbacks { loads.setback.become(setback, at: time) }
        course.loads = loads
        return course
    }

    @Test func `draws for people while they are there, and always for the rest but what is cut`() {
        let rating = PlugUse.Rating(base: Watts(10), person: Watts(60), switched: 0.5)
        let use = PlugUse(rating, over: day)
        let hour = 3_600_000.0
        let wanted: Double = 10 * 24 + 120 * 8
        #expect(use.used + use.cut == wanted * hour)
        #expect(use.cut == 77.5 * hour)
        #expect(use.timeOff == 55_800_000 && use.timeOffOccupied == 0)
    }

    @Test func `cuts nothing without a relay, and counts whom it cuts off`() {
        let none = PlugUse(PlugUse.Rating(base: Watts(10), person: Watts(60), switched: 0), over: day)
        #expect(none.cut == 0)
        var course = day
        course.loads?.plugs.become(false, at: at(18))
        course.loads?.people.become(1, at: at(19))
        let use = PlugUse(PlugUse.Rating(base: .zero, person: Watts(60), switched: 1), over: course)
        #expect(use.timeOffOccupied == 5 * 3_600_000)
        #expect(use.cut == 60 * 5 * 3_600_000)
    }

    @Test func `heats what a steady room loses, less what warms it`() throws {
        let always = ClimateUse(try climate(), plan: .always, over: day, criteria())
        // 40 W/K at 15 K all day, less 75 W of each of two people for 8 h, and of lamps lit all day with 100 W.
        let wattHours: Double = 600 * 24 - 150 * 8 - 100 * 24
        let expected = wattHours * 3_600_000
        #expect(abs(always.heating / expected - 1) < 1e-6)
        #expect(always.cooling == 0 && always.meanColdness == 0)
    }

    @Test func `saves by setting back, and pays for it with people in the cold`() throws {
        let rating = try climate()
        func use(_ plan: ClimateUse.Plan) -> ClimateUse { ClimateUse(rating, plan: plan, over: day, criteria()) }
        let (always, clock, control) = (use(.always), use(.clock), use(.control))
        #expect(control.heating < always.heating && clock.heating < always.heating)
        // The control waits for people; the clock comes before them.
        #expect((control.meanColdness ?? 0) > (clock.meanColdness ?? 0))
        #expect(clock.occupied == 8 * 3_600_000)
    }

    @Test func `cools where something cools, and sets that back as well`() throws {
        let hot = try climate(outdoors: 34, cooling: 25)
        let (always, control) = (
            ClimateUse(hot, plan: .always, over: day, criteria()),
            ClimateUse(hot, plan: .control, over: day, criteria())
        )
        #expect(always.cooling > 0 && always.heating == 0)
        #expect(control.cooling < always.cooling)
    }

    private func climate(outdoors: Double = 5, cooling: Double? = nil) throws -> ClimateUse.Rating {
        let room = try #require(
            ThermalRoom(heatLoss: 40, capacity: 3.6e6, heatingPower: 1_500, coolingPower: cooling == nil ? 0 : 1_500))
        return ClimateUse.Rating(room: room, heating: 20, standby: 19, setback: 16, cooling: cooling) { _ in outdoors }
    }
}

@Suite struct `A judge of old lamps and cross people` {
    @Test func `misses the light that lamps have lost`() throws {
        var course = Course(
            at(0), at(24), people: [(at(9), true), (at(17), false)], daylight: [(at(0), 0)],
            lamps: [(at(9), 80, .occupied), (at(17), 0, .vacant)], steps: 100)
        let judged = criteria(steps: 100, task: 500, lamps: 625)
        #expect(Judge([course], of: judged).total.deficitShare == 0)
        course.output.become(0.8, at: at(0))
        let old = Judge([course], of: judged).total
        // 80 % of 80 % of 625 lx is 400 lx; 450 lx would do.
        #expect(abs(try #require(old.deficitShare) - 0.1) < 1e-9)
        #expect(old.used == Judge([course], of: judged).total.used)
        // All of what they have left is just what people need.
        #expect(abs(old.physical - 100 * 8 * 3_600_000) < 1)
    }

    @Test func `counts presses by the hundred hours with people, where anybody presses`() throws {
        var course = Course(at(0), at(24), people: [(at(8), true), (at(18), false)])
        #expect(gate(course).holds == nil)
        course.presses = []
        #expect(gate(course).holds == true && gate(course).value == 0)
        course.presses = [at(9)]
        #expect(gate(course).value == 10 && gate(course).holds == false)
    }

    @Test func `counts warnings that were answered`() {
        let course = Course(
            at(8), at(18), people: [(at(8), true), (at(16), false)],
            lamps: [
                (at(9), 1, .warning), (at(9, 1), 1, .occupied), (at(10), 1, .warning), (at(10, 1), 0, .vacant),
                (at(11), 1, .manualOn), (at(12), 1, .warning), (at(12, 1), 1, .manualOn), (at(17), 1, .warning),
                (at(17, 1), 1, .occupied),
            ])
        let total = Judge([course], of: criteria()).total
        #expect(total.warnings == 3)
        #expect(total.answeredWarnings == 2)
    }

    private func gate(_ course: Course) -> (value: Double?, holds: Bool?) {
        let gates = Figures(Judge([course], of: criteria()), resolution: .zero).gates
        let gate = gates.first { $0.name == "manual_overrides" }
        return (gate?.value, gate?.holds)
    }
}
