/// How often somebody who is there goes unseen for longer than a hold time, from the gaps between movements.
///
/// Gaps of people who sit still and absences of people who have left look alike; they differ in how many there are of
/// each length. Stillness is taken as lognormal, one of twenty shapes, absence as exponential. Each shape's two
/// amplitudes are fitted to the counts (expectation maximisation), and the shapes are averaged by their likelihood:
/// so little evidence leaves the long tails in, and the rate high.
struct StillnessModel: Sendable {
    /// Ends of the bins, s: from where short gaps no longer count, to where hardly anybody sits so still.
    static let edges = SIMD16<Double>(
        90, 120, 150, 180, 240, 300, 360, 480, 600, 720, 900, 1_200, 1_500, 1_800, 0, 0)
    static let bins = 13

    /// The bin of a gap; `nil` when it is shorter, or longer, than all.
    static func bin(of seconds: Double) -> Int? {
        guard seconds >= edges[0] else { return nil }
        for bin in 0..<bins where seconds < edges[bin + 1] { return bin }
        return nil
    }

    private static let shapes = 20
    /// Posterior weight and events per hour of each shape.
    private var weights = SIMD32<Double>(repeating: 0)
    private var rates = SIMD32<Double>(repeating: 0)

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
        for shape in 0..<Self.shapes {
            let (amplitude, likelihood) = Self.fit(shape, counts, total)
            rates[shape] = amplitude / hours
            weights[shape] = likelihood
            best = Swift.max(best, likelihood)
        }
        var sum = 0.0
        for shape in 0..<Self.shapes {
            weights[shape] = Elementary.exp(weights[shape] - best)
            sum += weights[shape]
        }
        for shape in 0..<Self.shapes { weights[shape] /= sum }
    }

    /// Gaps of people still there that are longer than so many seconds, per hour in which somebody is there.
    func rate(beyond seconds: Double) -> Double {
        let length = Elementary.log(seconds)
        var rate = 0.0
        for shape in 0..<Self.shapes where weights[shape] > 1e-9 {
            rate += weights[shape] * rates[shape] * Self.stillness(shape, length)
        }
        return rate
    }

    /// As if a poor sensor had been watched for some hours before: what is not known yet is not good.
    private static let anchorHours = 4.0

    private static func anchor(_ counts: inout SIMD16<Double>) {
        // Ten long gaps an hour, of 130 s in the middle, σ 0.9.
        for bin in 0..<bins {
            let (from, to) = (Elementary.log(edges[bin]), Elementary.log(edges[bin + 1]))
            let share = Elementary.upperTail((from - 4.868) / 0.9) - Elementary.upperTail((to - 4.868) / 0.9)
            counts[bin] += 10 * anchorHours * share
        }
    }

    private static func fit(_ shape: Int, _ counts: SIMD16<Double>, _ total: Double) -> (Double, Double) {
        var still = SIMD16<Double>(repeating: 0)
        var absent = SIMD16<Double>(repeating: 0)
        var (stillSum, absentSum) = (0.0, 0.0)
        var before = (stillness(shape, Elementary.log(edges[0])), absence(edges[0]))
        for bin in 0..<bins {
            let next = (stillness(shape, Elementary.log(edges[bin + 1])), absence(edges[bin + 1]))
            still[bin] = before.0 - next.0
            absent[bin] = before.1 - next.1
            stillSum += still[bin]
            absentSum += absent[bin]
            before = next
        }
        var (a, b) = (total / 2 / stillSum, total / 2 / absentSum)
        for _ in 0..<12 {
            var (toA, toB) = (0.0, 0.0)
            for bin in 0..<bins {
                let share = counts[bin] / (a * still[bin] + b * absent[bin])
                toA += share * still[bin]
                toB += share * absent[bin]
            }
            a *= toA / stillSum
            b *= toB / absentSum
        }
        var likelihood = 0.0
        for bin in 0..<bins {
            let expected = a * still[bin] + b * absent[bin]
            likelihood += counts[bin] * Elementary.log(expected) - expected
        }
        return (a, likelihood)
    }

    /// The share of long gaps beyond a length, given as its logarithm: medians of 30, 60, 90, 150, 240 s, each with
    /// σ of 0.5, 0.7, 0.9, 1.1.
    private static func stillness(_ shape: Int, _ length: Double) -> Double {
        let median =
            switch shape >> 2 {
            case 0: 3.4011973816621555
            case 1: 4.0943445622221
            case 2: 4.499809670330265
            case 3: 5.010635294096256
            default: 5.480638923341991
            }
        return Elementary.upperTail((length - median) / (0.5 + 0.2 * Double(shape & 3)))
    }

    /// The share of absences beyond a length: exponential with a mean of 45 min (Wang et al. 2005 found 42.6 min in 35
    /// offices).
    private static func absence(_ seconds: Double) -> Double { Elementary.exp(-seconds / 2_700) }
}
