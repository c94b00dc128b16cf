public import Quantities

/// Times as text, in the profile of ISO 8601 that RFC 3339 describes.
extension Timestamp {
    /// `2026-06-30T00:00:00Z`, with three more digits where there are milliseconds.
    public var iso8601: String { wallClock(in: .utc) + "Z" }

    /// `2026-06-30T02:00:00+02:00`; with `Z` where the clock is that of UTC.
    public func iso8601(in zone: TimeZone) -> String {
        let offset = zone.offset(at: self).milliseconds / 1_000
        return wallClock(in: zone) + (offset == 0 ? "Z" : TimeZone.text(ofOffset: offset))
    }

    /// What the clock on the wall shows, without saying where: `2026-06-30T02:00:00`.
    public func wallClock(in zone: TimeZone) -> String {
        let (date, time) = zone.civil(of: self)
        let fraction = Int(milliseconds - milliseconds.quotient(by: 1_000) * 1_000)
        let clock = "\(padded(time.hour, 2)):\(padded(time.minute, 2)):\(padded(time.second, 2))"
        return "\(date)T\(clock)\(fraction == 0 ? "" : ".\(padded(fraction, 3))")"
    }

    /// Reads `2026-06-30T10:11:12Z`, `2026-06-30T10:11:12.345+05:30`, or a date alone, which is
    /// the first moment of that day in `zone`.
    ///
    /// Strict: capital T and Z, seconds always, one to nine digits of fraction (cut to the
    /// millisecond), no leap second. A time without zone is refused rather than guessed.
    public init(iso8601 text: String, dateIn zone: TimeZone = .utc) throws(Malformed) {
        let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 || text.utf8.count <= 10 else { throw Timestamp.malformed(text) }
        let date = try CivilDate(parts[0])
        guard parts.count == 2 else {
            self = zone.timestamp(of: date)
            return
        }
        var cursor = Cursor(String(parts[1]))
        guard let hour = cursor.number(digits: 2...2), cursor.take(":"),
            let minute = cursor.number(digits: 2...2), cursor.take(":"),
            let second = cursor.number(digits: 2...2), hour < 24,
            let time = TimeOfDay(hour: hour, minute: minute, second: second),
            let fraction = Timestamp.milliseconds(&cursor)
        else { throw Timestamp.malformed(text) }
        guard !cursor.isAtEnd else {
            throw Malformed("“\(text)” does not say in which zone: append Z for UTC, or an offset such as +05:30")
        }
        let offset: Int64? = cursor.take("Z") ? 0 : TimeZone.offset(&cursor)
        guard let offset, cursor.isAtEnd else { throw Timestamp.malformed(text) }
        self = TimeZone.utc.timestamp(of: date, at: time) + .milliseconds(fraction) - .seconds(offset)
    }

    /// The fraction of a second, if a point comes next; `nil` when no digit follows it.
    private static func milliseconds(_ cursor: inout Cursor) -> Int64? {
        guard cursor.take(".") else { return 0 }
        var value: Int64 = 0
        for place in 0..<9 {
            guard let digit = cursor.number(digits: 1...1) else {
                if place == 0 { return nil }
                break
            }
            if place < 3 { value += Int64(digit) * [100, 10, 1][place] }
        }
        return value
    }

    private static func malformed(_ text: String) -> Malformed {
        Malformed("“\(text)” is not a time: write it as 2026-06-30T10:11:12Z, or with an offset as …12+05:30")
    }
}
