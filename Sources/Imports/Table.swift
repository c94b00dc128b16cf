internal import CSV
internal import Spelling
internal import YAML

/// A file's rows, cell by cell, and everything that is wrong with them.
struct Table {
    let file: String
    /// Of the header, letter by letter.
    private(set) var headings: [String] = []
    private(set) var problems: [Problem] = []
    /// How many more there are than ``most``.
    private(set) var more = 0
    private let bytes: [UInt8]
    private var reader: CellReader
    private var known = 0

    /// Problems that are told in words.
    static let most = 1_000

    /// Reads to the header's end.
    init(_ bytes: [UInt8], file: String) {
        (self.bytes, self.file) = (bytes, file)
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        reader = CellReader(
            bytes, from: start, separator: CellReader.separator(ofHeaderIn: bytes, from: start), passesRemarks: true)
        do { _ = try UTF8Span(validating: bytes.span) } catch {
            let place = error.byteOffsets.lowerBound
            let line = bytes[..<place].count { $0 == .lineFeed } + 1
            problems.append(
                Problem(
                    file: file, at: Mark(line: line, column: 1),
                    "the byte 0x\(String(bytes[place], radix: 16, uppercase: true)) is not UTF-8: save the file in that encoding"
                ))
            return
        }
        switch reader.readRow() {
        case .end:
            problems.append(
                Problem(file: file, at: nil, "the file is empty: write a header, as lightwell-hub template shows it"))
        case .broken(let place, let fault): report(place, fault.message)
        case .cells: headings = reader.cells.map { reader.text(of: $0) }
        }
        for (index, heading) in headings.enumerated() where headings[..<index].contains(heading) {
            report(column: index, "the column \"\(quotable(heading))\" occurs twice: rename one")
        }
    }

    /// Whether there is a header to go on with.
    var isReadable: Bool { !headings.isEmpty }
    /// The line of the row read last.
    var line: Int { reader.line }
    /// How much of the file is read, 0 to 1.
    var progress: Double { reader.progress }

    /// Goes to the next row that has as many cells as the header, and not all of them empty.
    mutating func next() -> Bool {
        while true {
            switch reader.readRow() {
            case .end: return false
            case .broken(let place, let fault): report(place, fault.message)
            case .cells:
                let (count, width) = (reader.cells.count, headings.count)
                if count == width {
                    // A spreadsheet writes so the lines that it shows empty.
                    if reader.cells.allSatisfy(\.content.isEmpty) { continue }
                    return true
                }
                report(
                    count > width ? reader.cells[width].start : reader.end,
                    "the row has \(count) \(count == 1 ? "cell" : "cells"), but the header has \(width): "
                        + (count > width
                            ? "put a cell that contains the separator in quotes" : "leave a cell empty rather than out")
                )
            }
        }
    }

    func isEmpty(_ column: Int) -> Bool { reader.cells[column].content.isEmpty }

    /// What the cell says.
    func text(_ column: Int) -> String { reader.text(of: reader.cells[column]) }

    /// Whether the cell says just this, quickly.
    func says(_ column: Int, _ text: [UInt8]) -> Bool {
        let content = reader.cells[column].content
        return content.count == text.count && bytes[content].elementsEqual(text)
    }

    /// A finite number; a problem and `nil` where the cell is none.
    mutating func number(_ column: Int) -> Double? {
        let content = reader.cells[column].content
        if let value = Decimal(bytes, in: content)?.value, value.isFinite { return value }
        let cell = text(column)
        // NO-BREAK SPACE and NARROW NO-BREAK SPACE part thousands, too.
        let isGrouped = cell.contains { ",' ’\u{A0}\u{202F}".contains($0) }
        report(
            column: column,
            "\(headings[column]): \"\(quotable(cell))\" is not a number"
                + (isGrouped
                    ? ": write a point for decimals and nothing between thousands, such as 1234.5"
                    : ": write digits, such as 1234.5"))
        return nil
    }

    /// A time or date as written.
    func time(_ column: Int, monthFirst: Bool?) throws(WrittenTime.Fault) -> WrittenTime {
        try WrittenTime(bytes, in: reader.cells[column].content, monthFirst: monthFirst)
    }

    /// One of these words, else a problem and `nil`.
    mutating func word(_ column: Int, among words: [String]) -> String? {
        let cell = text(column)
        if words.contains(cell) { return cell }
        report(
            column: column,
            "\(headings[column]): unknown word \"\(quotable(cell))\""
                + Spelling.hint(for: cell, among: words, otherwise: "it is one of"))
        return nil
    }

    /// Says that something is wrong with a cell of this row, or with a heading.
    mutating func report(column: Int, _ message: String) {
        report(reader.cells[column].start, message)
    }

    /// Says that something is wrong with this row, or with the header.
    mutating func report(_ message: String) { report(reader.start, message) }

    /// Says that something is wrong with the whole file.
    mutating func reportFile(_ message: String) { problems.append(Problem(file: file, at: nil, message)) }

    /// Says that something is wrong with a line that was read before.
    mutating func report(line: Int, _ message: String) {
        guard problems.count < Self.most else { return more += 1 }
        problems.append(Problem(file: file, at: Mark(line: line, column: 1), message))
    }

    private mutating func report(_ offset: Int, _ message: String) {
        guard problems.count < Self.most else { return more += 1 }
        let (line, column) = reader.mark(of: offset)
        problems.append(Problem(file: file, at: Mark(line: line, column: column), message))
    }
}
