import Glibc
internal import Simulation

/// The hours of a file on their way to a typical year: in order, none twice, none left out, nothing missing.
struct Year {
    var problems: WeatherProblems
    private var hours: [TypicalYear.Hour] = []
    /// How many hours of the 365 days have gone by, or should have.
    private var expected = 0
    private var count = 0
    private var missing: [(count: Int, line: Int, hour: String)?]
    private var lastLine = 0

    init(file: String) {
        problems = WeatherProblems(file: file)
        missing = Column.allCases.map { _ in nil }
        hours.reserveCapacity(TypicalYear.length)
    }

    /// Takes a row, as its cells are.
    ///
    /// - Parameters:
    ///   - date: month, day and hour; the hour is 1 to 24 and the one that ends then.
    ///   - cell: of a column; `nil` where the file has no such column.
    mutating func add(_ date: (Substring, Substring, Substring), at line: Int, cell: (Column) -> Substring?) {
        (count, lastLine) = (count + 1, line)
        guard let place = place(date, line) else { return }
        let hour = hour(at: line, Year.text(place), cell)
        // 29 February of a leap year: the 28th stands for it.
        guard let number = place.number else { return }
        if number > expected {
            let gap = number - expected
            problems.add(
                line,
                "\(gap) hour\(gap == 1 ? " is" : "s are") missing before \(Year.text(place)): "
                    + "insert \(gap == 1 ? "it" : "them"), or use a file that is whole")
        } else if number < expected {
            problems.add(
                line,
                "\(Year.text(place)) comes after \(Year.text(number: expected - 1)): hours stand in order, and once each"
            )
            return
        }
        expected = number + 1
        hours.append(hour)
    }

    /// - Throws: every problem of all rows.
    consuming func finish() throws(WeatherProblems) -> [TypicalYear.Hour] {
        if count == 0 {
            problems.add(nil, "there are no hours in it: a typical year has 8760 rows")
        } else if expected < TypicalYear.length {
            problems.add(
                lastLine,
                "ends with \(expected == 0 ? "no hour" : Year.text(number: expected - 1)) after \(count) rows, "
                    + "\(TypicalYear.length - expected) hours before the end of the year: a typical year has 8760 rows")
        }
        for column in Column.allCases {
            guard let (count, line, hour) = missing[column.rawValue] else { continue }
            problems.add(
                line,
                "\(column.name) is missing in \(count) hour\(count == 1 ? "" : "s"), first in that of \(hour): "
                    + "fill in what was measured or modelled, or use another file")
        }
        guard problems.isEmpty else { throw problems }
        return hours
    }

    private mutating func place(
        _ date: (Substring, Substring, Substring), _ line: Int
    ) -> (month: Int, day: Int, hour: Int, number: Int?)? {
        func whole(_ cell: Substring, _ name: String, _ range: ClosedRange<Int>) -> Int? {
            if let number = Rows.number(cell).flatMap({ Int(exactly: $0) }), range.contains(number) { return number }
            let hint = name == "hour" && cell == "0" ? "; an hour is named by its end, the first one is 1" : ""
            problems.add(
                line, "\(name): \"\(cell.prefix(20))\" is not within \(range.lowerBound) to \(range.upperBound)\(hint)")
            return nil
        }
        let (month, day) = (whole(date.0, "month", 1...12), whole(date.1, "day", 1...31))
        let hour = whole(date.2, "hour", 1...24)
        guard let month, let day, let hour else { return nil }
        guard day <= Year.lengths[month - 1] || (month, day) == (2, 29) else {
            problems.add(line, "day: there is no \(day) in month \(month)")
            return nil
        }
        let isLeap = (month, day) == (2, 29)
        let days = Year.lengths[..<(month - 1)].reduce(0, +) + day - 1
        return (month, day, hour, isLeap ? nil : days * 24 + hour - 1)
    }

    private mutating func hour(
        at line: Int, _ name: String, _ cell: (Column) -> Substring?
    ) -> TypicalYear.Hour {
        var values = Column.allCases.map { column in
            cell(column).flatMap { value(of: column, $0, line) }
        }
        if values[Column.dewPoint.rawValue] == nil, let dry = values[Column.dryBulb.rawValue],
            let humidity = values[Column.humidity.rawValue]
        {
            values[Column.dewPoint.rawValue] = Year.dewPoint(dry, humidity)
        }
        for column in Column.allCases where column != .humidity && values[column.rawValue] == nil {
            // What is no number has been told already.
            guard let text = cell(column), let number = Rows.number(text), !column.isMissing(number) else {
                if cell(column).flatMap({ Rows.number($0) }) != nil || cell(column) == nil || cell(column) == "" {
                    let known = missing[column.rawValue]
                    missing[column.rawValue] = ((known?.count ?? 0) + 1, known?.line ?? line, known?.hour ?? name)
                }
                continue
            }
        }
        func light(_ column: Column) -> Double { values[column.rawValue] ?? 0 }
        return TypicalYear.Hour(
            globalHorizontal: light(.global), directNormal: light(.direct), diffuseHorizontal: light(.diffuse),
            dryBulb: light(.dryBulb), dewPoint: light(.dewPoint))
    }

    /// `nil` where it is missing or wrong; what is wrong is reported.
    private mutating func value(of column: Column, _ cell: Substring, _ line: Int) -> Double? {
        if cell.isEmpty { return nil }
        guard let number = Rows.number(cell) else {
            problems.add(line, "\(column.name): \"\(cell.prefix(20))\" is not a number")
            return nil
        }
        if column.isMissing(number) { return nil }
        guard column.range.contains(number) else {
            problems.add(
                line,
                "\(column.name): \(cell) is not within \(Int(column.range.lowerBound)) to "
                    + "\(Int(column.range.upperBound)) \(column.unit)")
            return nil
        }
        return number
    }

    /// Over water (Magnus, with the constants of Sonntag 1990), °C.
    private static func dewPoint(_ dryBulb: Double, _ humidity: Double) -> Double {
        let term = log(max(1, min(100, humidity)) / 100) + 17.62 * dryBulb / (243.12 + dryBulb)
        return 243.12 * term / (17.62 - term)
    }

    private static func text(_ place: (month: Int, day: Int, hour: Int, number: Int?)) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(place.month))-\(two(place.day)) hour \(place.hour)"
    }

    private static func text(number: Int) -> String {
        var (day, month) = (number / 24, 0)
        while month < 11, day >= lengths[month] { (day, month) = (day - lengths[month], month + 1) }
        return text((month + 1, day + 1, number % 24 + 1, number))
    }

    private static let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}
