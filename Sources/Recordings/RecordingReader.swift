import CSV
import Calendars
import Quantities

/// Turns the cells of a file into rows, and collects what is wrong with them.
struct RecordingReader {
    private let bytes: [UInt8]
    private let start: Int
    private var cells: CellReader
    private var times: TimeColumn
    private var problems: RecordingProblems
    private var joined: [UInt8] = []

    init(_ bytes: [UInt8], file: String, zone: TimeZone?) {
        self.bytes = bytes
        start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        cells = CellReader(bytes, from: start, separator: CellReader.separator(of: bytes[start...]))
        times = TimeColumn(zone: zone)
        problems = RecordingProblems(file: file)
    }

    /// What all times said of their offset; `nil` when they said nothing.
    var writtenOffset: Duration? { times.writtenOffset }

    mutating func rows(_ map: ColumnMap) throws(RecordingProblems) -> [Recording.Row] {
        try checkEncoding()
        let header = try header(map)
        var rows: [Recording.Row] = []
        rows.reserveCapacity(bytes.count { $0 == .lineFeed })
        var (isEmpty, isBlind) = (true, header.motion.isEmpty)
        reading: while true {
            switch cells.readRow() {
            case .end: break reading
            case .broken(let place, let fault): report(place, fault.message)
            case .cells:
                guard isWhole(header) else { break }
                guard let row = row(header), problems.isEmpty else { break }
                if row.people != nil { isBlind = false }
                rows.append(row)
            }
            isEmpty = false
        }
        let top = Place(line: 1, column: 1)
        if isEmpty {
            problems.add(at: top, "there are no rows below the header: write at least one")
        } else if isBlind, problems.isEmpty {
            problems.add(at: top, "occupied is empty in every row, and there is no motion: one of them is needed")
        }
        guard problems.isEmpty else { throw problems }
        return rows
    }

    private mutating func header(_ map: ColumnMap) throws(RecordingProblems) -> Header {
        switch cells.readRow() {
        case .end: report(start, "the file is empty: write a header, such as timestamp,motion, and rows below it")
        case .broken(let place, let fault): report(place, fault.message)
        case .cells:
            let found = Header.find(map, in: cells.cells.map { cells.text(of: $0) })
            if let header = found.header { return header }
            for complaint in found.complaints { report(cells.cells[complaint.column].start, complaint.message) }
        }
        throw problems
    }

    /// Whether the row has as many cells as the header.
    private mutating func isWhole(_ header: Header) -> Bool {
        let count = cells.cells.count
        if count == header.width { return true }
        if cells.start == cells.end {
            report(cells.start, "the line is empty: remove it")
        } else {
            report(
                count > header.width ? cells.cells[header.width].start : cells.end,
                "the row has \(count) \(count == 1 ? "cell" : "cells"), but the header has \(header.width): "
                    + (count > header.width
                        ? "put a cell that contains the separator in quotes" : "leave a cell empty rather than out"))
        }
        return false
    }

    /// - Returns: `nil` when its time cannot be told; what else is wrong with it is only reported.
    private mutating func row(_ header: Header) -> Recording.Row? {
        let time = time(header.timestamp)
        let motion = header.motion.isEmpty ? nil : motion(header.motion)
        let people = header.occupied.isEmpty ? nil : people(header.occupied)
        let daylight = header.daylight.isEmpty ? nil : lux(header.daylight, .daylight)
        let illuminance = header.illuminance.isEmpty ? nil : lux(header.illuminance, .illuminance)
        return time.map {
            Recording.Row(time: $0, motion: motion, people: people, daylight: daylight, illuminance: illuminance)
        }
    }

    private mutating func motion(_ columns: [Int]) -> Bool {
        var motion = false
        for column in columns {
            let cell = cells.cells[column]
            guard !cell.content.isEmpty else {
                report(cell.start, "no value for motion: write 0 or 1")
                continue
            }
            switch flag(cell) ?? number(cell) {
            case 0: break
            case 1: motion = true
            case nil: report(cell.start, "not a number \(quoted(cell)) for motion: write 0 or 1")
            case .some: report(cell.start, "\(quoted(cell)) for motion is neither 0 nor 1")
            }
        }
        return motion
    }

    private mutating func people(_ columns: [Int]) -> Int? {
        var (people, isKnown) = (0, true)
        for column in columns {
            let cell = cells.cells[column]
            guard !cell.content.isEmpty else {
                isKnown = false
                continue
            }
            guard let count = flag(cell) ?? number(cell) else {
                report(cell.start, "not a number \(quoted(cell)) for occupied: write 0, 1 or a count")
                continue
            }
            guard 0 <= count, count <= 100_000 else {
                report(
                    cell.start,
                    "\(quoted(cell)) for occupied is "
                        + (count < 0 ? "less than nobody" : "more than 100000 people")
                        + ": leave it empty where nobody knows")
                continue
            }
            people += Int(count.rounded(.up))
        }
        return people > 0 || isKnown ? people : nil
    }

    private mutating func lux(_ columns: [Int], _ target: ColumnMap.Target) -> Lux? {
        var (sum, count) = (0.0, 0)
        for column in columns {
            let cell = cells.cells[column]
            if cell.content.isEmpty { continue }
            guard let value = number(cell) else {
                report(
                    cell.start,
                    "not a number \(quoted(cell)) for \(target.rawValue): "
                        + (bytes[cell.content].contains(.comma)
                            ? "write decimals with a point" : "leave it empty where nothing was measured"))
                continue
            }
            guard 0 <= value, value <= 200_000 else {
                report(
                    cell.start,
                    "\(quoted(cell)) for \(target.rawValue) is not within 0 to 200000 lx: "
                        + "leave it empty where nothing was measured")
                continue
            }
            sum += value
            count += 1
        }
        return count == 0 ? nil : Lux(sum / Double(count))
    }

    private mutating func time(_ columns: [Int]) -> Timestamp? {
        let first = cells.cells[columns[0]]
        let written: WrittenTime
        do {
            if columns.count == 1 {
                written = try WrittenTime(bytes, in: first.content)
            } else {
                join(columns)
                written = try WrittenTime(joined, in: 0..<joined.count)
            }
        } catch {
            report(first.start, "\"\(writtenTime(columns))\" \(error.message)")
            return nil
        }
        let (moment, complaint) = times.next(written)
        if let complaint { report(first.start, "\"\(writtenTime(columns))\" \(complaint)") }
        return moment
    }

    private mutating func join(_ columns: [Int]) {
        joined.removeAll(keepingCapacity: true)
        for column in columns {
            if column != columns[0] { joined.append(.space) }
            joined += bytes[cells.cells[column].content]
        }
    }

    private func writtenTime(_ columns: [Int]) -> String {
        quotable(columns.map { cells.text(of: cells.cells[$0]) }.joined(separator: " "))
    }

    private func quoted(_ cell: CellReader.Cell) -> String { "\"\(quotable(cells.text(of: cell)))\"" }

    /// 0 or 1 for `false` or `true`, in small letters or capitals.
    private func flag(_ cell: CellReader.Cell) -> Double? {
        func `is`(_ word: StaticString) -> Bool {
            guard cell.content.count == word.utf8CodeUnitCount else { return false }
            return word.withUTF8Buffer { letters in
                zip(bytes[cell.content], letters).allSatisfy { $0 | 0x20 == $1 }
            }
        }
        return `is`("true") ? 1 : `is`("false") ? 0 : nil
    }

    private func number(_ cell: CellReader.Cell) -> Double? {
        if cell.content.count == 1 {
            let byte = bytes[cell.content.lowerBound]
            return byte.isDigit ? Double(byte & 0x0F) : nil
        }
        return Decimal(bytes, in: cell.content)?.value
    }

    private mutating func report(_ offset: Int, _ message: String) {
        problems.add(at: problems.hasRoom ? place(of: offset, from: cells.start, line: cells.line) : nil, message)
    }

    private func place(of offset: Int, from start: Int, line: Int) -> Place {
        let before = bytes[start..<offset]
        let lineStart = before.lastIndex(of: .lineFeed).map { $0 + 1 } ?? start
        // All bytes of a UTF-8 character but its first are 10xxxxxx.
        let column = bytes[lineStart..<offset].count { $0 & 0xC0 != 0x80 } + 1
        return Place(line: line + before.count { $0 == .lineFeed }, column: column)
    }

    private mutating func checkEncoding() throws(RecordingProblems) {
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let place = error.byteOffsets.lowerBound
            let isGzip = bytes.starts(with: [0x1F, 0x8B])
            report(
                place,
                "the byte 0x\(String(bytes[place], radix: 16, uppercase: true)) is not UTF-8: "
                    + (isGzip ? "unpack the file with gunzip" : "save the file in that encoding"))
            throw problems
        }
    }
}
