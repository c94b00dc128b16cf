public import Calendars
internal import Quantities

/// A digest as a person reads it: a subject, and a text of one screen in plain words.
public struct Letter: Hashable, Sendable {
    public let subject: String
    /// Lines of at most 76 characters but for long words and names of files, with `\n` at their ends.
    public let text: String

    /// - Parameters:
    ///   - zone: of the times in it.
    ///   - ledger: the file that its commands are to name.
    public init(_ digest: Digest, in zone: TimeZone, ledger: String) {
        subject = "Lightwell: " + Self.headline(digest)
        var lines: [String] = []
        let sections = [
            ("", digest.begun.sorted(by: Self.worstFirst)),
            ("Still open, and nobody has acknowledged it:", digest.still.sorted(by: Self.worstFirst)),
            ("Over:", digest.ended.sorted(by: Self.worstFirst)),
        ]
        var room = Self.most
        for (title, alarms) in sections where !alarms.isEmpty {
            let told = alarms.prefix(room)
            room -= told.count
            if !title.isEmpty, !told.isEmpty { lines += [title, ""] }
            for alarm in told { lines += Self.paragraph(alarm, in: zone) + [""] }
        }
        let rest = digest.all.count - (Self.most - room)
        if rest > 0 { lines += ["And \(rest) more: lightwell-hub alarms --ledger \(ledger)", ""] }
        if let first = (digest.begun + digest.still).min(by: Self.worstFirst) {
            lines += [
                "You see to it:  lightwell-hub acknowledge \(first.id) --by YOUR-NAME --ledger \(ledger)",
                "Not now:        lightwell-hub snooze \(first.id) --for 8h --ledger \(ledger)",
            ]
        }
        text = lines.joined(separator: "\n") + "\n"
    }

    /// Told in full; as many fit on a screen.
    private static let most = 6

    private static func headline(_ digest: Digest) -> String {
        if let only = digest.all.first, digest.all.count == 1 {
            return (digest.ended.isEmpty ? (digest.still.isEmpty ? "" : "still: ") : "over: ") + only.words.what
        }
        var parts: [String] = []
        if let worst = digest.begun.min(by: worstFirst) {
            parts.append(digest.begun.count == 1 ? worst.words.what : "\(digest.begun.count) alarms")
        }
        if !digest.still.isEmpty { parts.append("\(digest.still.count) still open") }
        if !digest.ended.isEmpty { parts.append("\(digest.ended.count) over") }
        return parts.joined(separator: ", ")
    }

    private static func paragraph(_ alarm: Alarm, in zone: TimeZone) -> [String] {
        if let ended = alarm.well ?? alarm.ended {
            guard alarm.isOpen else {
                return wrapped("[\(alarm.id)] \(alarm.words.what)", indent: 4) + [
                    "    from \(clock(alarm.since, zone)) to \(clock(ended, zone))"
                ]
            }
        }
        return wrapped("[\(alarm.id)] \(alarm.severity.rawValue): \(alarm.words.what)", indent: 4)
            + ["    since \(clock(alarm.since, zone))"]
            + wrapped("    " + alarm.words.meaning, indent: 4) + wrapped("    Cure: " + alarm.words.cure, indent: 10)
    }

    private static func worstFirst(_ a: Alarm, _ b: Alarm) -> Bool {
        a.severity != b.severity ? a.severity > b.severity : a.id < b.id
    }

    /// `2026-06-30 14:05 Europe/Zurich`.
    private static func clock(_ time: Timestamp, _ zone: TimeZone) -> String {
        let wall = zone.civil(of: time)
        let minute = TimeOfDay(hour: wall.time.hour, minute: wall.time.minute) ?? wall.time
        return "\(wall.date) \(minute) \(zone.name)"
    }

    /// Breaks at spaces after 76 characters; later lines begin with so many spaces.
    private static func wrapped(_ text: String, indent: Int) -> [String] {
        let lead = String(text.prefix { $0 == " " })
        var lines: [String] = []
        var line = lead
        var isBare = true
        for word in text.split(separator: " ") {
            if !isBare, line.count + 1 + word.count > 76 {
                lines.append(line)
                (line, isBare) = (String(repeating: " ", count: indent), true)
            }
            line += (isBare ? "" : " ") + word
            isBare = false
        }
        return lines + [line]
    }
}
