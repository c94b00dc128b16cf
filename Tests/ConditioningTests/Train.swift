import Chance
import Hardware
import Quantities

/// What a line did: the moments, in milliseconds, at which it changed, beginning from inactive.
struct Train {
    var edges: [Edge] = []
    private var isActive = false

    init(_ milliseconds: Int64...) {
        for at in milliseconds { toggle(at: at) }
    }

    /// Random: mostly bounce, some levels that hold, gaps around `stability` in particular.
    init(seed: UInt64, count: Int, stability: Duration) {
        var random = SplitMix(state: seed)
        var now: Int64 = 0
        for _ in 0..<count {
            let limit = stability.milliseconds
            now += 1 + Int64(random.next() % UInt64(random.next() % 3 == 0 ? 20 * limit : 2 * limit))
            toggle(at: now)
        }
    }

    mutating func toggle(at milliseconds: Int64) {
        isActive.toggle()
        edges.append(Edge(line: 0, rising: isActive, at: Instant(milliseconds: milliseconds)))
    }

    /// Goes active or inactive, bouncing for six milliseconds.
    mutating func bounce(at milliseconds: Int64) {
        for later: Int64 in [0, 1, 2, 4, 6] { toggle(at: milliseconds + later) }
    }

    var end: Instant { (edges.last?.at ?? .epoch) + .seconds(1) }

    /// Hands over the edges, looking only when asked to.
    func play(
        edge: (Edge) -> Void, reviewBy: () -> Instant?, look: (Instant) -> Void
    ) {
        for next in edges + [Edge(line: 0, rising: isActive, at: end)] {
            while let due = reviewBy(), due < next.at { look(due) }
            if next.at < end { edge(next) } else { look(end) }
        }
    }
}

extension Instant {
    static func ms(_ n: Int64) -> Instant { Instant(milliseconds: n) }
}
