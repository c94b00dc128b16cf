import Alarms
import Quantities

extension Timestamp {
    /// Minutes after 2026-06-30T12:00:00Z, a Tuesday.
    static func minute(_ n: Int64) -> Timestamp { Timestamp(milliseconds: 1_782_820_800_000 + n * 60_000) }
}

extension Condition {
    /// A fault of a zone that is an alarm after half an hour.
    static func fault(_ zone: String = "office", _ severity: Severity = .warning, board: String = "one") -> Condition {
        Condition(
            Key(.sensorFault, "geneva/\(zone)", aspect: "motion-stuck@\(board)"), severity,
            Words(what: "geneva/\(zone): stuck", meaning: "Lamps stay lit.", cure: "Look at the sensor."),
            lasting: .minutes(30), causes: [Key(.siteSilent, "geneva"), Key(.boardSilent, "geneva/\(board)")])
    }

    static func silent(_ board: String = "one", since: Int64) -> Condition {
        Condition(
            Key(.boardSilent, "geneva/\(board)"), .warning,
            Words(what: "geneva/\(board) is silent", meaning: "It goes on.", cure: "Check its power."),
            since: .minute(since), lasting: .hours(2), causes: [Key(.siteSilent, "geneva")])
    }
}

/// A book, and the clock that it is looked at by.
struct Desk {
    var book = AlarmBook()
    var manner = Manner()

    /// Looks each minute, and has told what is due.
    ///
    /// - Returns: what was told, such as `12 begun 1`.
    mutating func look(_ minutes: ClosedRange<Int64>, at found: [Condition]) -> [String] {
        var told: [String] = []
        for minute in minutes {
            book.observe(found, manner, at: .minute(minute))
            guard let digest = book.due(manner, at: .minute(minute)) else { continue }
            book.tell(digest)
            for (word, alarms) in [("begun", digest.begun), ("still", digest.still), ("ended", digest.ended)]
            where !alarms.isEmpty {
                told.append("\(minute) \(word) " + alarms.map { "\($0.id)" }.joined(separator: " "))
            }
        }
        return told
    }
}
