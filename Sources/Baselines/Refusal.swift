internal import Calendars

/// Why there is no model, or no saving: a sentence with the figure and the limit.
public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// Fewer days or hours than a year's model needs.
    case tooShort(days: Int, least: Int)
    /// Too many days of the period are without energy or weather.
    case tooManyGaps(coverage: Double, least: Double)
    /// The least squares have no single answer.
    case indeterminate(String)
    /// It fits too badly to say anything.
    case tooScattered(cvrmse: Double, pnrmse: Double?)
    /// There is nothing to judge in the reporting period.
    case nothingReported(String)

    public var description: String {
        switch self {
        case .tooShort(let days, let least):
            "refused: the baseline has \(days) days with energy and weather, a model of a year needs \(least)"
        case .tooManyGaps(let coverage, let least):
            "refused: energy and weather cover \(Int((coverage * 100).rounded(.down))) % of the baseline, "
                + "not \(Int(least * 100)) %"
        case .indeterminate(let why): "refused: the baseline has no single answer: \(why)"
        case .tooScattered(let cvrmse, let pnrmse):
            "refused: the model misses too much: CV(RMSE) is \(Int((cvrmse * 100).rounded())) % (at most 100 %), and "
                + "RMSE over the quartiles' range \(pnrmse.map { "\(($0 * 100).rounded() / 100)" } ?? "unknown") (at most 1.6)"
        case .nothingReported(let why): "refused: \(why)"
        }
    }
}
