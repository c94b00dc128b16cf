/// How well a model meets what was measured.
public struct FitStatistics: Hashable, Sendable {
    public let count: Int
    public let parameters: Int
    /// Root of the mean square of what is left, kWh, with `count - parameters` as divisor.
    public let rmse: Double
    /// `rmse` over the mean use (ASHRAE Guideline 14).
    public let cvrmse: Double
    /// What is left, summed, over the use summed: near zero for a fit, positive when the model says too little.
    public let nmbe: Double
    /// `rmse` over the range between the quartiles of use (as opendsm 1.2.7 has it); `nil` when that is zero.
    public let pnrmse: Double?
    /// Share of the variance that the model explains; `nil` when nothing varies.
    public let r2: Double?

    /// - Returns: `nil` unless there are more values than parameters and their mean is above zero.
    public init?(_ measured: [Double], _ predicted: [Double], parameters: Int) {
        guard measured.count > parameters, measured.count == predicted.count else { return nil }
        let sum = measured.reduce(0, +)
        guard sum > 0, sum.isFinite else { return nil }
        let mean = sum / Double(measured.count)
        let left = zip(measured, predicted).map { $0 - $1 }
        let squares = left.reduce(0) { $0 + $1 * $1 }
        (count, self.parameters) = (measured.count, parameters)
        rmse = (squares / Double(measured.count - parameters)).squareRoot()
        cvrmse = rmse / mean
        nmbe = left.reduce(0, +) / sum
        let sorted = measured.sorted()
        let between = FitStatistics.quantile(sorted, 0.75) - FitStatistics.quantile(sorted, 0.25)
        pnrmse = between > 0 ? rmse / between : nil
        let variance = measured.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        r2 = variance > 0 ? 1 - squares / variance : nil
    }

    /// Between the two nearest values, in proportion (type 7 of Hyndman and Fan 1996).
    static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        let place = Double(sorted.count - 1) * share
        let low = Int(place)
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
    }
}
