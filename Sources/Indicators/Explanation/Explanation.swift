public import Activities

/// How one figure came about: its definition, the formula with numbers put in, and everything that went into it.
public struct Explanation: Sendable {
    /// A line of a document, or what a meter counted, as far as the figure uses it.
    public struct Input: Hashable, Sendable {
        public let kind: Kind
        /// `bills.csv:12`, or `meter geneva/east`.
        public let place: String
        /// The import it came with; `nil` of meters.
        public let batch: Int64?
        /// What of district energy it is, where that is not heat.
        public let stream: String?
        /// Of stocks the mean.
        public let amount: Double
        public let unit: Unit
        public let quality: Quality
        /// Whether only a part of it is meant, split in proportion to time.
        public let isSplit: Bool
        /// SHA-256 of the document that proves the line, or else its file; `nil`: none does.
        public let document: String?
        /// The document's own name.
        public let documentName: String?
    }

    public let indicator: Indicator
    public let figure: Figure
    /// `75 kWh / 80 m²`; `nil` where there is nothing to put in.
    public let worked: String?
    public let records: [ZoneRecords]
    public let inputs: [Input]
    /// Where the counts of all its meters come from.
    public let meters: [MeterSource]

    /// - Parameters:
    ///   - records: of any zones; those of the scope are taken.
    ///   - meters: of any meters; those that took part are taken.
    /// - Returns: `nil` when the estate has no such scope, or the indicator is not of its sort.
    public init?(
        of indicator: Indicator, about scope: Scope, in estate: Estate, over period: Period,
        records: [ZoneRecords] = [], meters: [MeterSource] = []
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
        let names = reading.entries.reduce(into: reading.meters) { names, entry in
            if case .meter(let name) = entry.source { names.insert(name) }
        }
        let taken = names.reduce(into: Set<MeterSource>()) { taken, name in
            let own = meters.filter { $0.isOf(name) }
            let exact = own.filter { $0.medium == name.medium }
            taken.formUnion(exact.isEmpty ? own : exact)
        }
        self.meters = meters.filter(taken.contains)
            .sorted { ($0.site, $0.meter, $0.first, $0.last) < ($1.site, $1.meter, $1.first, $1.last) }
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
            let input: Input
            var (file, line) = ("", 0)
            switch entry.source {
            case .line(let origin):
                (file, line) = ("\(origin.file)\u{1F}\(padded(Int(origin.batch)))", origin.line)
                input = Input(entry, at: "\(origin.file):\(origin.line)", origin)
            case .meter(let meter): input = Input(entry, at: "meter \(meter.text)", nil)
            }
            inputs.append(
                (
                    [entry.kind.rawValue, file, padded(line), input.place, padded(entry.year), entry.quality.rawValue],
                    input
                ))
        }
        return inputs.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.input)
    }

    private static func padded(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, 9 - text.count)) + text
    }
}

extension Explanation.Input {
    fileprivate init(_ entry: Entry, at place: String, _ origin: Origin?) {
        self.init(
            kind: entry.kind, place: place, batch: origin.flatMap { $0.batch > 0 ? $0.batch : nil },
            stream: entry.kind == .heat && !entry.item.isEmpty ? entry.item : nil, amount: entry.amount,
            unit: entry.unit, quality: entry.quality, isSplit: entry.isSplit, document: origin?.document,
            documentName: origin?.documentName)
    }
}
