internal import Calendars
internal import Quantities
internal import Score

/// Every change of lamps or reason as CSV: `timestamp,level,reason`, level 0 to 1. That motion gave way to the hold
/// time, or came back, is left out.
///
/// With several recordings or zones their name comes first.
struct DecisionsFile {
    /// How the recording writes its times.
    struct Clock {
        let zone: TimeZone
        /// Times say where they were read off the wall.
        let saysZone: Bool
    }

    private var lines: [String]
    private let isNamed: Bool

    /// - Parameter kind: what the names are, such as "zone"; `nil` where there is one only.
    init(kind: String?) {
        isNamed = kind != nil
        lines = [(kind.map { "\($0)," } ?? "") + "timestamp,level,reason"]
    }

    mutating func add(_ courses: [Course], steps: UInt8, of name: String, _ clock: Clock) {
        let name = isNamed ? Self.field(name) + "," : ""
        for course in courses {
            for step in course.decisions.steps {
                let level = Double(step.value.level) / Double(steps)
                let share = level == 0 ? "0" : level == 1 ? "1" : level.fixed(4)
                lines.append("\(name)\(clock.written(step.time)),\(share),\(step.value.reason.name)")
            }
        }
    }

    var text: String { lines.joined(separator: "\n") + "\n" }

    private static func field(_ text: String) -> String {
        text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
            ? "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
            : text
    }
}

extension DecisionsFile.Clock {
    /// As in ISO 8601, with milliseconds where there are some.
    func written(_ time: Timestamp) -> String {
        let (date, clock) = zone.civil(of: time)
        let milliseconds = ((time.milliseconds % 1_000) + 1_000) % 1_000
        let fraction = milliseconds == 0 ? "" : "." + String("\(1_000 + milliseconds)".dropFirst())
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(date)T\(two(clock.hour)):\(two(clock.minute)):\(two(clock.second))\(fraction)" + offset(at: time)
    }

    private func offset(at time: Timestamp) -> String {
        guard saysZone else { return "" }
        let minutes = zone.offset(at: time).milliseconds / 60_000
        guard minutes != 0 else { return "Z" }
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return (minutes < 0 ? "-" : "+") + two(abs(minutes) / 60) + ":" + two(abs(minutes) % 60)
    }
}
