/// The rows of a CSV text, cut into cells as RFC 4180 has it.
///
/// Strict: a quote stands only around a whole cell, doubled only within such a cell; a carriage return
/// stands only before a line feed, or within quotes. Lines may end either way, the last one need not end.
package struct CellReader {
    /// One cell: which bytes it is, without the quotes around it.
    package struct Cell {
        /// Where it starts, its quote included.
        package let start: Int
        package let content: Range<Int>
        /// Whether quotes are doubled within the content.
        package let isEscaped: Bool
    }

    package enum Row {
        case cells
        /// The row cannot be cut; the next one starts on the next line.
        case broken(at: Int, Fault)
        case end
    }

    package enum Fault {
        case quoteWithin, textAfterQuote, quoteNeverClosed, loneCarriageReturn
    }

    private let bytes: [UInt8]
    private let separator: UInt8
    private let passesRemarks: Bool
    private var next: Int
    private var lines = 0

    /// Where the row read last starts.
    package private(set) var start: Int
    /// The line on which the row read last starts, counted from 1.
    package private(set) var line = 1
    /// The cells of the row read last.
    package private(set) var cells: [Cell] = []

    /// - Parameters:
    ///   - start: after the byte order mark.
    ///   - passesRemarks: whether lines that are empty or begin with `#` are no rows.
    package init(_ bytes: [UInt8], from start: Int, separator: UInt8, passesRemarks: Bool = false) {
        (self.bytes, self.separator, self.start, self.next) = (bytes, separator, start, start)
        self.passesRemarks = passesRemarks
    }

    /// How much of the text is read, 0 to 1.
    package var progress: Double { bytes.isEmpty ? 1 : Double(next) / Double(bytes.count) }

    /// Where the row read last ends, before its line end.
    package var end: Int { cells.last.map { $0.content.upperBound + ($0.content.lowerBound - $0.start) } ?? start }

    /// What a cell says, without its quotes.
    package func text(of cell: Cell) -> String {
        guard cell.isEscaped else { return String(decoding: bytes[cell.content], as: UTF8.self) }
        var content: [UInt8] = []
        var place = cell.content.lowerBound
        while place < cell.content.upperBound {
            content.append(bytes[place])
            place += bytes[place] == .quote ? 2 : 1
        }
        return String(decoding: content, as: UTF8.self)
    }

    /// A comma if the first line has one; else a semicolon, else a tab, if it has one; else a comma. Those in
    /// quotes do not count.
    package static func separator(of text: ArraySlice<UInt8>) -> UInt8 {
        var isQuoted = false
        var found = UInt8.comma
        for byte in text {
            if byte == .quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == .comma { return .comma }
            if byte == .lineFeed { break }
            if byte == .semicolon || byte == .tab && found == .comma { found = byte }
        }
        return found
    }

    /// That of the header: the first line that is neither empty nor a remark, so that a comma in a remark does not
    /// count.
    package static func separator(ofHeaderIn bytes: [UInt8], from start: Int) -> UInt8 {
        var place = start
        while place < bytes.count {
            let end = bytes[place...].firstIndex(of: .lineFeed) ?? bytes.count
            let isEmpty = end == place || end == place + 1 && bytes[place] == .carriageReturn
            let isRemark = bytes[place] == UInt8(ascii: "#") || bytes[place...].starts(with: "\"#".utf8)
            guard isEmpty || isRemark else { return separator(of: bytes[place...]) }
            place = end + 1
        }
        return .comma
    }

    /// In which line a byte of the row read last is, and at which character, both counted from 1.
    package func mark(of offset: Int) -> (line: Int, column: Int) {
        let before = bytes[start..<offset]
        let lineStart = before.lastIndex(of: .lineFeed).map { $0 + 1 } ?? start
        // All bytes of a UTF-8 character but its first are 10xxxxxx.
        let column = bytes[lineStart..<offset].count { $0 & 0xC0 != 0x80 } + 1
        return (line + before.count { $0 == .lineFeed }, column)
    }

    package mutating func readRow() -> Row {
        cells.removeAll(keepingCapacity: true)
        if passesRemarks { passRemarks() }
        (start, line) = (next, lines + 1)
        guard next < bytes.count else { return .end }
        while true {
            if let (place, fault) = readCell() {
                skipLine()
                return .broken(at: place, fault)
            }
            if next == bytes.count { return .cells }
            if bytes[next] == separator {
                next += 1
            } else {
                next += bytes[next] == .carriageReturn ? 2 : 1
                lines += 1
                return .cells
            }
        }
    }

    /// Reads to the separator, the line end or the end of the text, which stays.
    private mutating func readCell() -> (Int, Fault)? {
        let start = next
        if start < bytes.count, bytes[start] == .quote { return readQuoted() }
        var place = start
        while place < bytes.count {
            let byte = bytes[place]
            if byte == separator || byte == .lineFeed { break }
            if byte == .quote { return (place, .quoteWithin) }
            if byte == .carriageReturn {
                guard isLineFeed(place + 1) else { return (place, .loneCarriageReturn) }
                break
            }
            place += 1
        }
        next = place
        cells.append(Cell(start: start, content: start..<place, isEscaped: false))
        return nil
    }

    private mutating func readQuoted() -> (Int, Fault)? {
        let start = next
        var (place, isEscaped, breaks) = (start + 1, false, 0)
        while place < bytes.count {
            if bytes[place] == .lineFeed { breaks += 1 }
            guard bytes[place] == .quote else {
                place += 1
                continue
            }
            guard place + 1 < bytes.count, bytes[place + 1] == .quote else { break }
            isEscaped = true
            place += 2
        }
        guard place < bytes.count else { return (start, .quoteNeverClosed) }
        next = place + 1
        lines += breaks
        cells.append(Cell(start: start, content: start + 1..<place, isEscaped: isEscaped))
        guard next < bytes.count, bytes[next] != separator, bytes[next] != .lineFeed,
            !(bytes[next] == .carriageReturn && isLineFeed(next + 1))
        else { return nil }
        return (next, bytes[next] == .carriageReturn ? .loneCarriageReturn : .textAfterQuote)
    }

    private func isLineFeed(_ place: Int) -> Bool { place < bytes.count && bytes[place] == .lineFeed }

    private mutating func passRemarks() {
        while next < bytes.count {
            let byte = bytes[next]
            let isEmpty = byte == .lineFeed || byte == .carriageReturn && isLineFeed(next + 1)
            // Spreadsheets put a remark in quotes when it has a comma.
            let isRemark = byte == UInt8(ascii: "#") || byte == .quote && bytes[next...].starts(with: "\"#".utf8)
            guard isEmpty || isRemark else { return }
            skipLine()
        }
    }

    /// Goes on behind the next line feed after what was understood.
    private mutating func skipLine() {
        while next < bytes.count, bytes[next] != .lineFeed { next += 1 }
        if next < bytes.count { next += 1 }
        lines += 1
    }
}

extension CellReader.Fault {
    package var message: String {
        switch self {
        case .quoteWithin: "a quote within a cell: put the whole cell in quotes, and double those within"
        case .textAfterQuote: "text after the closing quote of a cell: double a quote that belongs to it"
        case .quoteNeverClosed: "this quote is never closed"
        case .loneCarriageReturn: "a carriage return without a line feed: end lines with LF or CRLF"
        }
    }
}

extension UInt8 {
    package static let quote = UInt8(ascii: "\"")
    package static let comma = UInt8(ascii: ",")
    package static let semicolon = UInt8(ascii: ";")
    package static let tab = UInt8(ascii: "\t")
    package static let lineFeed = UInt8(ascii: "\n")
    package static let carriageReturn = UInt8(ascii: "\r")
    package static let space = UInt8(ascii: " ")
}
