/// The rule by which a zone goes on for ever: the POSIX `TZ` text in the last
/// line of a TZif file, such as `CET-1CEST,M3.5.0,M10.5.0/3`.
///
/// Grammar: POSIX.1-2017, 8.3, with the wider hours of RFC 8536, 3.3.1.
/// Offsets are seconds east of Greenwich; POSIX writes them west.
struct TimeZoneRule: Hashable, Sendable {
    private var standard: Int64
    private var summer: Summer?

    private struct Summer: Hashable, Sendable {
        var offset: Int64
        var start, end: Change
    }

    /// A moment of each year, on the wall clock that it ends.
    private struct Change: Hashable, Sendable {
        enum Day: Hashable, Sendable {
            /// 1 to 365; 29 February is never counted.
            case ofCommonYear(Int)
            /// 0 to 365; 29 February is counted.
            case ofYear(Int)
            /// Week 5 is the last of the month; Sunday is 0.
            case weekday(Int, week: Int, month: Int)
        }
        var day: Day
        /// Seconds after the day's midnight; may be negative or beyond 24 hours.
        var time: Int64
    }

    /// - Returns: `nil` when the text does not follow the grammar.
    init?(_ bytes: [UInt8]) {
        var cursor = Cursor(bytes)
        guard TimeZoneRule.skipName(&cursor), let west = TimeZoneRule.time(&cursor) else { return nil }
        standard = -west
        if cursor.isAtEnd { return }
        guard TimeZoneRule.skipName(&cursor) else { return nil }
        var offset = standard + 3_600
        if cursor.next != "," {
            guard let west = TimeZoneRule.time(&cursor) else { return nil }
            offset = -west
        }
        guard cursor.take(","), let start = TimeZoneRule.change(&cursor),
            cursor.take(","), let end = TimeZoneRule.change(&cursor), cursor.isAtEnd
        else { return nil }
        summer = Summer(offset: offset, start: start, end: end)
    }

    /// Seconds east of Greenwich at a POSIX time.
    func offset(at seconds: Int64) -> Int64 {
        guard let summer else { return standard }
        var (latest, offset) = (Int64.min, standard)
        for year in years(around: seconds) {
            let (start, end) = (start(of: summer, in: year), end(of: summer, in: year))
            if start <= seconds, start >= latest { (latest, offset) = (start, summer.offset) }
            if end <= seconds, end > latest { (latest, offset) = (end, standard) }
        }
        return offset
    }

    /// The first change of the clock after a POSIX time; `nil` without summer time.
    func change(after seconds: Int64) -> Int64? {
        guard let summer else { return nil }
        var next: Int64?
        for year in years(around: seconds) {
            for change in [start(of: summer, in: year), end(of: summer, in: year)] where change > seconds {
                next = min(next ?? change, change)
            }
        }
        return next
    }

    private func years(around seconds: Int64) -> ClosedRange<Int> {
        let year = CivilDate(daysSinceEpoch: Int((seconds + standard).quotient(by: 86_400))).year
        return year - 1...year + 1
    }

    private func start(of summer: Summer, in year: Int) -> Int64 {
        TimeZoneRule.wallClock(summer.start, in: year) - standard
    }

    private func end(of summer: Summer, in year: Int) -> Int64 {
        TimeZoneRule.wallClock(summer.end, in: year) - summer.offset
    }

    private static func wallClock(_ change: Change, in year: Int) -> Int64 {
        Int64(day(change.day, in: year)) * 86_400 + change.time
    }

    private static func day(_ day: Change.Day, in year: Int) -> Int {
        switch day {
        case .ofCommonYear(let n):
            let leap = CivilDate.isLeap(year: year) && n >= 60 ? 1 : 0
            return firstDay(ofMonth: 1, year) + n - 1 + leap
        case .ofYear(let n):
            return firstDay(ofMonth: 1, year) + n
        case .weekday(let weekday, let week, let month):
            let first = firstDay(ofMonth: month, year)
            let firstWeekday = CivilDate(daysSinceEpoch: first).weekday.rawValue % 7
            var day = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
            if day >= CivilDate.days(inMonth: month, of: year) { day -= 7 }
            return first + day
        }
    }

    private static func firstDay(ofMonth month: Int, _ year: Int) -> Int {
        CivilDate(year: year, month: month, day: 1)?.daysSinceEpoch ?? 0
    }

    private static func skipName(_ cursor: inout Cursor) -> Bool {
        if cursor.take("<") {
            let length = cursor.skip { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D }
            return cursor.take(">") && length >= 3
        }
        return cursor.skip(while: isLetter) >= 3
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// `[+-]hhh[:mm[:ss]]`, in seconds.
    private static func time(_ cursor: inout Cursor) -> Int64? {
        let isNegative = cursor.take("-")
        if !isNegative { _ = cursor.take("+") }
        guard let hours = cursor.number(digits: 1...3), hours <= 167 else { return nil }
        var seconds = Int64(hours) * 3_600
        for unit: Int64 in [60, 1] where cursor.take(":") {
            guard let part = cursor.number(digits: 2...2), part < 60 else { return nil }
            seconds += Int64(part) * unit
        }
        return isNegative ? -seconds : seconds
    }

    /// `Mm.w.d`, `Jn` or `n`, each with an optional `/time`.
    private static func change(_ cursor: inout Cursor) -> Change? {
        let day: Change.Day
        if cursor.take("M") {
            guard let month = cursor.number(digits: 1...2), (1...12).contains(month), cursor.take("."),
                let week = cursor.number(digits: 1...1), (1...5).contains(week), cursor.take("."),
                let weekday = cursor.number(digits: 1...1), weekday <= 6
            else { return nil }
            day = .weekday(weekday, week: week, month: month)
        } else if cursor.take("J") {
            guard let n = cursor.number(digits: 1...3), (1...365).contains(n) else { return nil }
            day = .ofCommonYear(n)
        } else {
            guard let n = cursor.number(digits: 1...3), n <= 365 else { return nil }
            day = .ofYear(n)
        }
        guard cursor.take("/") else { return Change(day: day, time: 7_200) }
        return time(&cursor).map { Change(day: day, time: $0) }
    }
}
