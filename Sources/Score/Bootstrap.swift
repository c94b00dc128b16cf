internal import Simulation

/// How far a ratio might lie off, had the days come out another way: resamples whole days, what was used and
/// what it is compared with together.
public struct Bootstrap: Sendable {
    /// Fewer days say nothing about days to come.
    public static let fewestDays = 5
    public static let resamples = 2_000

    private let ratios: [Tally.Ratio: [Double]]

    /// - Parameter days: at least ``fewestDays``, or every interval is `nil`.
    public init(_ days: [Tally], seed: UInt64 = 1) {
        guard days.count >= Self.fewestDays else {
            ratios = [:]
            return
        }
        var random = Seed(seed).branch("bootstrap").generator
        var ratios: [Tally.Ratio: [Double]] = [:]
        for _ in 0..<Self.resamples {
            var sum = Tally()
            for _ in days.indices { sum += days[Int.random(in: days.indices, using: &random)] }
            for ratio in Tally.Ratio.allCases {
                if let value = sum[ratio] { ratios[ratio, default: []].append(value) }
            }
        }
        self.ratios = ratios.mapValues { $0.sorted() }
    }

    /// The middle 95 % of the resampled values; `nil` where one in twenty or more is undefined.
    public subscript(ratio: Tally.Ratio) -> ClosedRange<Double>? {
        guard let values = ratios[ratio], values.count * 20 > Self.resamples * 19 else { return nil }
        let tail = values.count / 40
        return values[tail]...values[values.count - 1 - tail]
    }
}
