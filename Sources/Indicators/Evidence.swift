/// One thing a figure rests on.
public enum Evidence: Hashable, Sendable {
    public enum Part: String, Hashable, Sendable {
        case metered, estimated, interpolated
        /// Of the area alone.
        case withBaseline = "with_baseline"
    }

    /// A share, 0 to 1, of the scope's area and period. Metered, estimated and missing make 1;
    /// interpolated time is a part of the first two.
    case share(Part, Double)
    case baseline(Baseline)
    /// The sites whose energy was multiplied by the factor.
    case factor(Factor, sites: [String])

    /// `share`, `baseline` or `factor`.
    public var kind: String {
        switch self {
        case .share: "share"
        case .baseline: "baseline"
        case .factor: "factor"
        }
    }

    /// For people: `metered 60 %`.
    public var text: String {
        switch self {
        case .share(let part, let share):
            "\(part == .withBaseline ? "area with baseline" : part.rawValue) \((share * 100).fixed(places: 1)) %"
        case .baseline(let baseline):
            "baseline \(baseline.kilowattHoursPerSquareMetreYear.plain) kWh/m²·yr"
                + " (\(baseline.source), \(baseline.period))"
        case .factor(let factor, let sites):
            "factor \(factor.gramsCO2ePerKilowattHour.plain) gCO2e/kWh for \(sites.joined(separator: ", "))"
                + " (\(factor.source), \(factor.year); \(factor.label))"
        }
    }
}
