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
        button.look(at: .ms(1_030))
        #expect(button.reviewBy == .ms(31_030))
        button.look(at: .ms(31_030))
        #expect(button.isStuck)
        #expect(!button.isPressed)
        button.receive(Edge(line: 0, rising: false, at: .ms(40_000)))
        button.look(at: .ms(40_030))
        #expect(!button.isStuck)
        #expect(button.presses == WrappingCount(1))
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
