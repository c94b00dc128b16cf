internal import CSV
internal import Calendars
internal import Meters
internal import Quantities
internal import Spelling
internal import YAML

/// A small CSV file about meters: a header, then a row for each interval, reading or bill.
///
/// As RFC 4180 has it, cells parted by commas, semicolons or tabs; columns in any order. A meter is `site/meter`, or its
/// id alone where only one site has it. Empty lines and lines that begin with `#` are passed over.
struct MeterTable {
    struct Row {
        let meter: Meter
        /// That of the meter's site.
        let zone: TimeZone
        let line: Int
        fileprivate let cells: [String: Cell]
    }

    /// What a cell says, and where it starts.
    fileprivate typealias Cell = (text: String, line: Int, column: Int)

    let file: String
    let rows: [Row]
    let problems: Findings

    /// - Parameters:
    ///   - columns: those it must have.
    ///   - optional: those it may have.
    /// - Throws: what keeps it from being read; what is wrong in rows is in ``problems``.
    init(
        parsing bytes: [UInt8], file: String, columns: [String], optional: [String] = [], _ register: MeterRegister,
        _ organisation: Organisation
    ) throws(Problems) {
        let problems = Findings(file: file)
        // Spreadsheets put a byte order mark before the text.
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var reader = CellReader(
            bytes, from: start, separator: CellReader.separator(ofHeaderIn: bytes, from: start), passesRemarks: true)
        let lines = Self.lines(of: &reader, problems)
        if lines.isEmpty { try problems.conclude() }
        let header = lines.first?.cells.map(\.text) ?? []
        for cell in lines.first?.cells ?? [] where !(columns + optional).contains(cell.text) {
            let hint = Spelling.hint(for: cell.text, among: columns + optional, otherwise: "columns are")
            problems.report(
                "unknown column \"\(quotable(cell.text))\"\(hint)", at: Mark(line: cell.line, column: cell.column))
        }
        for column in columns where !header.contains(column) {
            problems.report("lacks the column \"\(column)\"", at: .start)
        }
        try problems.conclude()
        var rows: [Row] = []
        for (line, cells) in lines.dropFirst() {
            let mark = Mark(line: line, column: 1)
            guard cells.count == header.count else {
                problems.report("has \(cells.count) cells, the header has \(header.count)", at: mark)
                continue
            }
            let named = Dictionary(zip(header, cells)) { first, _ in first }
            guard let name = named["meter"] else { continue }
            guard let meter = Self.meter(name.text, register) else {
                let known = register.meters.map { "\($0.site)/\($0.id)" }
                let hint = Spelling.hint(for: name.text, among: known, otherwise: "there are")
                problems.report("no one meter is meant by \"\(name.text)\"\(hint)", at: mark)
                continue
            }
            let zone = organisation.site(meter.site)?.timezone ?? .utc
            rows.append(Row(meter: meter, zone: zone, line: line, cells: named))
        }
        (self.file, self.rows, self.problems) = (file, rows, problems)
    }

    /// A cell's text; `nil` when there is no such column, or nothing in it.
    func text(_ column: String, of row: Row) -> String? {
        row.cells[column].flatMap { $0.text.isEmpty ? nil : $0.text }
    }

    func number(_ column: String, of row: Row) -> Double? {
        guard let text = text(column, of: row) else { return missing(column, row) }
        if let value = Double(text), value.isFinite, value >= 0 { return value }
        report("\(column): \"\(text)\" is not a number of zero or more, written like 12 or 0.5", column, row)
        return nil
    }

    /// A time with its offset, or a date of the site's clock.
    func time(_ column: String, of row: Row) -> Timestamp? {
        guard let text = text(column, of: row) else { return missing(column, row) }
        do throws(Malformed) { return try Timestamp(iso8601: text, dateIn: row.zone) } catch {
            report("\(column): \(error.description)", column, row)
            return nil
        }
    }

    func report(_ message: String, _ column: String, _ row: Row) {
        let cell = row.cells[column]
        problems.report(message, at: Mark(line: cell?.line ?? row.line, column: cell?.column ?? 1))
    }

    private func missing<Wanted>(_ column: String, _ row: Row) -> Wanted? {
        report("\(column): needs a value", column, row)
        return nil
    }

    private static func meter(_ name: String, _ register: MeterRegister) -> Meter? {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2 { return register.meter(parts[1], of: parts[0]) }
        let found = register.meters.filter { $0.id == name }
        return found.count == 1 ? found[0] : nil
    }

    /// Those that can be cut into cells; the others are reported.
    private static func lines(of reader: inout CellReader, _ problems: Findings) -> [(line: Int, cells: [Cell])] {
        var lines: [(line: Int, cells: [Cell])] = []
        while true {
            switch reader.readRow() {
            case .end: return lines
            case .broken(let place, let fault):
                let (line, column) = reader.mark(of: place)
                problems.report(fault.message, at: Mark(line: line, column: column))
                // Without a header no row says anything.
                if lines.isEmpty { return [] }
            case .cells:
                // A spreadsheet writes so the lines that it shows empty.
                guard reader.cells.contains(where: { !$0.content.isEmpty }) else { continue }
                let cells = reader.cells.map { cell in
                    let (line, column) = reader.mark(of: cell.start)
                    return (text: reader.text(of: cell), line: line, column: column)
                }
                lines.append((reader.line, cells))
            }
        }
    }
}
