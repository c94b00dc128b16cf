internal import Calendars
public import Quantities

/// Where an indicator will be at the end of the year if it goes on as it did, and where it may be.
///
/// The forecast is a straight line: what came together this year, over the share of the year that was measured; what
/// nobody measured is taken to be like the rest. It knows no seasons (an assumption: in lighting, a winter's months
/// promise too much); so it is drawn only after ``Rules/targetsAfter``, and is a reason to look, never a figure to
/// report.
public struct TargetOutlook: Hashable, Sendable {
    /// Such as `energy of demo`.
    public var name: String
    public var unit: String
    public var year: Int
    /// What the indicator will be at the year's end.
    public var forecast: Double
    /// What it may be at that time: on the straight line from the baseline to the target.
    public var allowed: Double
    /// Whether less is better, as of energy; else more is, as of savings.
    public var isLessBetter: Bool
    /// The part of the year that has passed.
    public var elapsed: Duration
    /// The measured share of that part, 0 to 1.
    public var coverage: Double

    public init(
        name: String, unit: String, year: Int, forecast: Double, allowed: Double, isLessBetter: Bool,
        elapsed: Duration, coverage: Double
    ) {
        (self.name, self.unit, self.year, self.forecast) = (name, unit, year, forecast)
        (self.allowed, self.isLessBetter) = (allowed, isLessBetter)
        (self.elapsed, self.coverage) = (elapsed, coverage)
    }

    /// - Parameters:
    ///   - soFar: what the indicator says of this year until now.
    ///   - accumulates: whether it grows with time, as energy does, and not a share, as `saving_fraction` is.
    /// - Returns: `nil` before the baseline's year, after the target's, or when nothing of the year has passed or was
    ///   measured.
    public init?(
        name: String, unit: String, baseline: (value: Double, year: Int), target: (value: Double, year: Int),
        soFar: Double, accumulates: Bool, coverage: Double, at now: Timestamp
    ) {
        let year = TimeZone.utc.civil(of: now).date.year
        guard baseline.year < target.year, (baseline.year...target.year).contains(year),
            let first = CivilDate(year: year, month: 1, day: 1), let next = CivilDate(year: year + 1, month: 1, day: 1)
        else { return nil }
        let start = TimeZone.utc.timestamp(of: first)
        let (elapsed, whole) = (now - start, TimeZone.utc.timestamp(of: next) - start)
        guard elapsed > .zero, !accumulates || coverage > 0 else { return nil }
        let share = Double(elapsed.milliseconds) / Double(whole.milliseconds)
        let way = Double(year - baseline.year) / Double(target.year - baseline.year)
        self.init(
            name: name, unit: unit, year: year, forecast: accumulates ? soFar / (share * coverage) : soFar,
            allowed: baseline.value + (target.value - baseline.value) * way,
            isLessBetter: target.value < baseline.value, elapsed: elapsed, coverage: coverage)
    }

    /// How far beyond what is allowed it will be, as a part of that; negative: it will be met.
    public var excess: Double {
        let over = isLessBetter ? forecast - allowed : allowed - forecast
        return allowed == 0 ? (over > 0 ? .infinity : 0) : over / abs(allowed)
    }
}
