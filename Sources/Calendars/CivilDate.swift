/// A date of the Gregorian calendar, without a place: proleptic, with a year
/// zero as in ISO 8601. A date that does not exist cannot be spelled.
public struct CivilDate: Comparable, Hashable, Sendable, CustomStringConvertible {
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 31.
    public let day: Int

    /// - Returns: `nil` when the month has no such day or the year no such month, or a million years away.
    public init?(year: Int, month: Int, day: Int) {
        guard (-999_999...999_999).contains(year), (1...12).contains(month),
            (1...CivilDate.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The date so many days after 1970-01-01, or before it when negative.
    ///
    /// Counts years from 1 March, so that the leap day is the last of its year;
    /// 400 such years have 146 097 days.
    public init(daysSinceEpoch: Int) {
        let days = daysSinceEpoch + CivilDate.epoch
        let era = days.quotient(by: 146_097)
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - CivilDate.days(beforeYearOfEra: yearOfEra)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - CivilDate.days(beforeMonthFromMarch: monthFromMarch) + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    }

    /// Reads `2026-06-30` and nothing else: four, two and two digits.
    public init(_ text: some StringProtocol) throws(Malformed) {
        var cursor = Cursor(String(text))
        guard let year = cursor.number(digits: 4...4), cursor.take("-"),
            let month = cursor.number(digits: 2...2), cursor.take("-"),
            let day = cursor.number(digits: 2...2), cursor.isAtEnd
        else { throw Malformed("“\(text)” is not a date: write year-month-day, such as 2026-06-30") }
        guard (1...12).contains(month) else {
            throw Malformed("“\(text)” is not a date: months run from 01 to 12, and the month stands in the middle")
        }
        guard let date = CivilDate(year: year, month: month, day: day) else {
            let last = CivilDate.days(inMonth: month, of: year)
            throw Malformed("“\(text)” is not a date: that month has the days 01 to \(last)")
        }
        self = date
    }

    /// Days since 1970-01-01; negative before.
    public var daysSinceEpoch: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.quotient(by: 400)
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let dayOfYear = CivilDate.days(beforeMonthFromMarch: monthFromMarch) + day - 1
        return era * 146_097 + CivilDate.days(beforeYearOfEra: shifted - era * 400) + dayOfYear - CivilDate.epoch
    }

    public var weekday: Weekday {
        let sinceMonday = daysSinceEpoch + 3
        return Weekday(rawValue: sinceMonday - sinceMonday.quotient(by: 7) * 7 + 1) ?? .monday
    }

    /// 1 for 1 January.
    public var dayOfYear: Int {
        (1..<month).reduce(day) { $0 + CivilDate.days(inMonth: $1, of: year) }
    }

    public func adding(days: Int) -> CivilDate { CivilDate(daysSinceEpoch: daysSinceEpoch + days) }

    public static func isLeap(year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    /// 28 to 31. The month must be 1 to 12.
    public static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year: year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public static func < (a: CivilDate, b: CivilDate) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }

    /// `2026-06-30`; years outside 0000 to 9999 carry a sign, as ISO 8601 has it.
    public var description: String {
        let sign = year < 0 ? "-" : year > 9_999 ? "+" : ""
        return "\(sign)\(padded(abs(year), 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// Days from 0000-03-01 to 1970-01-01.
    private static let epoch = 719_468

    private static func days(beforeYearOfEra year: Int) -> Int { 365 * year + year / 4 - year / 100 }

    /// The months from March on have 31, 30, 31, 30, 31 days, twice and a bit: 153 in five.
    private static func days(beforeMonthFromMarch month: Int) -> Int { (153 * month + 2) / 5 }
}
