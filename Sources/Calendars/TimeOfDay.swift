/// A reading of a wall clock, in whole seconds from 00:00 to 24:00.
///
/// 24:00 is the end of a day and only ever ends something; no clock shows it.
public struct TimeOfDay: Comparable, Hashable, Sendable, CustomStringConvertible {
    /// 0 to 86 400.
    public let secondsSinceMidnight: Int

    /// - Returns: `nil` outside 0 to 86 400.
    public init?(secondsSinceMidnight: Int) {
        guard (0...86_400).contains(secondsSinceMidnight) else { return nil }
        self.secondsSinceMidnight = secondsSinceMidnight
    }

    /// - Returns: `nil` unless 00:00 to 23:59, or 24:00.
    public init?(hour: Int, minute: Int = 0, second: Int = 0) {
        guard (0...24).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
        self.init(secondsSinceMidnight: hour * 3_600 + minute * 60 + second)
    }

    /// Reads `07:30`, `07:30:15` or `24:00`: two digits each.
    public init(_ text: some StringProtocol) throws(Malformed) {
        var cursor = Cursor(String(text))
        var second: Int? = 0
        guard let hour = cursor.number(digits: 2...2), cursor.take(":"), let minute = cursor.number(digits: 2...2)
        else { throw TimeOfDay.malformed(text) }
        if cursor.take(":") { second = cursor.number(digits: 2...2) }
        guard let second, cursor.isAtEnd, let time = TimeOfDay(hour: hour, minute: minute, second: second)
        else { throw TimeOfDay.malformed(text) }
        self = time
    }

    public static let midnight = TimeOfDay(unchecked: 0)
    /// 24:00, the midnight that ends the day.
    public static let endOfDay = TimeOfDay(unchecked: 86_400)

    public var hour: Int { secondsSinceMidnight / 3_600 }
    public var minute: Int { secondsSinceMidnight / 60 % 60 }
    public var second: Int { secondsSinceMidnight % 60 }

    public static func < (a: TimeOfDay, b: TimeOfDay) -> Bool { a.secondsSinceMidnight < b.secondsSinceMidnight }

    /// `07:30`, with seconds only where there are any.
    public var description: String {
        let minutes = "\(padded(hour, 2)):\(padded(minute, 2))"
        return second == 0 ? minutes : "\(minutes):\(padded(second, 2))"
    }

    private init(unchecked seconds: Int) { secondsSinceMidnight = seconds }

    private static func malformed(_ text: some StringProtocol) -> Malformed {
        Malformed("“\(text)” is not a time of day: write hours:minutes from 00:00 to 24:00, such as 07:30")
    }
}
