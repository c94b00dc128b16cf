import Quantities

extension Sequence where Element == Figure {
    /// Text for a terminal, one indicator after the other: what it is, then a line for each zone, site and the
    /// organisation with value, coverage and note. Nothing is left out.
    public var list: String {
        let figures = Array(self)
        var lines: [String] = []
        let room = figures.reduce(0) { Swift.max($0, $1.label.count) }
        let keys = figures.reduce(into: [String]()) { if !$0.contains($1.indicator) { $0.append($1.indicator) } }
        for key in keys {
            let own = figures.filter { $0.indicator == key }
            let indicator = Catalogue.all.first { $0.key == key }
            lines += [
                "", "\(indicator?.title ?? key) (\(key)), \(own.first?.unit ?? "")", "  \(indicator?.definition ?? "")",
            ]
            let values = own.map { $0.isRefused ? "refused" : $0.value.map(\.plain) ?? "–" }
            let width = values.reduce(0) { Swift.max($0, $1.count) }
            for (figure, value) in zip(own, values) {
                let coverage = "coverage \((figure.coverage * 100).floored(places: 0)) %"
                lines.append(
                    "  " + figure.label
                        + String(repeating: " ", count: room - figure.label.count + 2 + width - value.count)
                        + value + "  " + coverage + (figure.note.map { "  \($0)" } ?? ""))
            }
        }
        return lines.isEmpty ? "no figures\n" : lines.dropFirst().joined(separator: "\n") + "\n"
    }
}

extension Figure {
    fileprivate var label: String {
        if case .zone(_, let zone) = scope { "  \(zone)" } else { scope.id }
    }
}

extension Catalogue {
    /// Every indicator with what it means and where it comes from, for a terminal.
    public static var text: String {
        all.map { indicator in
            """
            \(indicator.key)
              \(indicator.title), \(indicator.unit); of \(indicator.reach == .zones ? "zones, sites and organisation" : "sites and organisation")
              \(indicator.definition)
              = \(indicator.formula)
              Source: \(indicator.source)

            """
        }.joined(separator: "\n")
    }
}
