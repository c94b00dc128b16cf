internal import Glibc

/// How many consecutive days a bootstrap keeps together, so that what one day has of the day before is not torn apart.
struct BlockLength {
    /// 1 to a sixth of the days, at most 3 √n.
    let days: Int
    /// By how much wider an interval must be than the blocks make it, at least 1.
    ///
    /// Blocks tear correlations at their borders, so that sums of them scatter less than they should: in variance by
    /// slope / (spectrum × length), which is put back (Künsch 1989, Annals of Statistics 17:1217, theorem 3.3; at
    /// most twofold). And so few blocks know their own scatter no better than a sample of as many numbers does:
    /// Student's quantile in place of the normal one, to the first order of Cornish and Fisher at 90 %.
    let widening: Double

    /// The automatic choice of Politis and White (2004, Econometric Reviews 23:53) for circular blocks, as corrected by
    /// Patton, Politis and White (2009, ibid. 28:372): about the cube root of the length, times what the correlations
    /// ask for.
    ///
    /// - Parameter errors: day by day.
    init(_ errors: [Double]) {
        (days, widening) = BlockLength.choose(errors)
    }

    private static func choose(_ errors: [Double]) -> (days: Int, widening: Double) {
        let count = errors.count
        guard count > 12 else { return (1, 1) }
        let mean = errors.reduce(0, +) / Double(count)
        let centred = errors.map { $0 - mean }
        func covariance(_ lag: Int) -> Double {
            (lag..<count).reduce(0) { $0 + centred[$1] * centred[$1 - lag] } / Double(count)
        }
        let variance = covariance(0)
        guard variance > 0 else { return (1, 1) }
        let longest = min(count / 4, 60)
        let correlations = (0...longest).map { covariance($0) / variance }
        // The lag behind which so many correlations in a row are no larger than chance makes them.
        let run = max(5, Int(log10(Double(count)).squareRoot()))
        let chance = 2 * (log10(Double(count)) / Double(count)).squareRoot()
        var last = 0
        for lag in 1...longest {
            if abs(correlations[lag]) > chance { last = lag } else if lag - last >= run { break }
        }
        let window = min(2 * max(last, 1), longest)
        var (spectrum, slope) = (correlations[0], 0.0)
        for lag in 1...window {
            let share = Double(lag) / Double(window)
            let weight = share <= 0.5 ? 1 : 2 * (1 - share)
            spectrum += 2 * weight * correlations[lag]
            slope += 2 * weight * Double(lag) * correlations[lag]
        }
        guard spectrum > 0 else { return (1, 1) }
        let length = cbrt(2 * slope * slope / (4.0 / 3 * spectrum * spectrum)) * cbrt(Double(count))
        let most = min(Double(count) / 6, 3 * Double(count).squareRoot().rounded(.up))
        let days = max(1, min(length, most).rounded(.up))
        let torn = min(0.5, max(0, slope / (spectrum * days)))
        let blocks = max(2, Double(count) / days)
        // (z² + 1) / 4 with z = 1.645.
        return (Int(days), (1 / (1 - torn)).squareRoot() * (1 + 0.926 / (blocks - 1)))
    }
}
