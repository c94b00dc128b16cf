/// A way to turn what happened in zones into one number, with its definition and source.
public struct Indicator: Sendable {
    /// Stable, snake_case: what files and interfaces call it.
    public let key: String
    public let title: String
    /// `1` when it has none.
    public let unit: String
    public let definition: String
    public let formula: String
    public let source: String
    private let read: @Sendable (Sample) -> Reading

    init(
        key: String, title: String, unit: String, definition: String, formula: String, source: String,
        read: @escaping @Sendable (Sample) -> Reading
    ) {
        (self.key, self.title, self.unit, self.read) = (key, title, unit, read)
        (self.definition, self.formula, self.source) = (definition, formula, source)
    }

    public func figure(of sample: Sample) -> Figure {
        let reading = read(sample)
        return Figure(
            scope: sample.scope, indicator: key, value: reading.value, unit: unit, coverage: reading.coverage,
            period: sample.period, note: reading.note, evidence: reading.evidence)
    }
}
