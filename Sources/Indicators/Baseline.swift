/// What a zone used before, or would use without Lightwell: the stated yardstick of a saving.
public struct Baseline: Hashable, Sendable {
    public let kilowattHoursPerSquareMetreYear: Double
    /// Where the number comes from, such as `meter survey` or `EN 15193 quick method`.
    public let source: String
    /// The time it describes, such as `2023`.
    public let period: String

    /// - Returns: `nil` unless the number is finite and above zero.
    public init?(kilowattHoursPerSquareMetreYear: Double, source: String, period: String) {
        guard kilowattHoursPerSquareMetreYear.isFinite, kilowattHoursPerSquareMetreYear > 0 else { return nil }
        self.kilowattHoursPerSquareMetreYear = kilowattHoursPerSquareMetreYear
        (self.source, self.period) = (source, period)
    }
}
