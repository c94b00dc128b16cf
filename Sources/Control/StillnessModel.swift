/// How often somebody who is there goes unseen for longer than a hold time, from the gaps between movements.
///
/// Gaps of people who sit still and absences of people who have left look alike; they differ in how many there are of
/// each length. Stillness is taken as lognormal, one of twenty shapes, absence as exponential with one of three means.
/// For each pair the share of stillness is fitted to the counts, and the pairs are averaged by their likelihood: so
/// little evidence leaves the long tails in, and the rate high.
struct StillnessModel: Sendable {
    static let bins = 13
    /// Shorter gaps say nothing, s.
    static let shortest = 90.0
    /// Their ends, s: from where short gaps no longer count, to where hardly anybody sits so still.
    private static let edges = SIMD16<Double>(
        90, 120, 150, 180, 240, 300, 360, 480, 600, 720, 900, 1_200, 1_500, 1_800, 0, 0)

    /// The bin of a gap; `nil` when it is shorter, or longer, than all.
    static func bin(of seconds: Double) -> Int? {
        guard seconds >= shortest else { return nil }
        for bin in 0..<bins where seconds < edges[bin + 1] { return bin }
        return nil
    }

    /// Posterior weight of each shape of stillness, and its gaps per hour (of any length).
    private var weights = SIMD32<Double>(repeating: 0)
    private var rates = SIMD32<Double>(repeating: 0)
    /// The rate at one standard error less, for one of those.
    private var least = SIMD32<Double>(repeating: 0)

    /// - Parameters:
    ///   - counts: gaps by bin.
    ///   - hours: in which somebody was there.
    init(_ counts: SIMD16<Double>, hours: Double) {
        var counts = counts
        Self.anchor(&counts)
        let hours = hours + Self.anchorHours
        var total = 0.0
        for bin in 0..<Self.bins { total += counts[bin] }
        var best = -Double.infinity
        var likelihoods = SIMD64<Double>(repeating: 0)
        var shares = SIMD64<Double>(repeating: 0)
        var errors = SIMD64<Double>(repeating: 0)
        let absences = (Self.absence(300), Self.absence(900), Self.absence(2_700))
        for shape in 0..<Self.shapes {
            let still = Self.still(shape)
            for kind in 0..<3 {
                let absent = kind == 0 ? absences.0 : kind == 1 ? absences.1 : absences.2
                let fit = Self.fit(counts, still.bins, absent)
                likelihoods[shape * 3 + kind] = fit.likelihood
                shares[shape * 3 + kind] = fit.share
                errors[shape * 3 + kind] = fit.error
                best = Swift.max(best, fit.likelihood)
            }
            rates[shape] = total / hours / still.seen
        }
        var sum = 0.0
        for shape in 0..<Self.shapes {
            var (weight, most, least) = (0.0, 0.0, 0.0)
            for pair in shape * 3..<shape * 3 + 3 {
                let likelihood = Elementary.exp(likelihoods[pair] - best)
                weight += likelihood
                most += likelihood * Swift.min(1, shares[pair] + errors[pair])
                least += likelihood * Swift.max(0, shares[pair] - 1.5 * errors[pair])
            }
            weights[shape] = weight
            self.least[shape] = weight > 0 ? rates[shape] * least / weight : 0
            rates[shape] *= weight > 0 ? most / weight : 0
            sum += weight
        }
        for shape in 0..<Self.shapes { weights[shape] /= sum }
    }

    /// Gaps of people still there that are longer than so many seconds, per hour in which somebody is there: as many
    /// as there may well be, and as few. They lie far apart where stillness and absence cannot be told apart.
    func rates(beyond seconds: Double) -> Rates {
        let length = Elementary.log(seconds)
        var (most, least) = (0.0, 0.0)
        for shape in 0..<Self.shapes where weights[shape] > 1e-6 {
            let chance = weights[shape] * Self.stillness(shape, length)
            most += chance * rates[shape]
            least += chance * self.least[shape]
        }
        return Rates(most: most, least: least)
    }

    /// Per hour.
    struct Rates {
        let most: Double
        let least: Double
    }

    private static let shapes = 20
    /// As if a poor sensor had been watched for some hours before: what is not known yet is not good.
    private static let anchorHours = 1.0

    private static func anchor(_ counts: inout SIMD16<Double>) {
        // Ten long gaps an hour, of 150 s in the middle, σ 0.85.
        let still = still(13).bins
        for bin in 0..<bins { counts[bin] += 10 * anchorHours * still[bin] }
    }

    /// The share of stillness among the gaps that makes the counts likeliest (Newton's method), and its standard error.
    private static func fit(
        _ counts: SIMD16<Double>, _ still: SIMD16<Double>, _ absent: SIMD16<Double>
    ) -> (share: Double, error: Double, likelihood: Double) {
        var share = 0.5
        var curvature = 1.0
        let difference = still - absent
        for _ in 0..<6 {
            let slopes = difference / (absent + difference * share)
            let firsts = counts * slopes
            let seconds = firsts * slopes
            var slope = 0.0
            curvature = 1e-9
            for bin in 0..<bins {
                slope += firsts[bin]
                curvature += seconds[bin]
            }
            share = Swift.min(0.999, Swift.max(0.001, share + slope / curvature))
        }
        let expected = absent + difference * share
        var likelihood = 0.0
        for bin in 0..<bins { likelihood += counts[bin] * Elementary.log(expected[bin]) }
        return (share, (1 / curvature).squareRoot(), likelihood)
    }

    /// How gaps of one shape spread over the bins, and which share of all of them lies in them.
    private static func still(_ shape: Int) -> (bins: SIMD16<Double>, seen: Double) {
        spread { stillness(shape, Elementary.log($0)) }
    }

    private static func absence(_ mean: Double) -> SIMD16<Double> { spread { Elementary.exp(-$0 / mean) }.bins }

    private static func spread(_ beyond: (Double) -> Double) -> (bins: SIMD16<Double>, seen: Double) {
        // What is never seen would be impossible for ever.
        var spread = SIMD16<Double>(repeating: 1e-12)
        let first = beyond(edges[0])
        var before = first
        for bin in 0..<bins {
            let next = beyond(edges[bin + 1])
            spread[bin] += before - next
            before = next
        }
        let seen = first - before
        spread /= seen
        return (spread, seen)
    }

    /// The share of long gaps beyond a length, given as its logarithm: medians of 30, 60, 90, 150, 240 s, each with
    /// σ of 0.6, 0.85, 1.1, 1.35.
    private static func stillness(_ shape: Int, _ length: Double) -> Double {
        let median =
            switch shape >> 2 {
            case 0: 3.4011973816621555
            case 1: 4.0943445622221
            case 2: 4.499809670330265
            case 3: 5.010635294096256
            default: 5.480638923341991
            }
        return Elementary.upperTail((length - median) / (0.6 + 0.25 * Double(shape & 3)))
    }
}
