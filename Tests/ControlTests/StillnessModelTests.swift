import Chance
import Glibc
import Testing

@testable import Control

/// Somebody of known stillness: so many long gaps an hour, lognormal.
struct Stillness {
    /// Of any length, an hour.
    let gaps: Double
    /// Of a gap, s.
    let median: Double
    let sigma: Double

    /// Four per cent of the gaps are long, the others mean 15 s: a sensor that sees well.
    static let good = Stillness(gaps: 8.6, median: 60, sigma: 0.6)
    static let typical = Stillness(gaps: 10.8, median: 90, sigma: 0.8)
    /// No hold time up to twenty minutes will do.
    static let hopeless = Stillness(gaps: 9.2, median: 240, sigma: 1.0)

    /// Gaps longer than so many seconds, an hour.
    func rate(beyond seconds: Double) -> Double {
        gaps * erfc(log(seconds / median) / sigma / 2.0.squareRoot()) / 2
    }

    /// The shortest hold time that leaves somebody in the dark no more than 0.02 times an hour, with a warning of 30 s.
    var ideal: Double {
        var hold = 30.0
        while rate(beyond: hold + 30) > 0.02 { hold += 1 }
        return hold
    }

    func gap(_ random: inout SplitMix) -> Double { median * exp(sigma * random.normal()) }
}

extension SplitMix {
    /// Above 0, at most 1.
    mutating func unit() -> Double { Double((next() >> 11) + 1) / 9_007_199_254_740_992 }
    mutating func normal() -> Double { (-2 * log(unit())).squareRoot() * cos(2 * .pi * unit()) }
    mutating func exponential(_ mean: Double) -> Double { -mean * log(unit()) }
}

@Suite struct `A model of stillness` {
    /// What so many hours tell of a person, and of absences in between.
    private static func evidence(
        _ person: Stillness, hours: Double, absences: Double = 0.5, seed: UInt64
    ) -> StillnessModel.Bins {
        var random = SplitMix(state: seed)
        var counts = StillnessModel.Bins(repeating: 0)
        for _ in 0..<Int(person.gaps * hours) {
            if let bin = StillnessModel.bin(of: person.gap(&random)) { counts[bin] += 1 }
        }
        for _ in 0..<Int(absences * hours) {
            if let bin = StillnessModel.bin(of: random.exponential(2_556)) { counts[bin] += 1 }
        }
        return counts
    }

    @Test(arguments: [Stillness.good, .typical, .hopeless])
    func `recovers a known tail from three hundred hours`(person: Stillness) {
        for seed in UInt64(0)..<5 {
            let model = StillnessModel(Self.evidence(person, hours: 300, seed: seed), hours: 300)
            for seconds in [180.0, 300, 600, 900] where person.rate(beyond: seconds) > 0.01 {
                let ratio = model.rates(beyond: seconds).most / person.rate(beyond: seconds)
                #expect(ratio > 0.6 && ratio < 4, "\(ratio) beyond \(seconds) s of \(person)")
            }
        }
    }

    @Test func `takes it for poor as long as it knows nothing`() {
        let model = StillnessModel(StillnessModel.Bins(repeating: 0), hours: 0)
        #expect(model.rates(beyond: 600).most > 0.1)
        #expect(model.rates(beyond: 1_200).most > 0.02)
    }

    @Test func `falls with the length`() {
        let model = StillnessModel(Self.evidence(.typical, hours: 100, seed: 9), hours: 100)
        var last = Double.infinity
        for seconds in stride(from: 60.0, through: 7_200, by: 30) {
            let rate = model.rates(beyond: seconds).most
            #expect(rate >= 0 && rate <= last + 1e-6)
            last = rate
        }
    }

    @Test(arguments: [Stillness.good, .typical, .hopeless])
    func `more evidence never hurts by much`(person: Stillness) {
        // The error of the logarithm where it matters, the mean over some records.
        func error(_ hours: Double) -> Double {
            var sum = 0.0
            for seed in UInt64(0)..<8 {
                let model = StillnessModel(Self.evidence(person, hours: hours, seed: seed), hours: hours)
                let at = min(person.ideal, 1_200) + 30
                sum += abs(log(model.rates(beyond: at).most / person.rate(beyond: at)))
            }
            return sum / 8
        }
        let errors = [10.0, 40, 160, 640].map(error)
        for (less, more) in zip(errors, errors.dropFirst()) { #expect(more < less * 1.25 + 0.3, "\(errors)") }
        #expect(errors[3] < 0.8, "\(errors)")
    }

    @Test func `puts gaps where they belong, and the shortest and longest nowhere`() {
        #expect(StillnessModel.bin(of: 89.9) == nil)
        #expect(StillnessModel.bin(of: 90) == 0)
        #expect(StillnessModel.bin(of: 1_799) == StillnessModel.bins - 1)
        #expect(StillnessModel.bin(of: 1_800) == nil)
        #expect(StillnessModel.bin(of: .nan) == nil)
    }

    @Test func `stays finite, whatever it is told`() {
        for counts in [0.0, 1e-30, 1, 1e6] {
            for bin in 0..<StillnessModel.bins {
                var evidence = StillnessModel.Bins(repeating: 0)
                evidence[bin] = counts
                for hours in [0.0, 0.1, 600] {
                    let rate = StillnessModel(evidence, hours: hours).rates(beyond: 210).most
                    #expect(rate.isFinite && rate >= 0)
                }
            }
        }
    }
}
