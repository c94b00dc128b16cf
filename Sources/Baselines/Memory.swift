internal import Glibc

/// What each day's luck has of the days before it: an autoregression of the errors day by day.
///
/// Its coefficients are those of Yule and Walker; the order, up to a week, is the one with the least criterion of Schwarz
/// (1978, Annals of Statistics 6:461).
struct Memory {
    /// Of the days before, the nearest first; empty where days have nothing of each other. Always stationary.
    let coefficients: [Double]
    /// How sure the coefficients are: the inverse of their covariance; `nil` without any.
    private let certainty: Cholesky?

    /// A week.
    static let longest = 7

    /// - Parameter values: day by day, about zero; `nil`: unknown.
    init(_ values: [Double?]) {
        let count = Double(values.count { $0 != nil })
        let covariances = Self.covariances(values, upTo: min(Self.longest, Int(count) / 20))
        let fits = Self.fits(covariances)
        func criterion(_ fit: Fit) -> Double {
            count * log(fit.left) + Double(fit.coefficients.count) * log(count)
        }
        guard let fit = fits.min(by: { criterion($0) < criterion($1) }), !fit.coefficients.isEmpty else {
            (coefficients, certainty) = ([], nil)
            return
        }
        coefficients = Self.unbiased(fit.coefficients, days: values.count)
        let (size, sharpness) = (fit.coefficients.count, count / fit.left)
        let matrix = (0..<size * size).map { covariances[abs($0 / size - $0 % size)] * sharpness }
        certainty = Cholesky(matrix, size: size)
    }

    /// What share of so many days would say as much of the mean, did none have anything of another; 0 to 1, above 1 where
    /// each makes up for the one before.
    var independence: Double {
        var (fit, share) = (coefficients, 1.0)
        while let partial = fit.popLast() {
            share *= (1 - partial) / (1 + partial)
            fit = zip(fit, fit.reversed()).map { ($0 + partial * $1) / (1 - partial * partial) }
        }
        return share
    }

    /// What each day has that the days before do not tell; an unknown day stands in with what they tell of it.
    func innovations(_ values: [Double?]) -> [Double?] {
        var before = [Double](repeating: 0, count: coefficients.count)
        return values.map { value in
            let told = zip(coefficients, before).reduce(0) { $0 + $1.0 * $1.1 }
            if !before.isEmpty { before = [value ?? told] + before.dropLast() }
            return value.map { $0 - told }
        }
    }

    /// Coefficients as another such time might have given them, since the time there was does not know them better than
    /// that (large-sample distribution: Brockwell and Davis 1991, theorem 8.1.1); always stationary.
    func drawn(using random: inout Draws) -> [Double] {
        guard let certainty else { return coefficients }
        for _ in 0..<20 {
            let luck = (0..<coefficients.count).map { _ in random.normal() }
            let other = zip(coefficients, certainty.solveUpper(luck)).map { $0 + $1 }
            if Self.isStationary(other) { return other }
        }
        return coefficients
    }

    /// Whether all partial correlations are below 1, found by Levinson's steps in reverse.
    static func isStationary(_ coefficients: [Double]) -> Bool {
        var fit = coefficients
        while let last = fit.popLast() {
            guard abs(last) < 0.995 else { return false }
            fit = zip(fit, fit.reversed()).map { ($0 + last * $1) / (1 - last * last) }
        }
        return true
    }

    /// Coefficients of one order, and the variance of what they leave.
    private struct Fit {
        var coefficients: [Double]
        var left: Double
    }

    /// From each order to the next (Levinson and Durbin); none where nothing varies.
    private static func fits(_ covariances: [Double]) -> [Fit] {
        guard let variance = covariances.first, variance > 0 else { return [] }
        var fits = [Fit(coefficients: [], left: variance)]
        for order in 1..<max(1, covariances.count) {
            let (before, left) = (fits[order - 1].coefficients, fits[order - 1].left)
            let told = before.enumerated().reduce(0) { $0 + $1.element * covariances[order - 1 - $1.offset] }
            let partial = (covariances[order] - told) / left
            guard abs(partial) < 1 else { break }
            fits.append(
                Fit(
                    coefficients: zip(before, before.reversed()).map { $0 - partial * $1 } + [partial],
                    left: left * (1 - partial * partial)))
        }
        return fits
    }

    /// Takes off by how much such coefficients come out too small, as found by fitting times that have just these
    /// (Kilian 1998, Review of Economics and Statistics 80:218).
    ///
    /// Their mean is taken out before, as the model's base takes it out of the errors.
    private static func unbiased(_ coefficients: [Double], days: Int) -> [Double] {
        var random = Draws(seed: 1)
        var sums = [Double](repeating: 0, count: coefficients.count)
        for _ in 0..<trials {
            var path: [Double] = []
            path.reserveCapacity(days + settling)
            for day in 0..<days + settling {
                path.append(
                    coefficients.enumerated().reduce(random.normal()) {
                        $1.offset < day ? $0 + $1.element * path[day - 1 - $1.offset] : $0
                    })
            }
            let values = path[settling...]
            let mean = values.reduce(0, +) / Double(days)
            let found = fits(covariances(values.map { $0 - mean }, upTo: coefficients.count)).last?.coefficients ?? []
            for (index, value) in found.enumerated() { sums[index] += value }
        }
        var missing = zip(coefficients, sums).map { $0 - $1 / Double(trials) }
        // As Kilian has it: less and less of it, until what comes out is stationary.
        while true {
            let better = zip(coefficients, missing).map { $0 + $1 }
            if isStationary(better) { return better }
            missing = missing.map { 0.9 * $0 }
        }
    }

    private static let trials = 100
    /// Days until the start of a made-up time is forgotten.
    private static let settling = 90

    /// Of each lag, of the pairs of days that are both known; damped as though all were, by n over n less the lag.
    private static func covariances(_ values: [Double?], upTo longest: Int) -> [Double] {
        (0...longest).map { lag in
            var (sum, pairs) = (0.0, 0.0)
            for case (let value?, let later?) in zip(values, values.dropFirst(lag)) {
                sum += value * later
                pairs += 1
            }
            return pairs > 0 ? sum / pairs * Double(values.count - lag) / Double(values.count) : 0
        }
    }
}
