internal import CSV

/// The rows of a comma-separated text (RFC 4180), all of them; empty lines are none.
struct CSVRows {
    struct Row {
        /// Where it starts, from 1.
        let line: Int
        let cells: [String]
    }

    let rows: [Row]
    /// Lines whose quotes do not close or stand in the middle of a cell, with what is wrong.
    let faults: [(line: Int, message: String)]

    /// - Parameter bytes: UTF-8, with or without a byte order mark; lines end by LF or CR LF.
    init(_ bytes: [UInt8]) {
        var (rows, faults) = ([Row](), [(Int, String)]())
        var reader = CellReader(bytes, from: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, separator: .comma)
        reading: while true {
            switch reader.readRow() {
            case .end: break reading
            case .cells:
                if reader.cells.count == 1, reader.cells[0].content.isEmpty { continue }
            case .broken(let place, .quoteNeverClosed):
                faults.append((reader.mark(of: place).line, "a quote that opens here is never closed"))
                guard rows.isEmpty else { continue }
            case .broken(let place, let fault):
                faults.append((reader.mark(of: place).line, fault.message))
                // Of a header what could be read: else the row below it would be taken for one.
                guard rows.isEmpty else { continue }
            }
            rows.append(Row(line: reader.line, cells: reader.cells.map { reader.text(of: $0) }))
        }
        (self.rows, self.faults) = (rows, faults)
    }
}
