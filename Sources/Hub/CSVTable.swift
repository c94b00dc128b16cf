internal import Glibc

/// A CSV file (RFC 4180): a header, then rows; cells may stand in quotes, without line ends in them.
struct CSVTable {
    /// A line, not taken apart yet: a year of minutes must not be half a million arrays.
    struct Line {
        /// From 1; the header is line 1.
        let number: Int
        fileprivate let range: Range<Int>
    }

    struct Row {
        let line: Int
        fileprivate let cells: [Range<Int>]
    }

    let lines: [Line]
    private let content: [UInt8]
    private let names: [String]

    /// - Throws: ``HubError``.
    init(_ path: String) throws {
        let content = try Self.read(path)
        var (lines, start, number) = ([Line](), 0, 0)
        // A mark of UTF-8 that some programs write first.
        if content.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        while start < content.count {
            let end = content[start...].firstIndex(of: 0x0A) ?? content.count
            number += 1
            var stop = end
            if stop > start, content[stop - 1] == 0x0D { stop -= 1 }
            if stop > start { lines.append(Line(number: number, range: start..<stop)) }
            start = end + 1
        }
        guard let header = lines.first else { throw HubError("\(path) is empty: the first line names the columns") }
        self.content = content
        lines.removeFirst()
        self.lines = lines
        names = Self.cells(content, header.range).map { Self.text(content, $0).lowercased() }
    }

    func row(_ line: Line) -> Row { Row(line: line.number, cells: Self.cells(content, line.range)) }

    /// Where the column of this name stands, whatever its case.
    func column(_ name: String) -> Int? { names.firstIndex(of: name) }

    func bytes(_ row: Row, _ column: Int) -> ArraySlice<UInt8> {
        column < row.cells.count ? content[row.cells[column]] : []
    }

    func text(_ row: Row, _ column: Int) -> String {
        column < row.cells.count ? Self.text(content, row.cells[column]) : ""
    }

    /// Whether it says that nothing is known: empty, `NaN`, `NA` or `null`.
    func isBlank(_ row: Row, _ column: Int) -> Bool {
        let bytes = bytes(row, column)
        if bytes.isEmpty { return true }
        guard bytes.count <= 4, let first = bytes.first, first == 0x4E || first == 0x6E else { return false }
        return ["nan", "na", "null"].contains(String(decoding: bytes, as: UTF8.self).lowercased())
    }

    private static func cells(_ content: [UInt8], _ line: Range<Int>) -> [Range<Int>] {
        var (cells, start, place, isQuoted) = ([Range<Int>](), line.lowerBound, line.lowerBound, false)
        while place <= line.upperBound {
            if place == line.upperBound || (content[place] == 0x2C && !isQuoted) {
                var (from, to) = (start, place)
                while from < to, content[from] == 0x20 { from += 1 }
                while to > from, content[to - 1] == 0x20 { to -= 1 }
                if to - from >= 2, content[from] == 0x22, content[to - 1] == 0x22 { (from, to) = (from + 1, to - 1) }
                cells.append(from..<to)
                start = place + 1
            } else if content[place] == 0x22 {
                isQuoted.toggle()
            }
            place += 1
        }
        return cells
    }

    /// A quote that stands twice is one.
    private static func text(_ content: [UInt8], _ range: Range<Int>) -> String {
        var bytes: [UInt8] = []
        for place in range where !(content[place] == 0x22 && bytes.last == 0x22) { bytes.append(content[place]) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func read(_ path: String) throws -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw HubError("\(path) cannot be read: \(String(cString: strerror(errno)))") }
        defer { close(file) }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(file, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw HubError("\(path) cannot be read: \(String(cString: strerror(errno)))") }
            if count == 0 { return content }
            content += chunk[..<count]
        }
    }
}
