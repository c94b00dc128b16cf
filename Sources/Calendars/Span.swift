extension Schedule {
    /// Part of one day. What the sun would move beyond its day ends at midnight.
    public struct Span: Hashable, Sendable {
        public let start: Bound
        public let end: Bound

        /// - Returns: `nil` unless `start < end`.
        public init?(from start: TimeOfDay, to end: TimeOfDay) { self.init(from: .clock(start), to: .clock(end)) }

        /// On days on which the sun has it start after its end it does not happen.
        ///
        /// - Returns: `nil` when both are readings of the clock, unless `start < end`.
        public init?(from start: Bound, to end: Bound) {
            if case .clock(let first) = start, case .clock(let last) = end, first >= last { return nil }
            (self.start, self.end) = (start, end)
        }

        /// Reads `07:00-19:00` or `sunset+30min-23:00`.
        public init(_ text: some StringProtocol) throws(Malformed) {
            var ends: [String] = []
            for part in text.split(separator: "-", omittingEmptySubsequences: false) {
                // The 15min of sunrise-15min are no end of their own.
                if part.hasSuffix("min"), part.first?.isNumber == true, let last = ends.last, last.hasPrefix("sun") {
                    ends[ends.count - 1] = "\(last)-\(part)"
                } else {
                    ends.append(String(part))
                }
            }
            guard ends.count == 2 else { throw Malformed("“\(text)” is not a span of hours: write 07:00-19:00") }
            guard let span = Span(from: try Bound(ends[0]), to: try Bound(ends[1])) else {
                throw Malformed(
                    "“\(text)” ends before it starts: hours past midnight are two entries, one to 24:00 and "
                        + "one from 00:00 of the next day")
            }
            self = span
        }

        /// Whether it is another time each day.
        public var followsSun: Bool { start.followsSun || end.followsSun }
    }
}
