import Calendars
import Quantities

extension Sequence where Element == Figure {
    /// Text for a terminal, at most 120 columns wide: a line for each site, its zones
    /// below it, the organisation last, then what the numbers rest on.
    ///
    /// Numbers of one column have the same places; `–` cannot be said, `~` is wholly or
    /// partly estimated. The figures must be of one period, as ``Catalogue`` computes them.
    public var table: String { table(showingAll: false) }

    /// The same, followed by the figures of bills, meters and inventories where there are any; `showingAll` also
    /// shows indicators that cannot be said.
    public func table(showingAll: Bool) -> String { Table(Array(self), showsAll: showingAll).text }
}

private struct Table {
    private let rows: [Row]
    private let period: Period?
    private let sites: SiteTable

    init(_ figures: [Figure], showsAll: Bool) {
        sites = SiteTable(figures, showsAll: showsAll)
        var rows: [Row] = []
        for figure in figures {
            if rows.last?.scope != figure.scope { rows.append(Row(scope: figure.scope)) }
            rows[rows.count - 1].figures[figure.indicator] = figure
        }
        (self.rows, period) = (rows, figures.first?.period)
    }

    var text: String {
        guard let period else { return "no figures\n" }
        let days = (Double(period.length.milliseconds) / 86_400_000).plain
        let columns = Column.all.map { Cells($0, rows) }
        let numbers = columns.reduce(0) { $0 + $1.width + 2 }
        let names = ["zone"] + rows.map(\.name)
        let room = Swift.min(names.reduce(0) { Swift.max($0, $1.count) }, Swift.max(8, widest - numbers))
        var lines = ["\(period.from.iso8601) to \(period.to.iso8601) (\(days) days)", ""]
        lines.append(line("", columns.map(\.title), columns, room))
        lines.append(line("", columns.map(\.unit), columns, room))
        for (place, row) in rows.enumerated() {
            if place > 0, !row.isZone { lines.append("") }
            lines.append(line(row.name, columns.map { $0.texts[place] }, columns, room))
        }
        lines += [""] + notes.flatMap(wrapped) + sites.lines
        if !sites.lines.isEmpty, !sites.notes.isEmpty { lines += [""] + sites.notes.flatMap(wrapped) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ name: String, _ texts: [String], _ columns: [Cells], _ room: Int) -> String {
        let short = name.count > room ? String(name.prefix(room - 1)) + "…" : name
        let padded = short + String(repeating: " ", count: room - short.count)
        return zip(texts, columns).reduce(padded) { text, cell in
            text + String(repeating: " ", count: 2 + cell.1.width - cell.0.count) + cell.0
        }
    }

    /// What the last row, the organisation's, rests on.
    private var notes: [String] {
        guard let whole = rows.last else { return [] }
        var notes = ["– cannot be said: data, area, baseline or factor is missing."]
        let metered = whole[.energyMetered].map { "\($0.fixed(places: 1)) kWh metered" }
        let estimated = whole[.energyEstimated].map {
            "\($0.fixed(places: 1)) kWh estimated (~) from load and lit time"
        }
        let parts = [metered, estimated].compactMap(\.self)
        if !parts.isEmpty { notes.append("Energy: \(parts.joined(separator: ", ")).") }
        let evidence = whole.evidence(of: .saving) + whole.evidence(of: .emissions)
        for piece in evidence where piece.kind != "share" {
            notes.append(piece.text.prefix(1).uppercased() + piece.text.dropFirst() + ".")
        }
        for indicator in [Indicator.saving, .emissions] {
            if let note = whole.figures[indicator.key]?.note { notes.append("\(indicator.title): \(note).") }
        }
        return notes
    }

    private func wrapped(_ text: String) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= widest {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(lines.isEmpty ? String(word) : "  \(word)")
            }
        }
        return lines
    }
}

private let widest = 120

private struct Row {
    let scope: Scope
    var figures: [String: Figure] = [:]

    var isZone: Bool { scope.kind == "zone" }

    var name: String {
        if case .zone(_, let zone) = scope { "  \(zone)" } else { scope.id }
    }

    subscript(indicator: Indicator) -> Double? { figures[indicator.key]?.value }

    func evidence(of indicator: Indicator) -> [Evidence] { figures[indicator.key]?.evidence ?? [] }
}

private struct Column {
    let title: String
    let unit: String
    let indicator: Indicator
    /// Fewer when the numbers are long.
    let places: Int

    static let all = [
        Column(title: "energy", unit: "kWh", indicator: .energy, places: 1),
        Column(title: "per area", unit: "kWh/m²", indicator: .energyIntensity, places: 2),
        Column(title: "occupied", unit: "h", indicator: .occupiedHours, places: 1),
        Column(title: "lit-vacant", unit: "h", indicator: .litVacantHours, places: 1),
        Column(title: "dark-occ", unit: "min", indicator: .darkOccupiedMinutes, places: 0),
        Column(title: "switched", unit: "times", indicator: .switchings, places: 0),
        Column(title: "saved", unit: "kWh", indicator: .saving, places: 1),
        Column(title: "saved", unit: "%", indicator: .savingFraction, places: 0),
        Column(title: "emitted", unit: "kgCO2e", indicator: .emissions, places: 1),
        Column(title: "coverage", unit: "%", indicator: .coverage, places: 0),
    ]
}

/// A column's texts, all with the same number of places.
private struct Cells {
    let title: String
    let unit: String
    let texts: [String]

    var width: Int { ([title, unit] + texts).reduce(0) { max($0, $1.count) } }

    init(_ column: Column, _ rows: [Row]) {
        let greatest = rows.compactMap { $0[column.indicator] }.reduce(0) { max($0, abs($1)) }
        let places = greatest >= 100_000 ? 0 : column.places
        (title, unit) = (column.title, column.unit)
        texts = rows.map { row in
            guard let value = row[column.indicator], value.isFinite else { return "–" }
            switch column.indicator.key {
            case Indicator.coverage.key: return (value * 100).floored(places: places)
            case Indicator.savingFraction.key: return (value * 100).fixed(places: places)
            case Indicator.energy.key: return (row[.energyEstimated] == nil ? "" : "~") + value.fixed(places: places)
            default: return value.fixed(places: places)
            }
        }
    }
}
