import Activities
import Calendars

extension Explanation {
    /// For a terminal: definition, formula, numbers, inputs, and what must be known beside them.
    public var text: String {
        var lines = ["\(indicator.title) (\(indicator.key)) of \(figure.scope.kind) \(figure.id)"]
        lines.append("\(figure.from.iso8601) to \(figure.to.iso8601)")
        lines.append("")
        lines.append("  definition  \(indicator.definition)")
        lines.append("  source      \(indicator.source)")
        lines.append("  formula     \(indicator.formula)")
        if let worked, let value = figure.value { lines.append("              = \(worked) = \(value.plain)\(unit)") }
        lines.append("  value       \(figure.value.map { "\($0.plain)\(unit)" } ?? "cannot be said")")
        lines.append("  coverage    \((figure.coverage * 100).floored(places: 1)) %")
        if let note = figure.note { lines.append("  note        \(note)") }
        add("inputs", inputs.map(\.text) + records.map(\.text), to: &lines)
        add("sources of meters", meters.map(\.text), to: &lines)
        add("evidence", figure.evidence.map(\.text), to: &lines)
        if usesFactors { add("choice of factors", [FactorTable.rule], to: &lines) }
        return lines.joined(separator: "\n") + "\n"
    }

    private var unit: String { figure.unit == "1" ? "" : " \(figure.unit)" }

    private func add(_ title: String, _ items: [String], to lines: inout [String]) {
        guard !items.isEmpty else { return }
        lines.append("")
        lines.append("\(title):")
        lines += items.map { "  \($0)" }
    }
}

extension Explanation {
    var usesFactors: Bool { figure.evidence.contains { ["emission", "difference"].contains($0.kind) } }
}

extension Explanation.Input {
    /// `bills.csv:12 (batch 3): electricity 1200 kWh, billed`.
    fileprivate var text: String {
        "\(place)\(Origin.suffix(of: batch ?? 0)): \(stream ?? kind.rawValue) \(amount.plain) \(unit.rawValue), \(quality.rawValue)"
            + (isSplit ? ", split in proportion to time" : "") + (proof.map { ", document \($0)" } ?? "")
    }

    private var proof: String? {
        document.map { document in
            let short = "\(document.prefix(12))…"
            return documentName.map { "\($0) (\(short))" } ?? short
        }
    }
}

extension MeterSource {
    /// `geneva/main: 96 readings of meters.csv (batch 3), 2026-06-01T00:00:00Z to …`.
    fileprivate var text: String {
        let what =
            switch ground {
            case .readings(let batch, let file, let document):
                "\(count == 1 ? "reading" : "readings") of \(file)\(Origin.suffix(of: batch))"
                    + (document.map { ", document \($0.prefix(12))…" } ?? "")
            case .records(let board, let journal):
                "\(count == 1 ? "record" : "records") of board \(board), journal \(journal)"
            case .zone(let zone, let board, let journal):
                "\(count == 1 ? "record" : "records") of zone \(zone) of board \(board), journal \(journal)"
            }
        return "\(site)/\(meter): \(count) \(what), \(first.iso8601) to \(last.iso8601)"
    }
}

extension ZoneRecords {
    /// `geneva/corridor: 96 records of board east, journal 7f…, 2026-06-01T00:00:00Z to …`.
    fileprivate var text: String {
        "\(site)/\(zone): \(count) \(count == 1 ? "record" : "records") of board \(board), journal \(journal),"
            + " \(first.iso8601) to \(last.iso8601)"
    }
}
