import Chance
import Conditioning
import Quantities
import Testing

@Suite struct `A dimmer` {
    /// Levels of IEC 62386-102 and their light, %.
    static let standard: [(level: Int, percent: Double)] = [
        (1, 0.1), (60, 0.5007), (85, 0.9909), (126, 3.035), (144, 4.962), (170, 10.091), (195, 19.971), (220, 39.522),
        (229, 50.531), (241, 70.121), (254, 100),
    ]

    @Test(arguments: standard) func `follows the standard curve`(level: Int, percent: Double) {
        let light = DimmingCurve.logarithmic.light(at: Double(level) / 254)
        #expect(abs(light * 100 - percent) < percent * 1e-3)
    }

    @Test func `knows off, full and the least light`() {
        for curve in [DimmingCurve.linear, .logarithmic] {
            #expect(curve.light(at: 0) == 0 && curve.light(at: -1) == 0)
            #expect(curve.light(at: 1) == 1 && curve.light(at: 2) == 1)
            #expect(curve.position(for: 0) == 0 && curve.position(for: 1) == 1)
        }
        #expect(DimmingCurve.logarithmic.light(at: 1e-9) == 0.001)
        #expect(DimmingCurve.logarithmic.position(for: 1e-9) == 1.0 / 254)
        #expect(DimmingCurve.linear.light(at: 0.3) == 0.3)
    }

    @Test(arguments: 0..<20) func `has curves that rise, and can be walked both ways`(seed: UInt64) {
        var random = SplitMix(state: seed)
        for curve in [DimmingCurve.linear, .logarithmic] {
            var (last, isRising) = (0.0, true)
            for step in 1...2_000 {
                let light = curve.light(at: Double(step) / 2_000)
                isRising = isRising && light >= last
                last = light
            }
            #expect(isRising)
            let light = 0.001 + 0.999 * Double.random(in: 0..<1, using: &random)
            #expect(abs(curve.light(at: curve.position(for: light)) - light) < 1e-9)
        }
    }

    @Test func `is full at the start, and dims in the time it is given`() {
        var dimmer = Dimmer(at: .epoch, curve: .linear)
        #expect(dimmer.duty(at: .epoch) == 1 && dimmer.reviewBy(at: .epoch) == nil)
        dimmer.go(to: 0.5, over: .seconds(10), at: .ms(1_000))
        #expect(dimmer.duty(at: .ms(1_000)) == 1)
        #expect(dimmer.duty(at: .ms(6_000)) == 0.75)
        #expect(dimmer.reviewBy(at: .ms(6_000)) == .ms(6_020))
        #expect(dimmer.reviewBy(at: .ms(10_990)) == .ms(11_000))
        #expect(dimmer.duty(at: .ms(11_000)) == 0.5 && dimmer.reviewBy(at: .ms(11_000)) == nil)
    }

    @Test func `turns round where it is`() {
        var dimmer = Dimmer(at: .epoch, curve: .linear)
        dimmer.go(to: 0, over: .seconds(10), at: .epoch)
        dimmer.go(to: 1, over: .seconds(2), at: .ms(5_000))
        #expect(dimmer.position(at: .ms(5_000)) == 0.5)
        #expect(dimmer.position(at: .ms(6_000)) == 0.75)
        #expect(dimmer.position(at: .ms(7_000)) == 1)
    }

    @Test func `burns no lower than its lamps can, and goes out only at the end`() {
        var dimmer = Dimmer(at: .epoch, curve: .linear, minimum: 0.1)
        dimmer.go(to: 0, over: .seconds(10), at: .epoch)
        #expect(dimmer.position(at: .ms(9_999)) == 0.1 && dimmer.isLit(at: .ms(9_999)))
        #expect(dimmer.position(at: .ms(10_000)) == 0 && !dimmer.isLit(at: .ms(10_000)))
        dimmer.go(to: 0.02, over: .seconds(2), at: .ms(20_000))
        #expect(dimmer.position(at: .ms(20_000)) == 0.1, "lit from the first moment")
        #expect(dimmer.position(at: .ms(30_000)) == 0.1 && dimmer.target == 0.1)
    }

    @Test func `pulls a 0–10 V line down to dim, and lets go of it for full light`() {
        var dimmer = Dimmer(at: .epoch, curve: .linear, drive: .inverted)
        #expect(dimmer.nanoseconds(of: 1_000_000, at: .epoch) == 0)
        dimmer.go(to: 0.25, over: .zero, at: .ms(1))
        #expect(dimmer.nanoseconds(of: 1_000_000, at: .ms(1)) == 750_000)
        dimmer.go(to: 0, over: .zero, at: .ms(2))
        #expect(dimmer.nanoseconds(of: 1_000_000, at: .ms(2)) == 1_000_000)
    }

    @Test(arguments: 0..<20) func `stays in its bounds, and does not mind being asked again`(
        seed: UInt64
    ) {
        var random = SplitMix(state: seed)
        let start = Dimmer(at: .epoch, minimum: Double(random.next() % 30) / 100)
        var (lazy, eager) = (start, start)
        var (isWithin, isThere) = (true, true)
        for millisecond in 0..<Int64(20_000) {
            let now = Instant.ms(millisecond)
            if random.one(in: 1_500) {
                let target = Double(random.next() % 11) / 10
                let fade = Duration.milliseconds(Int64(random.next() % 4_000))
                lazy.go(to: target, over: fade, at: now)
                eager.go(to: target, over: fade, at: now)
            }
            eager.go(to: eager.target, over: .seconds(9), at: now)
            let position = eager.position(at: now)
            if position != 0, !(eager.minimum...1 ~= position) { isWithin = false }
            if !(0...1 ~= eager.duty(at: now)) { isWithin = false }
            if !eager.isFading(at: now), position != eager.target { isThere = false }
        }
        #expect(isWithin && isThere)
        #expect(lazy == eager)
    }
}
