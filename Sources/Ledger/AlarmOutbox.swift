public import Alarms
public import Quantities
internal import SQLite

/// Who is told of alarms, and in which words.
public struct AlarmPost {
    /// Such as `mail` and `webhook`.
    public let channels: [String]
    public let write: (Digest) -> AlarmDraft

    public init(to channels: [String], _ write: @escaping (Digest) -> AlarmDraft) {
        (self.channels, self.write) = (channels, write)
    }
}

/// A digest in words.
public struct AlarmDraft: Hashable, Sendable {
    public let subject: String
    public let text: String
    public let json: String

    public init(subject: String, text: String, json: String) {
        (self.subject, self.text, self.json) = (subject, text, json)
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
    /// Brings the outbox up to the book: at most one message waits for a channel, and tells all that the channel has not
    /// got across, as it is now. One that is to be tried and says nothing new stays the one it was.
    ///
    /// To be called within a transaction.
    ///
    /// - Parameter hasNews: whether something was told now; else only what is to be tried is looked at.
    func bring(_ post: AlarmPost, hasNews: Bool, at now: Timestamp) throws(LedgerError) {
        for channel in post.channels {
            let waiting = try waiting().filter { $0.channel == channel }
            guard hasNews || waiting.contains(where: { $0.next <= now }) else { continue }
            let missed = try missed(by: channel, waiting, at: now)
            let open = Set(try alarms(all: false).map(\.key))
            if waiting.count == 1, let same = waiting.first {
                let digest = Digest(of: missed, open: open, at: same.composed)
                if !digest.isEmpty, post.write(digest).json == same.json { continue }
            }
            let digest = Digest(of: missed, open: open, at: now)
            try sql { () throws(SQLiteError) in
                for message in waiting { try database.execute("DELETE FROM alarm_message WHERE id = ?", message.id) }
                guard !digest.isEmpty else { return }
                let draft = post.write(digest)
                // A server that is dead is not tried more often for the sake of news.
                let last = waiting.last
                try database.execute(
                    """
                    INSERT INTO alarm_message (channel, composed, subject, text, json, attempts, next, failure) \
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """, channel, now.milliseconds, draft.subject, draft.text, draft.json,
                    Int64(last?.attempts ?? 0), (last?.next ?? now).milliseconds, last?.failure)
            }
        }
    }

    /// The alarms that were told since a message last arrived by a channel.
    private func missed(
        by channel: String, _ waiting: [AlarmMessage], at now: Timestamp
    ) throws(LedgerError) -> [Missed] {
        try sql { () throws(SQLiteError) in
            let row = try database.statement(
                "SELECT MAX(composed) FROM alarm_message WHERE channel = ? AND delivered IS NOT NULL")
            defer { row.reset() }
            try row.bind(channel, at: 1)
            let arrived = try row.step() ? row.int64(0) : nil
            // A clock that was set back must not hide what waits.
            let earliest = (waiting.map(\.composed) + [now]).min() ?? now
            let since = Swift.min(arrived ?? .min, earliest.milliseconds - 1)
            // What arrived told all that was so by then: of an alarm whose begin was told before, if that was still open.
            let heard = try database.statement(
                """
                SELECT MAX(at) FROM alarm_event WHERE alarm = ? AND deed = 'told' AND at <= (\
                SELECT MAX(composed) FROM alarm_message WHERE channel = ? AND delivered IS NOT NULL AND composed < ?)
                """)
            return try alarms("WHERE told > \(since) OR end_told > \(since)").map { alarm throws(SQLiteError) in
                try heard.bind(alarm.id, at: 1)
                try heard.bind(channel, at: 2)
                try heard.bind(Swift.min(since + 1, alarm.ended?.milliseconds ?? .max), at: 3)
                defer { heard.reset() }
                let time = try heard.step() ? heard.int64(0) : nil
                return Missed(alarm, heard: time.map(Timestamp.init(milliseconds:)))
            }
        }
    }

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

    /// Forgets messages that were taken before a time; their alarms stay. So are those forgotten that wait since then for a
    /// channel that nobody has any more.
    public func tidy(keeping channels: Set<String>, since limit: Timestamp) throws(LedgerError) {
        let strays = try waiting().filter { !channels.contains($0.channel) && $0.composed < limit }
        try sql { () throws(SQLiteError) in
            for stray in strays { try database.execute("DELETE FROM alarm_message WHERE id = ?", stray.id) }
            // The last one of a channel stays: it says what has not arrived since.
            try database.execute(
                """
                DELETE FROM alarm_message WHERE delivered < ?1 AND EXISTS (\
                SELECT 1 FROM alarm_message AS later WHERE later.channel = alarm_message.channel \
                AND later.delivered IS NOT NULL AND later.composed > alarm_message.composed)
                """, limit.milliseconds)
        }
    }
}
