import Quantities
import Steering
import Testing

@Suite struct `A roll-out` {
    private let start = Timestamp(milliseconds: 1_782_777_600_000)
    private let plan = Rollout.Plan(trial: .days(7), tolerance: 0.01)

    @Test func `goes from the trial to all zones, and is done`() {
        var rollout = Rollout(plan)
        #expect(step(&rollout, 0) == .tryOut(until: start + .days(8)))
        #expect(rollout.phase == .planned, "nothing is written yet")
        rollout.did(.tryOut(until: start + .days(8)), at: start)
        #expect(step(&rollout, 1) == .wait(until: start + .days(7)))
        #expect(step(&rollout, 7) == .spread)
        #expect(step(&rollout, 8) == .spread, "until it is done")
        rollout.did(.spread, at: start + .days(8))
        #expect(rollout.phase == .done)
        #expect(step(&rollout, 9) == .end)
    }

    @Test func `compares the trial with as much time before it, and looks no further than its end`() {
        var rollout = Rollout(plan, phase: .trying(since: start))
        var asked: [Range<Timestamp>] = []
        _ = rollout.step(at: start + .days(30)) { range in
            asked.append(range)
            return Rollout.Evidence(falseOffs: 0, occupied: 40)
        }
        #expect(asked == [start - .days(7)..<start, start..<start + .days(7)])
    }

    @Test func `compares with the time before the first zone was written, however long the last one was away`() {
        var rollout = Rollout(plan)
        #expect(step(&rollout, 0) == .tryOut(until: start + .days(8)))
        rollout.willTry(at: start)
        #expect(step(&rollout, 20, before: (0, 0)) == .tryOut(until: start + .days(28)), "it is not asked again")
        rollout.willTry(at: start + .days(20))
        rollout.did(.tryOut(until: start + .days(28)), at: start + .days(20))
        #expect(rollout.first == start && rollout.phase == .trying(since: start + .days(20)))
        var asked: [Range<Timestamp>] = []
        _ = rollout.step(at: start + .days(27)) { range in
            asked.append(range)
            return Rollout.Evidence(falseOffs: 0, occupied: 40)
        }
        #expect(asked == [start - .days(7)..<start, start + .days(20)..<start + .days(27)])
    }

    @Test(arguments: [(7.9, 7.0), (60, 5.5), (60, 7.4)] as [(Double, Double)])
    func `is not begun with too little to compare with`(
        occupied: Double, days: Double
    ) {
        var rollout = Rollout(plan)
        let refusal = rollout.step(at: start) { _ in evidence(0, occupied, days: days) }
        guard case .refuse(let reason) = refusal else {
            Issue.record("\(refusal)")
            return
        }
        #expect(reason.contains("before the trial"))
        #expect(reason.contains(days == 7 ? "people were there" : "site/board/east has records of"))
        #expect(rollout.phase == .planned && rollout.first == nil)
    }

    @Test func `waits an hour for late records, then judges by those that are there`() {
        for (days, isEnough) in [(5.7, true), (5.5, false)] {
            var rollout = Rollout(plan, phase: .trying(since: start))
            func step(_ time: Duration, isLate: Bool) -> Rollout.Step {
                rollout.step(at: start + time) { range in
                    var evidence = evidence(1, 60, days: range.upperBound <= start ? 7 : days)
                    if isLate, range.upperBound > start { evidence.late = [east] }
                    return evidence
                }
            }
            let end = Duration.days(7)
            #expect(step(end, isLate: true) == .wait(until: start + end + .hours(1)))
            #expect(step(end + .minutes(59), isLate: true) == .wait(until: start + end + .hours(1)))
            #expect(step(end + .hours(1), isLate: true) == (isEnough ? .spread : .giveBack))
            guard !isEnough else { continue }
            #expect(
                rollout.phase
                    == .returning(
                        reason: "site/board/east has records of 78 % of the time in the trial only, 80 % are needed"))
        }
    }

    @Test func `returns when two boards seem to count as one zone`() {
        var rollout = Rollout(plan, phase: .trying(since: start))
        let step = rollout.step(at: start + .days(7)) { _ in evidence(0, 60, days: 14) }
        #expect(step == .giveBack)
        guard case .returning(let reason) = rollout.phase else { return }
        #expect(reason.contains("200 %") && reason.contains("another board"))
    }

    @Test func `returns in the middle of the trial when false-offs rise`() {
        var rollout = Rollout(plan, phase: .trying(since: start))
        #expect(step(&rollout, 2, before: (2, 60), after: (3, 20)) == .giveBack)
        #expect(
            rollout.phase == .returning(reason: "false-offs rose from 0.033 to 0.150 per occupied hour"))
        rollout.did(.giveBack, at: start + .days(2))
        #expect(rollout.phase == .returned(reason: "false-offs rose from 0.033 to 0.150 per occupied hour"))
        #expect(step(&rollout, 3) == .end)
    }

    @Test(arguments: [(2, 20.0), (3, 1.9), (2, 60)] as [(Int64, Double)])
    func `does not take fright at what chance brings`(falseOffs: Int64, occupied: Double) {
        var rollout = Rollout(plan, phase: .trying(since: start))
        #expect(step(&rollout, 2, before: (1, 60), after: (falseOffs, occupied)) == .wait(until: start + .days(7)))
    }

    @Test func `returns at the end when they rose by more than the tolerance, however few they are`() {
        var rollout = Rollout(plan, phase: .trying(since: start))
        #expect(step(&rollout, 7, before: (0, 60), after: (1, 60)) == .giveBack)
        rollout = Rollout(plan, phase: .trying(since: start))
        #expect(step(&rollout, 7, before: (2, 60), after: (2, 40)) == .giveBack)
        rollout = Rollout(plan, phase: .trying(since: start))
        #expect(step(&rollout, 7, before: (2, 60), after: (2, 55)) == .spread)
    }

    @Test(arguments: [(7.9, 60.0, "before the trial"), (60, 7.9, "in the trial")])
    func `returns when people were there too seldom to tell`(before: Double, after: Double, name: String) {
        var rollout = Rollout(plan, phase: .trying(since: start))
        #expect(step(&rollout, 7, before: (0, before), after: (0, after)) == .giveBack)
        #expect(
            rollout.phase
                == .returning(reason: "people were there for 7.900 h only \(name), 8.000 h are needed"))
    }

    @Test func `can be given up as long as it is not over`() {
        for phase: Rollout.Phase in [.planned, .trying(since: start), .spreading] {
            var rollout = Rollout(plan, phase: phase)
            rollout.giveUp("ada says so")
            #expect(rollout.phase == .returning(reason: "ada says so"))
            rollout.did(.spread, at: start)
            #expect(rollout.phase == .returning(reason: "ada says so"), "that step is of no use any more")
        }
        var rollout = Rollout(plan, phase: .done)
        rollout.giveUp("too late")
        #expect(rollout.phase == .done)
    }

    private func step(
        _ rollout: inout Rollout, _ day: Int64, before: (Int64, Double) = (1, 60), after: (Int64, Double) = (1, 60)
    ) -> Rollout.Step {
        rollout.step(at: start + .days(day)) { range in
            let (falseOffs, occupied) = range.upperBound <= start ? before : after
            return Rollout.Evidence(falseOffs: falseOffs, occupied: occupied)
        }
    }

    private let east = ZoneAddress("site/board/east")!

    private func evidence(_ falseOffs: Int64, _ occupied: Double, days: Double) -> Rollout.Evidence {
        let time = Duration.milliseconds(Int64(days * 86_400_000))
        return Rollout.Evidence(falseOffs: falseOffs, occupied: occupied, observed: [east: time])
    }
}
