import Chance
import Conditioning
import Hardware
import Quantities
import Testing

@Suite struct `A push button` {
    static let trains: [(Train, presses: UInt32)] = [
        (Train(1_000, 1_200), 1),
        (Train(1_000, 1_003, 1_005, 1_200, 1_204, 1_206), 1),  // bounces both ways
        (Train(1_000, 1_020), 0),  // a spike
        (Train(1_000, 1_100, 1_200, 1_300), 2),
        (Train(1_000, 1_100, 1_110, 1_300), 1),  // let go too briefly to count
    ]

    @Test(arguments: trains) func `counts presses, not bounces`(train: Train, presses: UInt32) {
        var button = PushButton(at: .epoch, isActive: false)
        for edge in train.edges { button.receive(edge) }
        button.look(at: train.end)
        #expect(button.presses == WrappingCount(presses))
    }

    @Test func `counts when the finger comes down`() {
        var button = PushButton(at: .epoch, isActive: false)
        button.receive(Edge(line: 0, rising: true, at: .ms(1_000)))
        button.look(at: .ms(1_030))
        #expect(button.presses == WrappingCount(1))
        #expect(button.isPressed)
    }

    @Test func `held since the start was not pressed`() {
        var button = PushButton(at: .epoch, isActive: true)
        button.look(at: .ms(5_000))
        #expect(button.presses == .zero)
        button.receive(Edge(line: 0, rising: false, at: .ms(6_000)))
        button.receive(Edge(line: 0, rising: true, at: .ms(7_000)))
        button.look(at: .ms(7_030))
        #expect(button.presses == WrappingCount(1))
    }

    @Test func `held for longer than half a minute is stuck, until it is let go`() {
        var button = PushButton(at: .epoch, isActive: false)
        button.receive(Edge(line: 0, rising: true, at: .ms(1_000)))
        button.look(at: .ms(1_630))
        #expect(button.reviewBy == .ms(31_030))
        button.look(at: .ms(31_030))
        #expect(button.isStuck)
        #expect(!button.isPressed)
        button.receive(Edge(line: 0, rising: false, at: .ms(40_000)))
        button.look(at: .ms(40_030))
        #expect(!button.isStuck)
        #expect(button.presses == WrappingCount(1))
    }

    /// What a finger did, in milliseconds, and what it meant without doubles and with them.
    static let hands: [(Train, plain: [UInt32], double: [UInt32])] = [
        // shorts, longs, doubles
        (Train(1_000, 1_200), [1, 0, 0], [1, 0, 0]),
        (Train(1_000, 1_600), [1, 0, 0], [1, 0, 0]),  // lifted as it becomes long
        (Train(1_000, 1_601), [0, 1, 0], [0, 1, 0]),
        (Train(1_000, 1_200, 1_300, 1_500), [2, 0, 0], [0, 0, 1]),
        (Train(1_000, 1_200, 1_600, 1_800), [2, 0, 0], [0, 0, 1]),  // just in time
        (Train(1_000, 1_200, 1_601, 1_801), [2, 0, 0], [2, 0, 0]),  // too late
        (Train(1_000, 1_200, 1_300, 1_500, 1_600, 1_800), [3, 0, 0], [1, 0, 1]),
        (Train(1_000, 1_200, 1_300, 3_000), [1, 1, 0], [1, 1, 0]),  // short, then long: no double
        (Train(1_000, 3_000, 3_100, 3_200), [1, 1, 0], [1, 1, 0]),  // a long one opens no double
        (Train(1_000, 1_020, 2_000, 2_200), [1, 0, 0], [1, 0, 0]),  // a spike
    ]

    @Test(arguments: hands) func `tells gestures apart`(train: Train, plain: [UInt32], double: [UInt32]) {
        for (gestures, wanted) in [(PushButton.Gestures(), plain), (.withDoubles, double)] {
            var (button, late) = (
                PushButton(at: .epoch, isActive: false, gestures: gestures),
                PushButton(at: .epoch, isActive: false, gestures: gestures)
            )
            train.play(edge: { button.receive($0) }, reviewBy: { button.reviewBy }, look: { button.look(at: $0) })
            for edge in train.edges { late.receive(edge) }
            late.look(at: train.end)
            #expect([button.shorts, button.longs, button.doubles].map(\.count) == wanted)
            #expect(late == button, "however late its edges are read")
        }
    }

    @Test func `reports a short press when the finger lifts, or when no second one can follow`() {
        var (plain, patient) = (
            PushButton(at: .epoch, isActive: false), PushButton(at: .epoch, isActive: false, gestures: .withDoubles)
        )
        for edge in Train(1_000, 1_200).edges {
            plain.receive(edge)
            patient.receive(edge)
        }
        plain.look(at: .ms(1_230))
        #expect(plain.shorts == WrappingCount(1))
        patient.look(at: .ms(1_629))
        #expect(patient.shorts == .zero)
        #expect(patient.reviewBy == .ms(1_630))
        patient.look(at: .ms(1_630))
        #expect(patient.shorts == WrappingCount(1))
    }

    @Test func `reports a long press while the finger is still down, once`() {
        var button = PushButton(at: .epoch, isActive: false)
        button.receive(Edge(line: 0, rising: true, at: .ms(1_000)))
        button.look(at: .ms(1_030))
        #expect(button.reviewBy == .ms(1_630))
        button.look(at: .ms(1_630))
        #expect(button.longs == WrappingCount(1))
        button.look(at: .ms(100_000))
        #expect(button.longs == WrappingCount(1))
        #expect(button.fault == .stuckActive)
    }

    @Test func `on a shorted or floating line is a fault, never a stream of presses`() {
        var button = PushButton(at: .epoch, isActive: false)
        for edge in 0..<Int64(10_000) {
            button.receive(Edge(line: 0, rising: edge % 2 == 0, at: .ms(edge * 35)))
        }
        #expect(button.fault == .chattering)
        #expect(!button.isPressed)
        #expect(button.presses.count < 100, "only what came before it was known")
        #expect(button.shorts.count < 100)
    }

    @Test func `whose line fails under the finger makes no gesture`() {
        var button = PushButton(at: .epoch, isActive: false, gestures: .withDoubles)
        for edge in Train(1_000, 1_200, 1_300).edges { button.receive(edge) }
        button.look(at: .ms(1_330))
        button.fail(at: .ms(1_400))
        button.look(at: .ms(9_000))
        #expect(button.fault == .unreadable)
        #expect(button.shorts == WrappingCount(1), "the press before it stays short")
        #expect(button.longs == .zero && button.doubles == .zero)
    }

    @Test(arguments: 0..<50) func `makes of every press a short, a long, or half of a double`(seed: UInt64) {
        var random = SplitMix(state: seed)
        var train = Train()
        var now: Int64 = 0
        for _ in 0..<200 {
            now += 31 + Int64(random.next() % 900)
            train.toggle(at: now)
        }
        for gestures in [PushButton.Gestures(), .withDoubles] {
            var button = PushButton(at: .epoch, isActive: false, gestures: gestures)
            train.play(edge: { button.receive($0) }, reviewBy: { button.reviewBy }, look: { button.look(at: $0) })
            #expect(button.presses == WrappingCount(100))
            #expect(button.shorts.count + button.longs.count + 2 * button.doubles.count == 100)
            #expect(button.doubles.count > 0 || gestures.double == nil)
        }
    }

    @Test(arguments: 0..<50) func `answers the same about gestures, however often it is looked at`(seed: UInt64) {
        let train = Train(seed: seed, count: 200, stability: .milliseconds(30))
        let start = PushButton(
            at: .epoch, isActive: false, patience: .milliseconds(400),
            gestures: PushButton.Gestures(long: .milliseconds(150), double: .milliseconds(100)),
            chatter: Chatter.Limit(edgesPerMinute: 300, burst: 10))
        var (lazy, eager) = (start, start)
        train.play(edge: { lazy.receive($0) }, reviewBy: { lazy.reviewBy }, look: { lazy.look(at: $0) })
        var edges = train.edges[...]
        for now in 0...train.end.milliseconds {
            if edges.first?.at == .ms(now) { eager.receive(edges.removeFirst()) }
            eager.look(at: .ms(now))
        }
        #expect(lazy == eager)
    }

    @Test(arguments: 0..<50) func `answers the same however often it is looked at`(seed: UInt64) {
        let train = Train(seed: seed, count: 200, stability: .milliseconds(30))
        let start = PushButton(at: .epoch, isActive: false, patience: .milliseconds(200))
        var (lazy, eager) = (start, start)
        train.play(edge: { lazy.receive($0) }, reviewBy: { lazy.reviewBy }, look: { lazy.look(at: $0) })
        var edges = train.edges[...]
        for now in 0...train.end.milliseconds {
            if edges.first?.at == .ms(now) { eager.receive(edges.removeFirst()) }
            eager.look(at: .ms(now))
        }
        #expect(lazy == eager)
    }
}
