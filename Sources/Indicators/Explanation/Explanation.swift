public import Activities

/// How one figure came about: its definition, the formula with numbers put in, and everything that went into it.
public struct Explanation: Sendable {
    /// A line of a document, or what a meter counted, as far as the figure uses it.
    public struct Input: Hashable, Sendable {
        public let kind: Kind
        /// `bills.csv:12`, or `meter east`.
        public let place: String
        /// Of stocks the mean.
        public let amount: Double
        public let unit: Unit
        public let quality: Quality
        /// Whether only a part of it is meant, split in proportion to time.
        public let isSplit: Bool
        /// SHA-256 of the document; `nil` when none is attached.
        public let document: String?
    }

    public let indicator: Indicator
    public let figure: Figure
    /// `75 kWh / 80 m²`; `nil` where there is nothing to put in.
    public let worked: String?
    public let records: [ZoneRecords]
    public let inputs: [Input]

    /// - Parameter records: of any zones; those of the scope are taken.
    /// - Returns: `nil` when the estate has no such scope, or the indicator is not of its sort.
    public init?(
        of indicator: Indicator, about scope: Scope, in estate: Estate, over period: Period,
        records: [ZoneRecords] = []
    ) {
        let samples = estate.samples(over: period)
        guard indicator.concerns(scope), let sample = samples.first(where: { $0.scope == scope }) else { return nil }
        let reading = indicator.reading(of: sample)
        self.indicator = indicator
        figure = indicator.figure(of: sample, reading)
        worked = reading.value == nil ? nil : reading.worked ?? Self.sum(of: indicator, over: sample, in: samples)
        // Bills need no records; what has neither, such as a coverage, may still rest on records.
        self.records =
            indicator.reach == .zones && reading.entries.isEmpty
            ? records.filter { record in
                sample.members.contains { $0.site == record.site && $0.zone.id == record.zone }
            } : []
        inputs = Self.inputs(reading.entries)
    }

    /// The numbers of the zones, where they add up to the figure.
    private static func sum(of indicator: Indicator, over sample: Sample, in samples: [Sample]) -> String? {
        guard let value = indicator.reading(of: sample).value, sample.members.count > 1 else { return nil }
        var terms: [(zone: String, value: Double)] = []
        for member in sample.members {
            let own = samples.first { $0.scope == .zone(site: member.site, zone: member.zone.id) }
            guard let own, let part = indicator.reading(of: own).value else { continue }
            terms.append((own.scope.id, part))
        }
        let sum = terms.reduce(0) { $0 + $1.value }
        guard !terms.isEmpty, abs(sum - value) <= 1e-9 * max(1, abs(value)) else { return nil }
        let shown = terms.prefix(longest).map { "\($0.value.plain) (\($0.zone))" }
        let rest = terms.dropFirst(longest)
        let more = rest.isEmpty ? [] : ["\(rest.reduce(0) { $0 + $1.value }.plain) (\(rest.count) more zones)"]
        return (shown + more).joined(separator: " + ")
    }

    private static let longest = 12

    private static func inputs(_ entries: [Entry]) -> [Input] {
        var inputs: [(key: [String], input: Input)] = []
        for entry in Set(entries) {
            let (place, document): (String, String?) =
                switch entry.source {
                case .line(let origin): (origin.text, origin.document)
                case .meter(let name): ("meter \(name)", nil)
                }
            let line: Int = if case .line(let origin) = entry.source { origin.line } else { 0 }
            let file: String = if case .line(let origin) = entry.source { origin.file } else { "" }
            inputs.append(
                (
                    [entry.kind.rawValue, file, padded(line), place, padded(entry.year), entry.quality.rawValue],
                    Input(
                        kind: entry.kind, place: place, amount: entry.amount, unit: entry.unit, quality: entry.quality,
                        isSplit: entry.isSplit, document: document)
                ))
        }
        return inputs.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.input)
    }

    private static func padded(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, 9 - text.count)) + text
    }
}
