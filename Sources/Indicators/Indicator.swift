/// A way to turn what happened into one number, with its definition and source.
public struct Indicator: Sendable {
    /// What an indicator can be about.
    public enum Reach: String, Hashable, Sendable {
        /// Zones, and the sites and organisations they make up.
        case zones
        /// Whole sites and organisations: bills and supply meters know no zones.
        case sites
    }

    /// Stable, snake_case: what files and interfaces call it.
    public let key: String
    public let title: String
    /// `1` when it has none.
    public let unit: String
    public let definition: String
    public let formula: String
    public let source: String
    public let reach: Reach
    /// Whether it grows with the period, as sums over time and their quotients by area or people do; shares, means,
    /// powers, states and figures that are already of a year do not.
    public let accumulates: Bool
    private let read: @Sendable (Sample) -> Reading

    init(
        key: String, title: String, unit: String, definition: String, formula: String, source: String,
        reach: Reach = .zones, accumulates: Bool = true, read: @escaping @Sendable (Sample) -> Reading
    ) {
        (self.key, self.title, self.unit, self.read) = (key, title, unit, read)
        (self.definition, self.formula, self.source) = (definition, formula, source)
        (self.reach, self.accumulates) = (reach, accumulates)
    }

    /// Whether there is such a figure of this scope.
    public func concerns(_ scope: Scope) -> Bool {
        if case .zone = scope { reach == .zones } else { true }
    }

    public func figure(of sample: Sample) -> Figure {
        figure(of: sample, reading(of: sample))
    }

    func reading(of sample: Sample) -> Reading { read(sample) }

    func figure(of sample: Sample, _ reading: Reading) -> Figure {
        Figure(
            scope: sample.scope, indicator: key, value: reading.value, unit: reading.unit ?? unit,
            coverage: reading.coverage,
            period: sample.period, note: reading.note, evidence: reading.evidence + reading.documents,
            isRefused: reading.isRefused)
    }
}
