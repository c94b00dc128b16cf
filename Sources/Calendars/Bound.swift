public import Quantities

extension Schedule {
    /// Where a span of hours begins or ends: a reading of the clock, or the sun's rising or setting, and so much later.
    public enum Bound: Hashable, Sendable, CustomStringConvertible {
        case clock(TimeOfDay)
        /// Later by so much; earlier when negative.
        case sunrise(Duration)
        case sunset(Duration)

        /// Reads `07:30`, `sunset`, `sunset+30min` or `sunrise-15min`; whole minutes, 120 at most.
        public init(_ text: some StringProtocol) throws(Malformed) {
            guard let sun = Self.sun(text) else {
                guard text.first?.isLetter != true else {
                    throw Malformed(
                        "“\(text)” is not a time of day: write a time such as 07:30, or sunrise or sunset, "
                            + "or so much before or after it, such as sunset+30min")
                }
                self = .clock(try TimeOfDay(text))
                return
            }
            var cursor = Cursor(String(sun.rest))
            var offset = 0
            if !cursor.isAtEnd {
                let isEarlier = cursor.take("-")
                guard isEarlier || cursor.take("+"), let minutes = cursor.number(digits: 1...4),
                    cursor.take("m"), cursor.take("i"), cursor.take("n"), cursor.isAtEnd
                else {
                    throw Malformed("“\(text)” is not a time of day: write \(sun.name)+30min or \(sun.name)-15min")
                }
                guard minutes <= Self.furthest else {
                    throw Malformed("“\(text)” is too far from \(sun.name): \(Self.furthest) min at most")
                }
                offset = isEarlier ? -minutes : minutes
            }
            self = sun.name == "sunrise" ? .sunrise(.minutes(Int64(offset))) : .sunset(.minutes(Int64(offset)))
        }

        /// Whether it is another time each day.
        public var followsSun: Bool { if case .clock = self { false } else { true } }

        public var description: String {
            switch self {
            case .clock(let time): time.description
            case .sunrise(let offset): "sunrise" + Self.text(of: offset)
            case .sunset(let offset): "sunset" + Self.text(of: offset)
            }
        }

        /// Minutes between the sun's rising or setting and a bound.
        private static let furthest = 120

        private static func sun<Text: StringProtocol>(_ text: Text) -> (name: String, rest: Text.SubSequence)? {
            for name in ["sunrise", "sunset"] where text.hasPrefix(name) {
                let rest = text.dropFirst(name.count)
                if rest.first?.isLetter != true { return (name, rest) }
            }
            return nil
        }

        private static func text(of offset: Duration) -> String {
            let minutes = offset.milliseconds / 60_000
            return minutes == 0 ? "" : "\(minutes < 0 ? "" : "+")\(minutes)min"
        }
    }
}
