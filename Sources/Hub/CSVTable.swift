internal import CSV
internal import Calendars

/// A CSV file (RFC 4180), read from top to bottom: a header, then rows as wide as it.
///
/// Cells are parted as the header's are, by commas, semicolons or tabs, and may stand in quotes. Empty lines, lines that
/// begin with `#` and rows whose cells are all empty are passed over; spaces around a cell do not count.
struct CSVTable {
    let path: String
    private let bytes: [UInt8]
    private let names: [String]
    private var reader: CellReader

    /// - Throws: ``HubError``.
    init(_ path: String) throws {
        let bytes = try ReadFile.bytes(of: path)
        // A mark of UTF-8 that some programs write first.
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var reader = CellReader(
            bytes, from: start, separator: CellReader.separator(ofHeaderIn: bytes, from: start), passesRemarks: true)
        switch reader.readRow() {
        case .end: throw HubError("\(path) is empty: the first line names the columns")
        case .broken(let place, let fault): throw HubError("\(path):\(reader.mark(of: place).line): \(fault.message)")
        case .cells: break
        }
        (self.path, self.bytes, self.reader) = (path, bytes, reader)
        names = reader.cells.map { Self.trimmed(reader.text(of: $0)).lowercased() }
    }

    /// Where the column of this name stands, whatever its case.
    func column(_ name: String) -> Int? { names.firstIndex(of: name) }

    /// The line on which the row read last starts, counted from 1.
    var line: Int { reader.line }

    /// Goes to the next row.
    ///
    /// - Parameter complain: is told the line of each row that is passed over because it is broken, or not as wide as
    ///   the header, and what to do about it.
    /// - Returns: `false` at the end.
    mutating func next(_ complain: (Int, String) -> Void) -> Bool {
        while true {
            switch reader.readRow() {
            case .end: return false
            case .broken(let place, let fault): complain(reader.mark(of: place).line, fault.message)
            case .cells:
                let (count, width) = (reader.cells.count, names.count)
                guard reader.cells.contains(where: { !$0.content.isEmpty }) else { continue }
                if count == width { return true }
                complain(
                    reader.line,
                    "the row has \(count) \(count == 1 ? "cell" : "cells"), but the header has \(width): "
                        + (count > width
                            ? "write a point for decimals, and put a cell that contains the separator in quotes"
                            : "leave a cell empty rather than out"))
            }
        }
    }

    func text(_ column: Int) -> String { Self.trimmed(reader.text(of: reader.cells[column])) }

    /// Whether it says that nothing is known: empty, `NaN`, `NA` or `null`.
    func isBlank(_ column: Int) -> Bool {
        let bytes = bytes[range(column)]
        if bytes.isEmpty { return true }
        guard bytes.count <= 4, let first = bytes.first, first == 0x4E || first == 0x6E else { return false }
        return ["nan", "na", "null"].contains(String(decoding: bytes, as: UTF8.self).lowercased())
    }

    /// A finite number; `nil` where the cell is none.
    func number(_ column: Int) -> Double? {
        Decimal(bytes, in: range(column)).flatMap { $0.value.isFinite ? $0.value : nil }
    }

    /// When a clock that is read from top to bottom showed what the cell says.
    func time(_ column: Int, by clock: inout WrittenClock) throws(WrittenTime.Fault) -> WrittenClock.Read {
        try clock.read(bytes, in: range(column))
    }

    /// What a cell says, without the spaces around it.
    private func range(_ column: Int) -> Range<Int> {
        var (from, to) = (reader.cells[column].content.lowerBound, reader.cells[column].content.upperBound)
        while from < to, bytes[from] == .space { from += 1 }
        while to > from, bytes[to - 1] == .space { to -= 1 }
        return from..<to
    }

    private static func trimmed(_ text: String) -> String {
        guard text.utf8.first == .space || text.utf8.last == .space else { return text }
        let start = text.utf8.drop { $0 == .space }
        return String(start.prefix(start.count - start.reversed().prefix { $0 == .space }.count)) ?? text
    }
}
