import Chance
import Control
import Quantities
import Score
import Testing

/// Dynamic programming against trying everything.
@Suite struct `The oracle at the same relays` {
    @Test(arguments: 1...150) func `finds what trying every plan finds`(seed: UInt64) {
        var chance = SplitMix(state: seed)
        let steps = UInt8.random(in: 1...2, using: &chance)
        var judged = criteria(steps: steps, task: 500, lamps: 500)
        judged.minimumOn = .minutes(Int64.random(in: 0...4, using: &chance))
        judged.minimumOff = .minutes(Int64.random(in: 0...3, using: &chance))
        let length: Int64 = 12
        var course = Course(at(9), at(9, length), people: [(at(9), true)], steps: steps)
        var needs: [UInt8] = []
        for minute in 0..<length {
            let need = UInt8.random(in: 0...steps, using: &chance)
            needs.append(need)
            course.daylight.become(Lux(500 - 500 * Double(need) / Double(steps)), at: at(9, minute))
        }
        let best = cheapest(
            needs[...], steps: steps, level: nil, since: .max, on: judged.minimumOn.milliseconds / 60_000,
            off: judged.minimumOff.milliseconds / 60_000)
        let energy = Double(best ?? -1) * 60_000 * 100 / Double(steps)
        #expect(abs(Judge([course], of: judged).total.actuator - energy) < 1)
    }

    /// Step-minutes of the best plan that raises only when it must; `nil` if none serves.
    private func cheapest(
        _ needs: ArraySlice<UInt8>, steps: UInt8, level: UInt8?, since: Int, on: Int64, off: Int64
    ) -> Int? {
        guard let need = needs.first else { return 0 }
        var best: Int?
        for next in need...steps {
            let isChange = level.map { $0 != next } ?? false
            if let level, next > level, level >= need { continue }
            if let level, isChange, Int64(since) < (next > level ? off : on) { continue }
            let passed = isChange ? 1 : since == .max ? .max : since + 1
            guard
                let rest = cheapest(needs.dropFirst(), steps: steps, level: next, since: passed, on: on, off: off)
            else { continue }
            best = Swift.min(best ?? .max, rest + Int(next))
        }
        return best
    }

    @Test func `stays lit through a bright minute that is shorter than the least time off`() {
        let course = Course(
            at(9), at(10), people: [(at(9), true)], daylight: [(at(9), 0), (at(9, 30), 600), (at(9, 31), 0)])
        let day = Judge([course], of: criteria(task: 500, lamps: 500)).total
        #expect(day.actuator == 3_600_000 * 100)
        #expect(day.physical == 59 * 60_000 * 100)
    }

    @Test func `is dark as soon as nobody is there`() {
        let course = Course(
            at(9), at(10), people: [(at(9), true), (at(9, 1), false), (at(9, 2), true), (at(9, 3), false)])
        #expect(Judge([course], of: criteria()).total.actuator == 2 * 60_000 * 100)
    }
}
