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

    /// One number for each bin.
    typealias Bins = InlineArray<13, Double>
    private typealias Edges = InlineArray<14, Double>

    /// The bin of a gap; `nil` when it is shorter, or longer, than all.
    static func bin(of seconds: Double) -> Int? {
        guard seconds >= shortest else { return nil }
        for bin in 0..<bins where seconds < edge(bin + 1) { return bin }
        return nil
    }

    /// Per hour.
    struct Rates {
        let most: Double
        let least: Double
    }

    /// What is left of one shape of stillness: its weight, and how many gaps per hour (of any length) it may have.
    private struct Share {
        var weight = 0.0
        var most = 0.0
        var least = 0.0
    }

    private var shares = InlineArray<20, Share>(repeating: Share())

    /// - Parameters:
    ///   - counts: gaps by bin.
    ///   - hours: in which somebody was there.
    init(_ counts: Bins, hours: Double) {
        let lengths = Self.lengths()
        var counts = counts
        Self.anchor(&counts, lengths)
        var total = 0.0
        for bin in 0..<Self.bins { total += counts[bin] }
        let perHour = total / (hours + Self.anchorHours)
        let absences: InlineArray<3, Bins> = [Self.absence(300), Self.absence(900), Self.absence(2_700)]
        var best = -Double.infinity
        var fits = InlineArray<60, Fit>(repeating: Fit())
        for shape in 0..<Self.shapes {
            let still = Self.still(shape, lengths)
            for kind in 0..<3 {
                var fit = Fit(counts, still.bins, absences[kind])
                best = Swift.max(best, fit.likelihood)
                fit.perShare = perHour / still.seen
                fits[shape * 3 + kind] = fit
            }
        }
        var sum = 0.0
        for pair in 0..<Self.shapes * 3 {
            let fit = fits[pair]
            let weight = Elementary.exp(fit.likelihood - best)
            sum += weight
            shares[pair / 3].weight += weight
            shares[pair / 3].most += weight * fit.perShare * Swift.min(1, fit.share + fit.error)
            shares[pair / 3].least += weight * fit.perShare * Swift.max(0, fit.share - 1.5 * fit.error)
        }
        for shape in 0..<Self.shapes {
            shares[shape].weight /= sum
            shares[shape].most /= sum
            shares[shape].least /= sum
        }
    }

    /// Gaps of people still there that are longer than so many seconds, per hour in which somebody is there: as many
    /// as there may well be, and as few. They lie far apart where stillness and absence cannot be told apart.
    func rates(beyond seconds: Double) -> Rates {
        let length = Elementary.log(seconds)
        var (most, least) = (0.0, 0.0)
        for shape in 0..<Self.shapes where shares[shape].weight > 1e-6 {
            let chance = Self.stillness(shape, length)
            most += chance * shares[shape].most
            least += chance * shares[shape].least
        }
        return Rates(most: most, least: least)
    }

    private static let shapes = 20
    /// As if a poor sensor had been watched for some hours before: what is not known yet is not good.
    private static let anchorHours = 1.0

    /// Where a bin begins, s; beyond the last one hardly anybody sits so still.
    private static func edge(_ place: Int) -> Double {
        switch place {
        case 0: shortest
        case 1: 120
        case 2: 150
        case 3: 180
        case 4: 240
        case 5: 300
        case 6: 360
        case 7: 480
        case 8: 600
        case 9: 720
        case 10: 900
        case 11: 1_200
        case 12: 1_500
        default: 1_800
        }
    }

    private static func anchor(_ counts: inout Bins, _ lengths: Edges) {
        // Ten long gaps an hour, of 150 s in the middle, σ 0.85.
        let still = still(13, lengths).bins
        for bin in 0..<bins { counts[bin] += 10 * anchorHours * still[bin] }
    }

    /// How gaps of one shape spread over the bins, and which share of all of them lies in them.
    private static func still(_ shape: Int, _ lengths: Edges) -> (bins: Bins, seen: Double) {
        spread { stillness(shape, lengths[$0]) }
    }

    private static func absence(_ mean: Double) -> Bins { spread { Elementary.exp(-edge($0) / mean) }.bins }

    /// The logarithms of the edges.
    private static func lengths() -> Edges {
        var lengths = Edges(repeating: 0)
        for place in 0...bins { lengths[place] = Elementary.log(edge(place)) }
        return lengths
    }

    /// - Parameter beyond: the share that lies beyond an edge.
    private static func spread(_ beyond: (Int) -> Double) -> (bins: Bins, seen: Double) {
        // What is never seen would be impossible for ever.
        var spread = Bins(repeating: 1e-12)
        let first = beyond(0)
        var before = first
        for bin in 0..<bins {
            let next = beyond(bin + 1)
            spread[bin] += before - next
            before = next
        }
        let seen = first - before
        for bin in 0..<bins { spread[bin] /= seen }
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

/// The share of stillness among the gaps that makes the counts likeliest (Newton's method), and its standard error.
private struct Fit {
    var share = 0.0
    var error = 0.0
    var likelihood = 0.0
    /// Gaps per hour, of any length, if all were stillness.
    var perShare = 0.0

    init() {}

    @inline(never)
    init(_ counts: StillnessModel.Bins, _ still: StillnessModel.Bins, _ absent: StillnessModel.Bins) {
        share = 0.5
        var curvature = 1.0
        for _ in 0..<6 {
            var slope = 0.0
            curvature = 1e-9
            for bin in 0..<StillnessModel.bins {
                let difference = still[bin] - absent[bin]
                let relative = difference / (absent[bin] + difference * share)
                slope += counts[bin] * relative
                curvature += counts[bin] * relative * relative
            }
            share = Swift.min(0.999, Swift.max(0.001, share + slope / curvature))
        }
        error = (1 / curvature).squareRoot()
        for bin in 0..<StillnessModel.bins {
            likelihood += counts[bin] * Elementary.log(absent[bin] + (still[bin] - absent[bin]) * share)
        }
    }
}
