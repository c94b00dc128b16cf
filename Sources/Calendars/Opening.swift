/// Days of the week and the hours they share, as one line of a site file says it:
/// `mon-fri 07:00-19:00`, or `daily sunset-23:00`.
public struct Opening: Hashable, Sendable {
    public let days: Set<Weekday>
    public let spans: [Schedule.Span]

    public init(days: Set<Weekday>, spans: [Schedule.Span]) { (self.days, self.spans) = (days, spans) }

    public static let aroundTheClock = Opening(
        days: Set(Weekday.allCases), spans: Schedule.Span(from: .midnight, to: .endOfDay).map { [$0] } ?? [])

    /// Whether its hours are others each day.
    public var followsSun: Bool { spans.contains { $0.followsSun } }

    /// Reads days, then one or more spans, parted by spaces.
    ///
    /// Days are `mon` … `sun`, ranges (`fri-mon` runs over the weekend) and lists
    /// of both with commas, or `daily`. Spans are `07:00-12:00`; the last may end
    /// at 24:00. Hours past midnight are two entries, one for each day. In place of
    /// a time there may be `sunrise`, `sunset`, or up to two hours before or after
    /// them: `sunset+30min-23:00`.
    public init(_ text: some StringProtocol) throws(Malformed) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count >= 2 else {
            throw Malformed("“\(text)” is not an opening: write days, then hours, such as mon-fri 07:00-19:00")
        }
        var spans: [Schedule.Span] = []
        for word in words.dropFirst() { spans.append(try Schedule.Span(word)) }
        self.init(days: try Opening.days(words[0]), spans: spans)
    }

    private static func days(_ list: some StringProtocol) throws(Malformed) -> Set<Weekday> {
        if list == "daily" { return Set(Weekday.allCases) }
        var days: Set<Weekday> = []
        for item in list.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = item.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count <= 2, let first = Weekday(abbreviation: ends[0]),
                let last = Weekday(abbreviation: ends[ends.count - 1])
            else {
                throw Malformed("“\(item)” in “\(list)” is not a day: write mon, tue, wed, thu, fri, sat, sun or daily")
            }
            var day = first
            days.insert(day)
            while day != last {
                day = day.next
                days.insert(day)
            }
        }
        return days
    }
}
