import Simulation
import Testing

@Suite struct `Random numbers` {
    /// The reference output of SplitMix64 for seed 1234567.
    @Test func `are those of the published generator`() {
        var random = SplitMix64(seed: 1_234_567)
        #expect(
            (0..<3).map { _ in random.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
    }

    @Test func `have the mean and spread they are asked for`() {
        var random = SplitMix64(seed: 1)
        let count = 50_000
        let uniform = (0..<count).map { _ in random.uniform() }
        #expect(uniform.allSatisfy { (0..<1).contains($0) })
        #expect(abs(uniform.mean - 0.5) < 0.01)
        let waits = (0..<count).map { _ in random.exponential(mean: 15) }
        #expect(abs(waits.mean - 15) < 0.4 && abs(waits.deviation - 15) < 0.6)
        let normal = (0..<count).map { _ in random.normal() }
        #expect(abs(normal.mean) < 0.02 && abs(normal.deviation - 1) < 0.02)
        let long = (0..<count).map { _ in random.logNormal(median: 90, sigma: 0.8) }.sorted()
        #expect(abs(long[count / 2] - 90) < 2)
    }

    @Test func `branch by name and number, each way to another stream`() {
        let seed = Seed(42)
        let values = [
            seed.value, seed.branch("a").value, seed.branch("b").value, seed.branch("").value, seed.branch(0).value,
            seed.branch(1).value, seed.branch(-1).value, seed.branch("1").value, seed.branch(1).branch(2).value,
            seed.branch(2).branch(1).value, Seed(43).branch("a").value,
        ]
        #expect(Set(values).count == values.count)
        #expect(seed.branch("zone").branch(7) == Seed(42).branch("zone").branch(7))
    }

    /// A golden: traces made by one release are made by the next.
    @Test func `of a branch never change`() {
        #expect(Seed(42).branch("presence").branch(7).value == 1_604_777_421_791_999_337)
    }

    @Test func `of neighbouring branches do not resemble each other`() {
        let first = (0..<20_000).map { number in
            var random = Seed(9).branch(Int64(number)).generator
            return random.uniform()
        }
        let product = zip(first, first.dropFirst()).map { ($0 - 0.5) * ($1 - 0.5) }.mean
        #expect(abs(first.mean - 0.5) < 0.01)
        #expect(abs(product * 12) < 0.03, "correlation of neighbours")
    }
}
