import Chance
import Control
import Quantities
import Testing

@Suite struct `A dimmer` {
    var office = Timeline(.daylit.with { $0.steps = 100 })

    init() {
        office.daylight = Lux(100)
        office.somebodyMoves()
        office.at(.minutes(0))
    }

    @Test mutating func `gives what daylight leaves to be given`() {
        #expect(office.at(.minutes(2)).level == 80)
        office.daylight = Lux(200)
        office.at(.minutes(3))
        #expect(office.at(.minutes(4)).level == 40)
    }

    @Test mutating func `gives more at once, and less only after a while`() {
        office.at(.minutes(2))
        office.daylight = Lux(60)
        #expect(office.at(.minutes(3)).level == 96)
        office.daylight = Lux(100)
        #expect(office.at(.minutes(4)).level == 96)
        #expect(office.at(.minutes(4) + .seconds(19)).level == 96)
        #expect(office.at(.minutes(4) + .seconds(20)).level == 80)
    }

    @Test mutating func `goes out as relays do, after ten minutes of plenty`() {
        office.at(.minutes(2))
        office.daylight = Lux(500)
        office.at(.minutes(3))
        #expect(office.at(.minutes(5)).level == 1)
        #expect(office.at(.minutes(12)).level == 1)
        #expect(office.at(.minutes(14)) == (0, .daylight))
    }

    @Test mutating func `follows a morning from night to noon with few changes, and never leaves people short`() {
        office.daylight = Lux(0)
        for second in stride(from: Int64(120), to: 3 * 3_600, by: 5) {
            let sky = Double(second - 120) / 36
            office.daylight = Lux(sky)
            let level = office.at(.seconds(second)).level
            #expect(sky + 2.5 * Double(level) >= 280 || level == 100)
        }
        #expect(office.outputs.level <= 5)
        #expect(office.changes < 120)
    }

    @Test(arguments: 0..<8) func `does not hunt under noise`(seed: UInt64) {
        var (office, random) = (office, SplitMix(state: seed))
        office.at(.minutes(2))
        let before = office.changes
        var (least, most) = (UInt8(100), UInt8(0))
        for second in Int64(120)..<3_720 {
            // Two per cent of the reading, as from a gate of one second.
            let noise = (0..<4).reduce(0.0) { sum, _ in sum + Double(random.next() % 1_000) / 1_000 } - 2
            office.daylight = Lux(100 + 10 * noise)
            let level = office.at(.seconds(second)).level
            (least, most) = (Swift.min(least, level), Swift.max(most, level))
        }
        #expect(office.changes - before <= 60)
        #expect(most - least <= 12)
    }
}

@Suite struct `Switching by daylight` {
    @Test(arguments: 0..<6) func `happens once in ten minutes at most, under any clouds`(seed: UInt64) {
        var random = SplitMix(state: seed)
        var office = Timeline(.daylit.with { $0.steps = UInt8(1 + seed % 3) })
        office.somebodyMoves()
        office.at(.minutes(0))
        var switched: [Int64] = []
        for second in Int64(1)..<11 * 3_600 {
            // Never less than a tenth of the target.
            if random.one(in: 400) { office.daylight = Lux(Double(31 + random.next() % 700)) }
            let before = office.changes
            office.at(.seconds(second))
            if office.changes != before { switched.append(second) }
        }
        #expect(switched.count > 6)
        for (earlier, later) in zip(switched, switched.dropFirst()) { #expect(later - earlier >= 600) }
    }

    @Test func `goes out twelve times a day at most, and says so`() {
        var office = Timeline(.daylit.with { ($0.isAdaptive, $0.hold) = (false, .hours(2)) })
        var motion = false
        office.at(.minutes(0))
        var (outs, wasLit) = (0, true)
        for minute in stride(from: Int64(1), to: 24 * 60, by: 1) {
            // An hour's wave, with somebody who moves now and then.
            office.daylight = Lux(minute % 40 < 20 ? 900 : 100)
            if minute % 10 == 0 { motion.toggle() }
            if motion { office.somebodyMoves() } else { office.nobodyMoves() }
            let isLit = office.at(.minutes(minute)).level > 0
            if wasLit, !isLit { outs += 1 }
            wasLit = isLit
        }
        #expect(outs == 12)
        #expect(office.faults == .relayWear)
        // The first of the twelve was a day ago then.
        office.daylight = Lux(100)
        office.at(.minutes(24 * 60 + 20))
        #expect(office.faults == [])
    }
}
