import Glibc

/// Random numbers that are the same on every machine: SplitMix64 (Steele, Lea, Flood 2014).
///
/// A value: copying it copies the future.
public struct SplitMix64: RandomNumberGenerator, Hashable, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= SplitMix64.golden
        return SplitMix64.mix(state)
    }

    /// At least 0 and less than 1.
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Time to the next of events that come at random, `mean` apart; never negative.
    public mutating func exponential(mean: Double) -> Double { -mean * log(1 - uniform()) }

    /// Mean 0, variance 1 (Box and Muller 1958; the second of each pair is not kept).
    public mutating func normal() -> Double {
        let radius = (-2 * log(1 - uniform())).squareRoot()
        return radius * cos(2 * Double.pi * uniform())
    }

    /// Half of the draws lie below `median`; `sigma` is the standard deviation of the logarithm.
    public mutating func logNormal(median: Double, sigma: Double) -> Double { median * exp(sigma * normal()) }

    static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15

    static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
