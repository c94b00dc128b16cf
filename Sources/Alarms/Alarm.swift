public import Quantities

/// A condition that has lasted, with all that became of it. It is never removed: ended ones are the history.
public struct Alarm: Hashable, Sendable {
    /// Counts up from 1 in one ledger.
    public let id: Int64
    public let key: Key
    public var severity: Severity
    public var words: Words
    public var causes: [Key]
    /// Since when it is so, or seen to be so.
    public let since: Timestamp
    /// When it had lasted long enough.
    public let raised: Timestamp
    /// Since when all is well; `nil`: it is not.
    public var well: Timestamp?
    /// When it had been well for long enough; `nil` while it is open.
    public var ended: Timestamp?
    public var acknowledgement: Acknowledgement?
    /// Nobody is told before.
    public var snoozed: Timestamp?
    /// When it was told last; `nil`: never.
    public var told: Timestamp?
    /// When its end was told.
    public var endTold: Timestamp?

    public init(
        id: Int64, key: Key, severity: Severity, words: Words, causes: [Key] = [], since: Timestamp,
        raised: Timestamp, well: Timestamp? = nil, ended: Timestamp? = nil, acknowledgement: Acknowledgement? = nil,
        snoozed: Timestamp? = nil, told: Timestamp? = nil, endTold: Timestamp? = nil
    ) {
        (self.id, self.key, self.severity, self.words, self.causes) = (id, key, severity, words, causes)
        (self.since, self.raised, self.well, self.ended) = (since, raised, well, ended)
        (self.acknowledgement, self.snoozed, self.told, self.endTold) = (acknowledgement, snoozed, told, endTold)
    }

    public var isOpen: Bool { ended == nil }

    public func isSnoozed(at now: Timestamp) -> Bool { snoozed.map { now < $0 } ?? false }

    /// Whether somebody should still look at it.
    public func isWaiting(at now: Timestamp) -> Bool { isOpen && acknowledgement == nil && !isSnoozed(at: now) }

    /// Whether the book must still think of it: it is open, or its end has to be told.
    public var isActive: Bool { isOpen || (told != nil && endTold == nil) }
}

/// Somebody has seen an alarm, and sees to it.
public struct Acknowledgement: Hashable, Sendable {
    public let by: String
    public let note: String?
    public let at: Timestamp

    public init(by: String, note: String? = nil, at now: Timestamp) {
        (self.by, self.note, at) = (by, note, now)
    }
}

/// Something that happened to an alarm; what an auditor reads.
public struct Event: Hashable, Sendable {
    public enum Deed: String, CaseIterable, Hashable, Sendable {
        case raised, told, acknowledged, snoozed, ended
        case endTold = "end-told"
    }

    public let alarm: Int64
    public let at: Timestamp
    public let deed: Deed
    /// Who did it; `nil`: the program.
    public let by: String?
    public let note: String?

    public init(_ deed: Deed, of alarm: Int64, at now: Timestamp, by: String? = nil, note: String? = nil) {
        (self.deed, self.alarm, at, self.by, self.note) = (deed, alarm, now, by, note)
    }
}
