import Alarms
import Ledger
import Quantities

extension AlarmStore {
    /// Raises what is wrong with zones at once, and has told what is due to channels. The text of a message is what it
    /// tells, such as `begun a, ended b`; its JSON has numbers of alarms, as in `begun 3, ended 1`.
    func tell(_ channels: [String], of zones: some Sequence<String>, at now: Timestamp) throws {
        let post = AlarmPost(to: channels) { digest in
            let parts = [("begun", digest.begun), ("still", digest.still), ("ended", digest.ended)]
            func list(_ name: (Alarm) -> String) -> String {
                parts.flatMap { word, alarms in alarms.map { "\(word) \(name($0))" } }.joined(separator: ", ")
            }
            return AlarmDraft(
                subject: "s", text: list { String($0.key.subject.dropFirst("geneva/".count)) },
                json: list { "\($0.id)" })
        }
        try change(at: now, telling: post) { book in
            book.observe(zones.map { .fault($0, lasting: .zero) }, Manner(), at: now)
            if let digest = book.due(Manner(), at: now) { book.tell(digest) }
        }
    }
}

extension Condition {
    static func fault(_ zone: String, lasting: Duration) -> Condition {
        Condition(
            Key(.sensorFault, "geneva/\(zone)", aspect: "light-lost@one"), .warning,
            Words(what: "geneva/\(zone): \u{201C}lost\u{201D}", meaning: "Lamps burn.", cure: "Look."),
            lasting: lasting, causes: [Key(.siteSilent, "geneva"), Key(.boardSilent, "geneva/one")])
    }
}
