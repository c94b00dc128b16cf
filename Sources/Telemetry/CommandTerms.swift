public import Quantities
public import Sparkplug

/// What a command says of itself besides what it wants, by optional properties of its metric: who asks (`by`), which
/// command it is (`id`), until when it may be obeyed (`expires`) and until when its value holds (`until`), the moments
/// in milliseconds since 1970, UTC. Foreign hosts say none of it.
public struct CommandTerms: Hashable, Sendable {
    /// 64 characters at most; "remote" when nobody said.
    public var by = "remote"
    /// 64 characters at most.
    public var id: String?
    public var expires: Timestamp?
    public var until: Timestamp?
    /// When it was sent, by the sender's clock: the metric's time, else the message's.
    public var sent: Timestamp?

    /// Without `expires`, a command older than this was meant for another moment, and one as far ahead for none.
    public static let patience = Duration.minutes(5)
    /// A command may not be good for longer: nobody could tell for ever that it comes for the second time.
    public static let longest = Duration.hours(24)

    public init(by: String = "remote", until: Timestamp? = nil) { (self.by, self.until) = (by, until) }

    /// - Throws: ``Refused`` when a property is not what it should be.
    public init(_ metric: Metric, sentAt: UInt64?) throws(Refused) {
        for property in metric.properties {
            switch (property.key, property.value) {
            case ("by", .string(let text)?): by = String(text.prefix(64))
            case ("id", .string(let text)?): id = String(text.prefix(64))
            case ("expires", let value): expires = try Self.moment("expires", value)
            case ("until", let value): until = try Self.moment("until", value)
            default: break
            }
        }
        guard let stamp = metric.timestamp ?? sentAt else { return }
        guard let time = Timestamp(wire: stamp) else { throw Refused(Self.ahead) }
        sent = time
    }

    /// - Throws: ``Refused`` when it is too late, or too early, to obey, or could come again without being known again.
    public func check(at now: Timestamp) throws(Refused) {
        // Sparkplug asks for the time of a command (tck-id-topics-dcmd-timestamp); without it an id must tell it apart.
        guard id != nil || sent != nil else { throw Refused("the command states neither a time nor an id") }
        if let expires {
            guard now <= expires else { throw Refused(Self.expired) }
            guard expires <= now + Self.longest else { throw Refused(Self.endless) }
        } else if let sent, sent + Self.patience < now {
            throw Refused(Self.old)
        }
        if let sent, now + Self.patience < sent { throw Refused(Self.ahead) }
        if let until, until <= now { throw Refused(Self.over) }
    }

    /// Whether a refusal, as a board words it, may be for its clock alone: with another time the same command may do.
    public static func isOfClocks(_ refusal: String) -> Bool {
        [expired, endless, old, ahead, over].contains { refusal.hasSuffix($0) }
    }

    public struct Refused: Error, Hashable, CustomStringConvertible {
        public let description: String
        init(_ description: String) { self.description = description }
    }

    private static let expired = "the command has expired"
    private static let endless = "a command may not be good for more than 24 h"
    private static let old = "the command is older than 5 min"
    private static let ahead = "the command is from the future by more than 5 min; set the clocks"
    private static let over = "the value was to hold until a moment that is past"

    private static func moment(_ key: String, _ value: Value?) throws(Refused) -> Timestamp {
        let wire: UInt64? =
            switch value {
            case .dateTime(let time)?, .uint64(let time)?: time
            case .int64(let time)?: UInt64(exactly: time)
            default: nil
            }
        guard let time = wire.flatMap({ Timestamp(wire: $0) }) else {
            throw Refused("\(key) should be milliseconds since 1970, as DateTime or Int64")
        }
        return time
    }
}
