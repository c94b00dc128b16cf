package import Calendars
package import Quantities

/// A time as a file writes it: what a wall clock showed, and where that clock hung, if it says so.
package struct WrittenTime {
    package let date: CivilDate
    /// Since midnight, below 24 hours.
    package let time: Duration
    /// How far the clock was ahead of UTC; `nil` when it does not say.
    package let offset: Duration?

    package enum Fault: Error {
        /// Neither of the two orders can be told from the other.
        case dayAndMonth
        case noSuchDate, noTimeOfDay, malformed
    }

    /// Reads `2017-12-22T10:49:41`, with `T` or one space between. The date may be `2017/12/22` or `22.12.2017`, too.
    /// An hour may have one digit. Seconds may be missing, or have one to nine decimals, which are cut to the millisecond. `Z`, `+05:30`,
    /// `+0530` or `+05` may follow, with or without a space before it. No leap second, no 24:00.
    ///
    /// - Parameter monthFirst: also reads `12/22/2017` (true) or `22/12/2017` (false), where somebody has said which it is.
    package init(_ bytes: [UInt8], in range: Range<Int>, monthFirst: Bool? = nil) throws(Fault) {
        var reader = Digits(bytes: bytes, range: range)
        date = try WrittenTime.date(&reader, monthFirst)
        guard !reader.isAtEnd else { throw .noTimeOfDay }
        guard reader.take("T") || reader.take(" "),
            let hour = reader.number(digits: 2) ?? reader.number(digits: 1), hour < 24, reader.take(":"),
            let minute = reader.number(digits: 2), minute < 60
        else { throw .malformed }
        var (second, fraction) = (0, 0)
        if reader.take(":") {
            guard let read = reader.number(digits: 2), read < 60 else { throw .malformed }
            second = read
            if reader.take(".") {
                guard let milliseconds = reader.fraction() else { throw .malformed }
                fraction = milliseconds
            }
        }
        time = .milliseconds(Int64(((hour * 60 + minute) * 60 + second) * 1_000 + fraction))
        offset = reader.isAtEnd ? nil : try WrittenTime.offset(&reader)
    }

    /// A date alone, as ``init(_:in:monthFirst:)`` reads it before a time; `nil` for anything else.
    package static func day(_ bytes: [UInt8], in range: Range<Int>) -> CivilDate? {
        // The longest is 2017-12-22.
        guard range.count <= 10 else { return nil }
        var reader = Digits(bytes: bytes, range: range)
        let found = try? date(&reader, nil)
        return reader.isAtEnd ? found : nil
    }

    private static func date(_ reader: inout Digits, _ monthFirst: Bool?) throws(Fault) -> CivilDate {
        let found: CivilDate?
        if let year = reader.number(digits: 4) {
            let separator: Unicode.Scalar = reader.take("/") ? "/" : "-"
            guard separator == "/" || reader.take("-"), let month = reader.number(digits: 2), reader.take(separator),
                let day = reader.number(digits: 2)
            else { throw .malformed }
            found = CivilDate(year: year, month: month, day: day)
        } else {
            let day = reader.number(digits: 2)
            guard let first = day ?? reader.number(digits: 1) else { throw .malformed }
            if reader.take("/") || reader.take("-") {
                guard let monthFirst else { throw .dayAndMonth }
                let date = try slashed(first, &reader, monthFirst)
                guard let date else { throw .noSuchDate }
                return date
            }
            guard day != nil, reader.take("."), let month = reader.number(digits: 2), reader.take("."),
                let year = reader.number(digits: 4)
            else { throw .malformed }
            found = CivilDate(year: year, month: month, day: first)
        }
        guard let found else { throw .noSuchDate }
        return found
    }

    private static func slashed(_ first: Int, _ reader: inout Digits, _ monthFirst: Bool) throws(Fault) -> CivilDate? {
        guard let second = reader.number(digits: 2) ?? reader.number(digits: 1),
            reader.take("/") || reader.take("-"), let year = reader.number(digits: 4)
        else { throw .malformed }
        let (month, day) = monthFirst ? (first, second) : (second, first)
        return CivilDate(year: year, month: month, day: day)
    }

    private static func offset(_ reader: inout Digits) throws(Fault) -> Duration {
        _ = reader.take(" ")
        if reader.take("Z") {
            guard reader.isAtEnd else { throw .malformed }
            return .zero
        }
        let isWest = reader.take("-")
        guard isWest || reader.take("+"), let hours = reader.number(digits: 2), hours < 24 else { throw .malformed }
        var minutes = 0
        if !reader.isAtEnd {
            _ = reader.take(":")
            guard let read = reader.number(digits: 2), read < 60 else { throw .malformed }
            minutes = read
        }
        guard reader.isAtEnd else { throw .malformed }
        return .minutes(Int64(hours * 60 + minutes) * (isWest ? -1 : 1))
    }
}

extension WrittenTime.Fault {
    package var message: String {
        switch self {
        case .dayAndMonth:
            "could have the day or the month first: write year-month-day, such as 2017-12-22, or 22.12.2017"
        case .noSuchDate: "has a date that is in no calendar: write year-month-day, such as 2017-12-22"
        case .noTimeOfDay: "has no time of day: append it, or map both columns, as in timestamp=Date+Time"
        case .malformed: "is not a time: write it as 2017-12-22T10:49:41, with Z or +05:30 where the zone is known"
        }
    }
}

/// Digits and the signs between them.
private struct Digits {
    let bytes: [UInt8]
    var place: Int
    let end: Int

    init(bytes: [UInt8], range: Range<Int>) {
        (self.bytes, place, end) = (bytes, range.lowerBound, range.upperBound)
    }

    var isAtEnd: Bool { place == end }

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard place < end, bytes[place] == UInt8(ascii: sign) else { return false }
        place += 1
        return true
    }

    /// So many digits; takes none when they are fewer.
    mutating func number(digits: Int) -> Int? {
        guard end - place >= digits else { return nil }
        var value = 0
        for index in place..<place + digits {
            guard bytes[index].isDigit else { return nil }
            value = value * 10 + Int(bytes[index] & 0x0F)
        }
        place += digits
        return value
    }

    /// One to nine decimals of a second, as whole milliseconds.
    mutating func fraction() -> Int? {
        var (milliseconds, digits) = (0, 0)
        while place < end, bytes[place].isDigit {
            if digits < 3 { milliseconds = milliseconds * 10 + Int(bytes[place] & 0x0F) }
            digits += 1
            place += 1
        }
        guard (1...9).contains(digits) else { return nil }
        return digits == 1 ? milliseconds * 100 : digits == 2 ? milliseconds * 10 : milliseconds
    }
}
