public import Quantities
internal import SQLite

/// A message that is to be carried by one channel.
public struct AlarmDraft: Hashable, Sendable {
    /// `mail` or `webhook`.
    public let channel: String
    public let subject: String
    public let text: String
    public let json: String

    public init(channel: String, subject: String, text: String, json: String) {
        (self.channel, self.subject, self.text, self.json) = (channel, subject, text, json)
    }
}

/// A message in the outbox.
public struct AlarmMessage: Hashable, Sendable {
    /// The same each time it is carried, so that a receiver can tell a second copy.
    public let id: Int64
    public let channel: String
    public let composed: Timestamp
    public let subject: String
    public let text: String
    public let json: String
    /// How often it was tried in vain.
    public let attempts: Int
    /// Not to be tried before.
    public let next: Timestamp
    public let delivered: Timestamp?
    /// Why it failed last.
    public let failure: String?
}

extension AlarmStore {
    /// Messages of a channel that are to be tried now, the oldest first.
    public func due(_ channel: String, at now: Timestamp) throws(LedgerError) -> [AlarmMessage] {
        try waiting().filter { $0.channel == channel && $0.next <= now }
    }

    /// All messages that nobody has got yet, the oldest first.
    public func waiting() throws(LedgerError) -> [AlarmMessage] {
        try sql { () throws(SQLiteError) in
            let rows = try database.statement(
                """
                SELECT id, channel, composed, subject, text, json, attempts, next, delivered, failure \
                FROM alarm_message WHERE delivered IS NULL ORDER BY id
                """)
            defer { rows.reset() }
            var messages: [AlarmMessage] = []
            while try rows.step() {
                func time(_ column: Int) -> Timestamp? { rows.int64(column).map(Timestamp.init(milliseconds:)) }
                guard let id = rows.int64(0), let composed = time(2), let next = time(7) else { continue }
                messages.append(
                    AlarmMessage(
                        id: id, channel: rows.string(1) ?? "", composed: composed, subject: rows.string(3) ?? "",
                        text: rows.string(4) ?? "", json: rows.string(5) ?? "", attempts: Int(rows.int64(6) ?? 0),
                        next: next, delivered: time(8), failure: rows.string(9)))
            }
            return messages
        }
    }

    /// A message was taken by the other side.
    public func delivered(_ message: AlarmMessage, at now: Timestamp) throws(LedgerError) {
        try sql { () throws(SQLiteError) in
            try database.execute(
                "UPDATE alarm_message SET delivered = ?, failure = NULL WHERE id = ?", now.milliseconds, message.id)
        }
    }

    /// A message was not taken; it is tried again.
    public func failed(_ message: AlarmMessage, _ reason: String, next: Timestamp) throws(LedgerError) {
        try sql { () throws(SQLiteError) in
            try database.execute(
                "UPDATE alarm_message SET attempts = attempts + 1, next = ?, failure = ? WHERE id = ?",
                next.milliseconds, reason, message.id)
        }
    }

    /// Gives up messages that were made before a time and that nobody has taken.
    ///
    /// - Returns: them.
    public func expire(before limit: Timestamp) throws(LedgerError) -> [AlarmMessage] {
        let stale = try waiting().filter { $0.composed < limit }
        guard !stale.isEmpty else { return [] }
        try sql { () throws(SQLiteError) in
            for message in stale {
                // The last one stays and is tried again: it says when the next digest may be.
                try database.execute(
                    """
                    DELETE FROM alarm_message WHERE id = ? \
                    AND id <> (SELECT id FROM alarm_message ORDER BY composed DESC LIMIT 1)
                    """, message.id)
            }
        }
        let left = Set(try waiting().map(\.id))
        return stale.filter { !left.contains($0.id) }
    }

    /// Forgets messages that were taken before a time; their alarms stay. So are those forgotten that wait since then for a
    /// channel that nobody has any more.
    public func tidy(keeping channels: Set<String>, since limit: Timestamp) throws(LedgerError) {
        let strays = try waiting().filter { !channels.contains($0.channel) && $0.composed < limit }
        try sql { () throws(SQLiteError) in
            for stray in strays { try database.execute("DELETE FROM alarm_message WHERE id = ?", stray.id) }
            // The last one stays: it says when the next digest may be.
            try database.execute(
                """
                DELETE FROM alarm_message WHERE delivered < ? \
                AND id <> (SELECT id FROM alarm_message ORDER BY composed DESC LIMIT 1)
                """, limit.milliseconds)
        }
    }
}
