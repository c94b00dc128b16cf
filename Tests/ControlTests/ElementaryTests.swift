import Chance
import Glibc
import Testing

@testable import Control

@Suite struct `Elementary functions` {
    /// Evenly between two ends.
    private static func between(_ low: Double, _ high: Double, _ random: inout SplitMix) -> Double {
        low + (high - low) * Double(random.next() >> 11) / 9_007_199_254_740_992
    }

    @Test func `exp is within 1e-13 of its value`() {
        var random = SplitMix(state: 1)
        var worst = 0.0
        for _ in 0..<200_000 {
            let x = Self.between(-700, 700, &random)
            worst = max(worst, abs(Elementary.exp(x) / Glibc.exp(x) - 1))
        }
        for _ in 0..<100_000 {
            let x = Self.between(-2, 2, &random)
            worst = max(worst, abs(Elementary.exp(x) / Glibc.exp(x) - 1))
        }
        #expect(worst < 1e-13)
    }

    @Test func `exp is nothing far below, and stays finite far above`() {
        #expect(Elementary.exp(-700.1) == 0)
        #expect(Elementary.exp(-.infinity) == 0)
        #expect(Elementary.exp(0) == 1)
        #expect(Elementary.exp(1e9) == Elementary.exp(700))
        #expect(Elementary.exp(.infinity).isFinite)
        #expect(Elementary.exp(.nan) == 0)
    }

    @Test func `log is within 1e-13 of its value`() {
        var random = SplitMix(state: 2)
        var worst = 0.0
        for _ in 0..<200_000 {
            let x = Glibc.exp(Self.between(-690, 690, &random))
            worst = max(worst, abs(Elementary.log(x) - Glibc.log(x)))
        }
        for _ in 0..<100_000 {
            let x = Self.between(0.5, 3, &random)
            worst = max(worst, abs(Elementary.log(x) - Glibc.log(x)))
        }
        #expect(worst < 1.2e-13)
        for x in [0, -1, .nan, .infinity, 1e-310] as [Double] { #expect(Elementary.log(x) == -745) }
        #expect(Elementary.log(1) == 0)
    }

    @Test func `the normal distribution's tail is within 7.5e-8 of its value`() {
        var random = SplitMix(state: 3)
        var (worst, last) = (0.0, 1.0)
        for _ in 0..<200_000 {
            let z = Self.between(-9, 9, &random)
            worst = max(worst, abs(Elementary.upperTail(z) - Glibc.erfc(z / 2.0.squareRoot()) / 2))
        }
        #expect(worst < 7.5e-8)
        // It falls, and stays between none and all: what is made of its differences is no negative share.
        for z in stride(from: -9.0, through: 9, by: 0.01) {
            let tail = Elementary.upperTail(z)
            #expect(tail <= last + 1e-7 && tail >= 0 && tail <= 1)
            last = tail
        }
    }
}
