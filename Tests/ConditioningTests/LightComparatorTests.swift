import Chance
import Conditioning
import Hardware
import Quantities
import Testing

@Suite struct `A pair of light comparators` {
    static let table: [(low: Bool?, high: Bool?, light: LightComparator.Light?)] = [
        (false, false, .dark), (true, false, .between), (true, true, .bright), (false, true, nil),
        (nil, false, nil), (true, nil, nil), (nil, nil, nil),
    ]

    @Test(arguments: table) func `tells dark from bright`(low: Bool?, high: Bool?, light: LightComparator.Light?) {
        #expect(LightComparator(at: .epoch, low: low, high: high).light == light)
    }

    @Test func `goes up and down by one word after the other`() {
        var light = LightComparator(at: .epoch, low: false, high: false)
        #expect(light.light == .dark)
        light.receive(rising(at: 10_000), from: .low)
        light.look(at: .ms(20_000))
        #expect(light.light == .between)
        light.receive(rising(at: 20_000), from: .high)
        light.look(at: .ms(30_000))
        #expect(light.light == .bright)
        light.receive(falling(at: 30_000), from: .high)
        light.look(at: .ms(40_000))
        #expect(light.light == .between)
        light.receive(falling(at: 40_000), from: .low)
        light.look(at: .ms(50_000))
        #expect(light.light == .dark)
    }

    @Test func `that is dark for a fortnight is stuck, until it is not`() {
        var light = LightComparator(at: .epoch, low: true, high: false)
        light.receive(falling(at: 1_000), from: .low)
        light.look(at: .ms(3_000))
        let due = Instant.ms(3_000) + .days(14)
        #expect(light.light == .dark && light.reviewBy == due)
        light.look(at: due)
        #expect(light.fault == .stuckInactive && light.light == nil && light.reviewBy == nil)
        light.receive(Edge(line: 0, rising: true, at: due + .hours(1)), from: .low)
        light.look(at: due + .hours(2))
        #expect(light.fault == nil && light.light == .between)
    }

    @Test func `on a floating line chatters, and is believed again when that is over`() {
        var light = LightComparator(
            at: .epoch, low: true, high: false, chatter: Chatter.Limit(edgesPerMinute: 600, burst: 100))
        for edge in 0..<Int64(1_000) {
            light.receive(Edge(line: 1, rising: edge % 2 == 0, at: .ms(edge * 10)), from: .high)
        }
        #expect(light.fault == .chattering && light.light == nil)
        light.look(at: .ms(60_000))
        #expect(light.fault == nil && light.light == .between)
    }

    @Test func `contradicts itself for a while when dawn is quick, and is a fault when it goes on`() {
        var light = LightComparator(at: .epoch, low: false, high: false)
        light.receive(rising(at: 1_000), from: .high)
        light.look(at: .ms(3_000))
        #expect(light.light == nil && light.fault == nil)
        #expect(light.reviewBy == .ms(13_000))
        light.look(at: .ms(13_000))
        #expect(light.fault == .contradictory)
        light.receive(rising(at: 14_000), from: .low)
        light.look(at: .ms(16_000))
        #expect(light.fault == nil && light.light == .bright)
    }

    @Test func `holds its word while lamps flicker around a threshold`() {
        var light = LightComparator(at: .epoch, low: true, high: false)
        for edge in 0..<Int64(14_400) {
            light.receive(Edge(line: 1, rising: edge % 2 == 0, at: .ms(edge * 25 / 6)), from: .high)
        }
        #expect(light.fault == nil && light.light == .between, "a minute at 120 Hz")
    }

    @Test func `with a line that cannot be read knows nothing`() {
        var light = LightComparator(at: .epoch, low: true, high: true)
        light.fail(.high, at: .ms(1_000))
        #expect(light.fault == .unreadable && light.light == nil)
        light.reads(true, from: .high, at: .ms(2_000))
        #expect(light.fault == nil && light.light == .bright)
    }

    @Test(arguments: 0..<50) func `answers the same however often it is looked at`(seed: UInt64) {
        let low = Train(seed: seed, count: 150, stability: .milliseconds(40))
        let high = Train(seed: ~seed, count: 150, stability: .milliseconds(40))
        let start = LightComparator(
            at: .epoch, low: false, high: false, stability: .milliseconds(40), grace: .milliseconds(150),
            longestDark: .milliseconds(300),
            chatter: Chatter.Limit(edgesPerMinute: 300, burst: 10))
        var (lazy, eager) = (start, start)
        var (lows, highs) = (low.edges[...], high.edges[...])
        let end = max(low.end, high.end)
        for now in 0...end.milliseconds {
            while let due = lazy.reviewBy, due < .ms(now) { lazy.look(at: due) }
            if lows.first?.at == .ms(now) {
                lazy.receive(lows[lows.startIndex], from: .low)
                eager.receive(lows.removeFirst(), from: .low)
            }
            if highs.first?.at == .ms(now) {
                lazy.receive(highs[highs.startIndex], from: .high)
                eager.receive(highs.removeFirst(), from: .high)
            }
            eager.look(at: .ms(now))
        }
        lazy.look(at: end)
        #expect(lazy == eager)
    }

    private func rising(at milliseconds: Int64) -> Edge { Edge(line: 0, rising: true, at: .ms(milliseconds)) }
    private func falling(at milliseconds: Int64) -> Edge { Edge(line: 0, rising: false, at: .ms(milliseconds)) }
}
