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

    static let hands: [(Train, longs: UInt32)] = [
        (Train(1_000, 1_200), 0), (Train(1_000, 1_600), 0),  // lifted as it becomes long
        (Train(1_000, 1_601), 1), (Train(1_000, 1_200, 1_300, 3_000), 1), (Train(1_000, 3_000, 3_100, 3_200), 1),
        (Train(1_000, 1_020, 2_000, 2_200), 0),  // a spike
    ]

    @Test(arguments: hands) func `tells a long press from others, however late its edges are read`(
        train: Train, longs: UInt32
    ) {
        var (button, late) = (PushButton(at: .epoch, isActive: false), PushButton(at: .epoch, isActive: false))
        train.play(edge: { button.receive($0) }, reviewBy: { button.reviewBy }, look: { button.look(at: $0) })
        for edge in train.edges { late.receive(edge) }
        late.look(at: train.end)
        #expect(button.longs == WrappingCount(longs))
        #expect(late == button)
    }

    static let pairs: [(Train, doubles: UInt32)] = [
        (Train(1_000, 1_100, 1_500, 1_600), 1), (Train(1_000, 1_100, 1_501, 1_600), 0),
        (Train(1_000, 1_003, 1_005, 1_100, 1_200, 1_203, 1_300), 1),  // bounces
        (Train(1_000, 1_100, 1_200, 1_300, 1_400, 1_500), 1),  // the third one begins anew
        (Train(1_000, 1_100, 1_200, 1_300, 1_400, 1_500, 1_600, 1_700), 2),
        (Train(1_000, 1_100, 1_120, 1_130, 1_400, 5_000), 1),  // a spike, and the second one is held
    ]

    @Test(arguments: pairs) func `tells two presses in quick succession, when the second one comes`(
        train: Train, doubles: UInt32
    ) {
        var (button, late) = (PushButton(at: .epoch, isActive: false), PushButton(at: .epoch, isActive: false))
        train.play(edge: { button.receive($0) }, reviewBy: { button.reviewBy }, look: { button.look(at: $0) })
        for edge in train.edges { late.receive(edge) }
        late.look(at: train.end)
        #expect(button.doubles == WrappingCount(doubles))
        #expect(late == button)
    }

    @Test func `whose line failed between two presses was not pressed twice`() {
        var button = PushButton(at: .epoch, isActive: false)
        for edge in Train(1_000, 1_100).edges { button.receive(edge) }
        button.look(at: .ms(1_200))
        button.fail(at: .ms(1_210))
        button.reads(false, at: .ms(1_220))
        for edge in Train(1_300, 1_400).edges { button.receive(edge) }
        button.look(at: .ms(2_000))
        #expect(button.presses == WrappingCount(2) && button.doubles == .zero)
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
    }

    @Test func `whose line fails under the finger makes no long press`() {
        var button = PushButton(at: .epoch, isActive: false)
        for edge in Train(1_000, 1_200, 1_300).edges { button.receive(edge) }
        button.look(at: .ms(1_330))
        button.fail(at: .ms(1_400))
        button.look(at: .ms(9_000))
        #expect(button.fault == .unreadable)
        #expect(button.presses == WrappingCount(2) && button.longs == .zero)
    }

    @Test(arguments: 0..<50) func `answers the same about long presses, however often it is looked at`(seed: UInt64) {
        let train = Train(seed: seed, count: 200, stability: .milliseconds(30))
        let start = PushButton(
            at: .epoch, isActive: false, patience: .milliseconds(400),
            long: .milliseconds(150), chatter: Chatter.Limit(edgesPerMinute: 300, burst: 10))
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
