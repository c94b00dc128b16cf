/// The figures of bills, meters and inventories as text: an indicator a line, sites and organisation in columns.
///
/// An indicator is left out when there is nothing of its kind to tell anywhere; one that was refused is shown.
struct SiteTable {
    private let columns: [Scope]
    private let rows: [(indicator: Indicator, figures: [Figure?])]

    /// - Parameter showsAll: also what is a ratio of zones' records, and what cannot be said.
    init(_ figures: [Figure], showsAll: Bool) {
        let own = figures.filter { if case .zone = $0.scope { false } else { true } }
        columns = own.reduce(into: []) { if $0.last != $1.scope { $0.append($1.scope) } }
        let hidden = Set(Catalogue.zones.map(\.key))
        let isWanted = own.contains { figure in
            Catalogue.all.first { $0.key == figure.indicator }?.reach == .sites
                && (figure.value != nil || figure.isRefused)
        }
        var table: [String: [Scope: Figure]] = [:]
        for figure in own { table[figure.indicator, default: [:]][figure.scope] = figure }
        var rows: [(Indicator, [Figure?])] = []
        for indicator in Catalogue.all where !hidden.contains(indicator.key) {
            guard let found = table[indicator.key], showsAll || isWanted else { continue }
            let speaks = found.values.contains { $0.value != nil || $0.isRefused }
            if showsAll || speaks { rows.append((indicator, columns.map { found[$0] })) }
        }
        self.rows = rows
    }

    /// Lines without their ends; none when there is nothing to show. Wide organisations take several blocks.
    var lines: [String] {
        guard !rows.isEmpty else { return [] }
        let names = rows.map { name(of: $0.indicator) }
        let room = min(52, names.reduce(0) { max($0, $1.count) })
        let cells = columns.indices.map { column in
            [String(columns[column].id.prefix(widestCell))] + rows.map { text(of: $0.figures[column]) }
        }
        let widths = cells.map { $0.reduce(6) { max($0, $1.count) } }
        var lines: [String] = []
        var start = 0
        while start < columns.count {
            var (end, width) = (start, room)
            while end < columns.count, end == start || width + 2 + widths[end] <= 120 {
                width += 2 + widths[end]
                end += 1
            }
            lines.append("")
            for row in 0...rows.count {
                let name = row == 0 ? "" : String(names[row - 1].prefix(room))
                let padded = name + String(repeating: " ", count: room - name.count)
                lines.append(
                    (start..<end).reduce(padded) { line, column in
                        let cell = cells[column][row]
                        return line + String(repeating: " ", count: 2 + widths[column] - cell.count) + cell
                    })
            }
            start = end
        }
        return lines
    }

    /// What must be known beside the organisation's or the only site's figures, and why any was refused. What is said
    /// of several indicators is said once.
    var notes: [String] {
        var groups: [(subject: String, note: String, titles: [String])] = []
        for row in rows {
            for figure in row.figures.compactMap(\.self) {
                let isLast = figure.scope == columns.last
                guard let note = figure.note, figure.value != nil && isLast || figure.isRefused else { continue }
                if figure.isRefused, isLast, columns.count > 1 { continue }
                let subject = (isLast ? "" : " of \(figure.id)") + (figure.isRefused ? " refused" : "")
                if let place = groups.firstIndex(where: { $0.subject == subject && $0.note == note }) {
                    groups[place].titles.append(row.indicator.title)
                } else {
                    groups.append((subject, note, [row.indicator.title]))
                }
            }
        }
        let isThin = rows.contains { row in row.figures.contains { text(of: $0).hasPrefix("~") } }
        return (isThin ? ["~ coverage is below 90 %."] : [])
            + groups.map { "\(list($0.titles))\($0.subject): \($0.note)." }
    }

    private func list(_ titles: [String]) -> String {
        titles.count > 3 ? "\(titles[0]) and \(titles.count - 1) more" : titles.joined(separator: ", ")
    }

    private func name(of indicator: Indicator) -> String {
        ["1", Indicator.cost.unit].contains(indicator.unit) ? indicator.title : "\(indicator.title), \(indicator.unit)"
    }

    private func text(of figure: Figure?) -> String {
        guard let figure else { return "" }
        if figure.isRefused { return "refused" }
        guard let value = figure.value, value.isFinite else { return "–" }
        let size = abs(value)
        let places =
            value == value.rounded() || size >= 1_000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : size >= 0.001 ? 4 : 6
        let mark = figure.coverage > Period.leastAnnualCoverage - 1e-9 ? "" : "~"
        return mark + value.fixed(places: places) + (figure.unit.count == 3 && isMoney(figure) ? " \(figure.unit)" : "")
    }

    private func isMoney(_ figure: Figure) -> Bool { figure.indicator == Indicator.cost.key }

    private let widestCell = 14
}
