/// The rows of a comma-separated text (RFC 4180): quotes around whole cells, doubled within them.
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
        var rows: [Row] = []
        var faults: [(Int, String)] = []
        var cells: [String] = []
        var cell: [UInt8] = []
        var (line, start, isQuoted, wasQuoted) = (1, 1, false, false)
        func isBlank(_ cells: [String]) -> Bool { cells.count == 1 && cells[0].isEmpty }
        func close() {
            cells.append(String(decoding: cell, as: UTF8.self))
            (cell, wasQuoted) = ([], false)
        }
        func end() {
            if cell.last == UInt8(ascii: "\r"), !wasQuoted { cell.removeLast() }
            close()
            if !isBlank(cells) { rows.append(Row(line: start, cells: cells)) }
            cells = []
        }
        var place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            if isQuoted {
                guard byte == UInt8(ascii: "\"") else {
                    cell.append(byte)
                    continue
                }
                if place < bytes.count, bytes[place] == byte {
                    cell.append(byte)
                    place += 1
                } else {
                    isQuoted = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""):
                if !cell.isEmpty || wasQuoted {
                    faults.append(
                        (line, "a quote within a cell: put the whole cell in quotes, and double those within"))
                }
                (isQuoted, wasQuoted) = (true, true)
            case UInt8(ascii: ","): close()
            case UInt8(ascii: "\n"):
                end()
                start = line
            case UInt8(ascii: "\r") where wasQuoted: break
            default: cell.append(byte)
            }
        }
        if isQuoted { faults.append((start, "a quote that opens here is never closed")) }
        if !cell.isEmpty || !cells.isEmpty { end() }
        (self.rows, self.faults) = (rows, faults)
    }
}
