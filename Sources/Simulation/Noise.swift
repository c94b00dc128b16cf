import Quantities

/// A random curve over time that can be read at any moment, in any order:
/// independent knots a period apart, joined by straight lines (value noise).
struct Noise: Hashable, Sendable {
    let seed: Seed
    let period: Duration

    /// Mean 0, variance 1 at every moment; the weights of the two knots are normed, for a
    /// plain straight line between them would be calmer half-way.
    func normal(at time: Timestamp) -> Double {
        let (before, share) = knot(at: time)
        var (first, second) = (seed.branch(before).generator, seed.branch(before + 1).generator)
        let size = ((1 - share) * (1 - share) + share * share).squareRoot()
        return ((1 - share) * first.normal() + share * second.normal()) / size
    }

    /// Never outside −1 to 1; mean 0.
    func bounded(at time: Timestamp) -> Double {
        let (before, share) = knot(at: time)
        let (first, second) = (seed.branch(before).uniform, seed.branch(before + 1).uniform)
        return 2 * ((1 - share) * first + share * second) - 1
    }

    private func knot(at time: Timestamp) -> (before: Int64, share: Double) {
        let length = period.milliseconds
        let rest = ((time.milliseconds % length) + length) % length
        return ((time.milliseconds - rest) / length, Double(rest) / Double(length))
    }
}
