import Conditioning
import Hardware
import Quantities
import Testing

@Suite struct `A bouncing line` {
    static let trains: [(Train, activeAt: Int64?)] = [
        (Train(100), 120),  // a clean edge
        (Train(100, 103, 105, 109, 112), 132),  // bounce: counted from the last one on
        (Train(100, 119), nil),  // over too soon
        (Train(100, 120), 120),  // held exactly long enough
        (Train(100, 110, 120, 130, 140, 150), nil),  // never stable
    ]

    @Test(arguments: trains) func `becomes active once it has been stable`(train: Train, activeAt: Int64?) {
        var line = Debounce(isActive: false, stability: .milliseconds(20))
        var changes: [Instant] = []
        for edge in train.edges { if let at = line.receive(edge) { changes.append(at) } }
        if let at = line.look(at: train.end) { changes.append(at) }
        #expect(changes.first == activeAt.map { Instant.ms($0) })
    }

    @Test func `asks to be looked at when it will be stable, and not while it is`() {
        var line = Debounce(isActive: false, stability: .milliseconds(20))
        #expect(line.reviewBy == nil)
        line.receive(Edge(line: 0, rising: true, at: .ms(100)))
        #expect(line.reviewBy == .ms(120))
        #expect(line.look(at: .ms(119)) == nil)
        #expect(!line.isActive)
        #expect(line.look(at: .ms(120)) == .ms(120))
        #expect(line.isActive)
        #expect(line.reviewBy == nil)
    }

    @Test func `waits again after a bounce that was too short to be seen`() {
        var line = Debounce(isActive: false, stability: .milliseconds(20))
        line.receive(Edge(line: 0, rising: true, at: .ms(100)))
        line.receive(Edge(line: 0, rising: true, at: .ms(110)))
        #expect(line.reviewBy == .ms(130))
    }

    @Test func `does not take for stable what lies before lost edges`() {
        var line = Debounce(isActive: false, stability: .milliseconds(20))
        line.receive(Edge(line: 0, rising: true, at: .ms(100)))
        #expect(line.receive(Edge(line: 0, rising: false, at: .ms(500), lost: 3)) == nil)
        #expect(!line.isActive)
        #expect(line.reviewBy == nil)
    }

    @Test func `recovers by a reading when an edge was missed`() {
        var line = Debounce(isActive: false, stability: .milliseconds(20))
        line.reads(true, at: .ms(100))
        line.reads(true, at: .ms(110))
        #expect(line.reviewBy == .ms(120), "the second reading tells nothing new")
        line.reads(true, at: .ms(120))
        #expect(line.isActive)
    }

    @Test(arguments: 0..<100) func `answers the same however often it is looked at`(seed: UInt64) {
        let stability = Duration.milliseconds(20)
        let train = Train(seed: seed, count: 200, stability: stability)
        var (lazy, eager) = (
            Debounce(isActive: false, stability: stability), Debounce(isActive: false, stability: stability)
        )
        var (lazyChanges, eagerChanges): ([Instant], [Instant]) = ([], [])
        train.play(
            edge: { if let at = lazy.receive($0) { lazyChanges.append(at) } }, reviewBy: { lazy.reviewBy },
            look: { if let at = lazy.look(at: $0) { lazyChanges.append(at) } })
        var edges = train.edges[...]
        for now in 0...train.end.milliseconds {
            if edges.first?.at == .ms(now), let at = eager.receive(edges.removeFirst()) { eagerChanges.append(at) }
            if let at = eager.look(at: .ms(now)) { eagerChanges.append(at) }
        }
        #expect(lazyChanges == eagerChanges)
        #expect(lazy == eager)
    }

    @Test(arguments: 0..<100) func `changes as often as a sampler that wants equal samples in a row`(seed: UInt64) {
        let stability = Duration.milliseconds(20)
        let train = Train(seed: seed, count: 200, stability: stability)
        var line = Debounce(isActive: false, stability: stability)
        var changes = 0
        for edge in train.edges where line.receive(edge) != nil { changes += 1 }
        if line.look(at: train.end) != nil { changes += 1 }
        #expect(changes == stableChanges(train, stability).count)
    }
}

/// The naive model: sample every millisecond; a level counts when it was sampled for long enough without a change.
func stableChanges(_ train: Train, _ stability: Duration) -> [(at: Instant, isActive: Bool)] {
    var changes: [(Instant, Bool)] = []
    var (raw, since, counts) = (false, Int64(0), false)
    var edges = train.edges[...]
    for now in 0...train.end.milliseconds {
        if raw != counts, now - since >= stability.milliseconds {
            counts = raw
            changes.append((.ms(now), counts))
        }
        if let edge = edges.first, edge.at == .ms(now) {
            (raw, since) = (edge.rising, now)
            edges.removeFirst()
        }
    }
    return changes
}
