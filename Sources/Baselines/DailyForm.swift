/// What a daily model looks at: the shape of its change points, and which other terms it has.
public struct DailyForm: Hashable, Sendable, CustomStringConvertible {
    /// How use hangs on the day's mean temperature T. Slopes are never negative but in ``vee``.
    public enum Shape: String, CaseIterable, Hashable, Sendable {
        /// Not at all.
        case none = "no temperature"
        /// Three parameters: base, slope, balance point; more use below it.
        case heating
        /// Three parameters: more use above the balance point.
        case cooling
        /// Four parameters: one point at which the slope changes, of any sign on both sides.
        case vee = "two slopes, one change point"
        /// Five parameters: heating below one balance point, cooling above another that is not lower.
        case both = "heating and cooling"

        var changePoints: Int {
            switch self {
            case .none: 0
            case .heating, .cooling, .vee: 1
            case .both: 2
            }
        }

        var slopes: Int { self == .none ? 0 : self == .heating || self == .cooling ? 1 : 2 }
    }

    /// Which days have a base load of their own.
    public enum Week: Int, Hashable, Sendable {
        case same
        /// The two quiet days of the week against the five others.
        case weekend
        case everyDay
    }

    public var shape: Shape
    public var week: Week
    /// Whether the quiet days have slopes of their own, too; then they have a base load of their own as well.
    public var splitSlopes: Bool
    /// Whether there is a sine and a cosine of the year: what comes with the season and not with the temperature.
    public var hasSeason: Bool
    /// Whether use hangs on the occupancy, too, in proportion.
    public var occupancy: Bool

    public init(
        _ shape: Shape, week: Week = .same, splitSlopes: Bool = false, hasSeason: Bool = false, occupancy: Bool = false
    ) {
        (self.shape, self.week, self.splitSlopes) = (shape, week, splitSlopes)
        (self.hasSeason, self.occupancy) = (hasSeason, occupancy)
    }

    /// All that is estimated: coefficients and change points.
    public var parameters: Int {
        fixedColumns + shape.slopes * (splitSlopes ? 2 : 1) + shape.changePoints
    }

    /// Columns that hang on no change point.
    var fixedColumns: Int {
        1 + (week == .same ? 0 : week == .weekend ? 1 : 6) + (hasSeason ? 2 : 0) + (occupancy ? 1 : 0)
    }

    /// `heating, weekend apart, season`.
    public var description: String {
        var words = [shape.rawValue]
        switch week {
        case .same: break
        case .weekend: words.append(splitSlopes ? "quiet days apart, with slopes of their own" : "quiet days apart")
        case .everyDay:
            words.append("every day of the week apart" + (splitSlopes ? ", quiet days with own slopes" : ""))
        }
        if hasSeason { words.append("season") }
        if occupancy { words.append("occupancy") }
        return words.joined(separator: ", ")
    }
}
