import Calendars
import Quantities

/// Turns the cells of a file into rows, and collects what is wrong with them.
struct RecordingReader {
    private let bytes: [UInt8]
    private let start: Int
    private var cells: CellReader
    private let zone: TimeZone?
    private var clock: WallClock?
    private var lacksZone = false
    private var problems: RecordingProblems
    private var joined: [UInt8] = []

    init(_ bytes: [UInt8], file: String, zone: TimeZone?) {
        (self.bytes, self.zone) = (bytes, zone)
        start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        cells = CellReader(bytes, from: start, separator: CellReader.separator(of: bytes[start...]))
        clock = zone.map { WallClock(zone: $0) }
        problems = RecordingProblems(file: file)
    }

    mutating func rows(_ map: ColumnMap) throws(RecordingProblems) -> [Recording.Row] {
        try checkEncoding()
        let header = try header(map)
        var rows: [Recording.Row] = []
        var previous: Timestamp?
        var isEmpty = true
        reading: while true {
            switch cells.readRow() {
            case .end: break reading
            case .broken(let place, let fault): report(place, fault.message)
            case .cells:
                guard isWhole(header) else { break }
                let row = row(header, after: previous)
                previous = row?.time ?? previous
                if let row, problems.isEmpty { rows.append(row) }
            }
            isEmpty = false
        }
        if isEmpty { problems.add(at: Place(line: 1, column: 1), "there are no rows below the header") }
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
                "the row has \(count) \(count == 1 ? "cell" : "cells"), but the header has \(header.width)")
        }
        return false
    }

    /// - Returns: `nil` when its time cannot be told; what else is wrong with it is only reported.
    private mutating func row(_ header: Header, after previous: Timestamp?) -> Recording.Row? {
        let time = time(header.timestamp, after: previous)
        let motion = motion(header.motion)
        let occupied = header.occupied.isEmpty ? nil : occupied(header.occupied)
        let daylight = header.daylight.isEmpty ? nil : lux(header.daylight, .daylight)
        let illuminance = header.illuminance.isEmpty ? nil : lux(header.illuminance, .illuminance)
        return time.map {
            Recording.Row(time: $0, motion: motion, occupied: occupied, daylight: daylight, illuminance: illuminance)
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
            case nil: report(cell.start, "not a number \"\(quotable(cells.text(of: cell)))\" for motion: write 0 or 1")
            case .some: report(cell.start, "\"\(quotable(cells.text(of: cell)))\" for motion is neither 0 nor 1")
            }
        }
        return motion
    }

    private mutating func occupied(_ columns: [Int]) -> Bool? {
        var (isOccupied, isKnown) = (false, true)
        for column in columns {
            let cell = cells.cells[column]
            guard !cell.content.isEmpty else {
                isKnown = false
                continue
            }
            guard let count = flag(cell) ?? number(cell) else {
                report(
                    cell.start, "not a number \"\(quotable(cells.text(of: cell)))\" for occupied: write 0, 1 or a count"
                )
                continue
            }
            if count < 0 {
                report(cell.start, "\"\(quotable(cells.text(of: cell)))\" for occupied is less than nobody")
            }
            isOccupied = isOccupied || count > 0
        }
        return isOccupied ? true : isKnown ? false : nil
    }

    private mutating func lux(_ columns: [Int], _ target: ColumnMap.Target) -> Lux? {
        var (sum, count) = (0.0, 0)
        for column in columns {
            let cell = cells.cells[column]
            if cell.content.isEmpty { continue }
            guard let value = number(cell) else {
                let hint = bytes[cell.content].contains(.comma) ? ": write decimals with a point" : ""
                report(cell.start, "not a number \"\(quotable(cells.text(of: cell)))\" for \(target.rawValue)\(hint)")
                continue
            }
            guard 0 <= value, value <= 200_000 else {
                report(
                    cell.start,
                    "\"\(quotable(cells.text(of: cell)))\" for \(target.rawValue) is not within 0 to 200000 lx")
                continue
            }
            sum += value
            count += 1
        }
        return count == 0 ? nil : Lux(sum / Double(count))
    }

    private mutating func time(_ columns: [Int], after previous: Timestamp?) -> Timestamp? {
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
        let time: Timestamp
        if let offset = written.offset {
            time = Timestamp(milliseconds: Int64(written.date.daysSinceEpoch) * 86_400_000) + written.time - offset
        } else {
            guard let moment = clock?.moment(showing: written.date, written.time, after: previous) else {
                reportNoMoment(first.start, columns)
                return nil
            }
            time = moment
        }
        if let previous, time <= previous {
            report(
                first.start,
                "\"\(writtenTime(columns))\" is \(time == previous ? "the same as" : "before") the time above it, "
                    + "\(previous.iso8601): every row must be later than the last")
        }
        return time
    }

    private mutating func reportNoMoment(_ place: Int, _ columns: [Int]) {
        if let zone {
            report(place, "\"\(writtenTime(columns))\" never was: the clock of \(zone.name) was put forward past it")
        } else if !lacksZone {
            // Once is enough: it would be every row.
            lacksZone = true
            report(
                place,
                "\"\(writtenTime(columns))\" does not say in which zone: name the time zone of the file, or append Z "
                    + "for UTC or an offset such as +05:30 to every time")
        }
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
            report(error.byteOffsets.lowerBound, "this is not UTF-8: save the file in that encoding")
            throw problems
        }
    }
}

extension CellReader.Fault {
    fileprivate var message: String {
        switch self {
        case .quoteWithin: "a quote within a cell: put the whole cell in quotes, and double those within"
        case .textAfterQuote: "text after the closing quote of a cell: double a quote that belongs to it"
        case .quoteNeverClosed: "this quote is never closed"
        case .loneCarriageReturn: "a carriage return without a line feed: end lines with LF or CRLF"
        }
    }
}

extension WrittenTime.Fault {
    fileprivate var message: String {
        switch self {
        case .dayAndMonth:
            "could have the day or the month first: write year-month-day, such as 2017-12-22, or 22.12.2017"
        case .noSuchDate: "has a date that is in no calendar: write year-month-day, such as 2017-12-22"
        case .noTimeOfDay: "has no time of day: append it, or map both columns, as in timestamp=Date+Time"
        case .malformed: "is not a time: write it as 2017-12-22T10:49:41, with Z or +05:30 where the zone is known"
        }
    }
}
