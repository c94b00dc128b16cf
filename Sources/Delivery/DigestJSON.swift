public import Alarms
internal import Calendars
public import JSON

/// Alarms for machines: the members of a webhook's body and of `lightwell-hub alarms --format json`.
extension Alarm {
    public var json: JSON {
        var members: [(String, JSON)] = [
            ("id", .integer(id)), ("kind", .string(key.kind.rawValue)), ("subject", .string(key.subject)),
            ("aspect", key.aspect.isEmpty ? .null : .string(key.aspect)), ("severity", .string(severity.rawValue)),
            ("what", .string(words.what)), ("meaning", .string(words.meaning)), ("cure", .string(words.cure)),
            ("since", .string(since.iso8601)), ("raised", .string(raised.iso8601)),
            ("well", .string(well?.iso8601)), ("ended", .string(ended?.iso8601)),
            ("snoozed_until", .string(snoozed?.iso8601)), ("told", .string(told?.iso8601)),
        ]
        members.append(
            (
                "acknowledged",
                acknowledgement.map {
                    .object([
                        ("by", .string($0.by)), ("at", .string($0.at.iso8601)), ("note", .string($0.note)),
                    ])
                } ?? .null
            ))
        return .object(members)
    }
}

extension Digest {
    /// An object; ``Webhook/body(of:)`` puts the message's id before its first member.
    ///
    /// Of each list the 100 worst, by id; `more` counts those that are left out: a receiver that takes no large bodies
    /// would refuse for ever.
    public func json(_ letter: Letter) -> JSON {
        let lists = [begun, still, ended]
        let told = lists.map(Self.worst)
        let more = zip(lists, told).map { $0.count - $1.count }.reduce(0, +)
        return .object([
            ("at", .string(at.iso8601)), ("severity", .string(severity.rawValue)), ("subject", .string(letter.subject)),
            ("text", .string(letter.text)), ("begun", .array(told[0].map(\.json))),
            ("still_open", .array(told[1].map(\.json))), ("ended", .array(told[2].map(\.json))),
            ("more", .integer(Int64(more))),
        ])
    }

    private static func worst(_ alarms: [Alarm]) -> [Alarm] {
        let first = alarms.sorted { $0.severity != $1.severity ? $0.severity > $1.severity : $0.id < $1.id }
        return first.prefix(100).sorted { $0.id < $1.id }
    }
}
