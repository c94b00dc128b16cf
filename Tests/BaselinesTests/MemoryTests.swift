import Chance
import Testing

@testable import Baselines

/// What days have of the days before them.
struct MemoryTests {
    @Test func `finds how much a day has of the two before it`() {
        let found = Memory(path([0.5, 0.3], 5_000, seed: 1)).coefficients
        #expect(found.count == 2 && abs(found[0] - 0.5) < 0.05 && abs(found[1] - 0.3) < 0.05)
    }

    @Test func `finds nothing where days have nothing of each other, nor in a constant`() {
        #expect(Memory(path([], 365, seed: 2)).coefficients.isEmpty)
        #expect(Memory([Double](repeating: 0, count: 365)).coefficients.isEmpty)
        #expect(Memory(path([], 365, seed: 2)).independence == 1)
    }

    @Test func `does not find less than there is, on average over short times`() {
        let mean = (1...30 as ClosedRange<UInt64>).reduce(0) { sum, seed in
            sum + (Memory(path([0.8], 365, seed: seed)).coefficients.first ?? 0) / 30
        }
        // One time is off by 0.03, 30 of them by 0.006; uncorrected they come out 0.012 too small.
        #expect(mean > 0.785 && mean < 0.825, "\(mean)")
    }

    @Test func `makes do with days that are missing`() {
        let whole = path([0.8], 2_000, seed: 3)
        let torn = whole.indices.map { $0 % 11 == 0 ? nil : whole[$0] }
        let memory = Memory(torn)
        #expect(abs((memory.coefficients.first ?? 0) - 0.8) < 0.08)
        #expect(zip(torn, memory.innovations(torn)).allSatisfy { ($0 == nil) == ($1 == nil) })
    }

    @Test func `innovations and coefficients together make the days again`() {
        let days = path([0.4, 0, 0.3], 800, seed: 4).compactMap { $0 }
        let memory = Memory(days)
        var again: [Double] = []
        for (place, fresh) in memory.innovations(days).enumerated() {
            again.append(
                memory.coefficients.enumerated().reduce(fresh ?? 0) {
                    $1.offset < place ? $0 + $1.element * again[place - 1 - $1.offset] : $0
                })
        }
        #expect(!memory.coefficients.isEmpty && zip(days, again).allSatisfy { abs($0 - $1) < 1e-9 })
    }

    @Test func `whatever is drawn, the past fades, and the spread is that of the time there was`() {
        let memory = Memory(path([0.9], 365, seed: 5))
        var random = Draws(seed: 6)
        let drawn = (0..<2_000).map { _ in memory.drawn(using: &random) }
        #expect(drawn.allSatisfy { Memory.isStationary($0) && $0.count == memory.coefficients.count })
        let first = drawn.map { $0[0] }
        let mean = first.reduce(0, +) / 2_000
        let spread = (first.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2_000).squareRoot()
        // √((1 − 0.9²) / 365) is 0.023; what would not fade is cut off.
        #expect(spread > 0.012 && spread < 0.035, "\(spread)")
    }

    /// Days that each have so much of the days before, and a part of their own of variance 1.
    private func path(_ coefficients: [Double], _ count: Int, seed: UInt64) -> [Double?] {
        var random = SplitMix(state: seed)
        var path: [Double] = []
        for day in 0..<count + 200 {
            path.append(
                coefficients.enumerated().reduce(normal(&random)) {
                    $1.offset < day ? $0 + $1.element * path[day - 1 - $1.offset] : $0
                })
        }
        return path.dropFirst(200).map { $0 }
    }
}
