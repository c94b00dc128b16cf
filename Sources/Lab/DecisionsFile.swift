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

        func written(_ time: Timestamp) -> String { saysZone ? time.iso8601(in: zone) : time.wallClock(in: zone) }
    }

    private var lines: [String]
    private let isNamed: Bool

    /// - Parameter kind: what the names are, such as "zone"; `nil` where there is one only.
    init(kind: String?) {
        isNamed = kind != nil
        lines = [(kind.map { "\($0)," } ?? "") + "timestamp,level,reason"]
    }

    /// One after the other; at least one.
    init(joining files: [DecisionsFile]) {
        self = files[0]
        for file in files.dropFirst() { lines += file.lines.dropFirst() }
    }

    /// - Parameter continues: its first decision is the last one of the course before.
    mutating func add(_ course: Course, continues: Bool = false, steps: UInt8, of name: String, _ clock: Clock) {
        let name = isNamed ? Self.field(name) + "," : ""
        for step in course.decisions.steps.dropFirst(continues ? 1 : 0) {
            let level = Double(step.value.level) / Double(steps)
            let share = level == 0 ? "0" : level == 1 ? "1" : level.fixed(6)
            lines.append("\(name)\(clock.written(step.time)),\(share),\(step.value.reason.name)")
        }
    }

    var text: String { lines.joined(separator: "\n") + "\n" }

    /// Quoted where it must be.
    private static func field(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
