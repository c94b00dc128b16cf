public import Quantities

/// All active alarms, and what is to become one: a value that decides who is told what, and when.
///
/// It knows no clock and no storage. The order in which conditions come is irrelevant; looking twice at the same time
/// changes nothing the second time.
public struct AlarmBook: Hashable, Sendable {
    /// Active ones, by id.
    public private(set) var alarms: [Alarm]
    /// What has not lasted long enough yet, or is explained by something else.
    public private(set) var pending: [Key: Pending]
    /// The id of the next alarm.
    public private(set) var next: Int64
    /// When the last message was made; `nil`: none was.
    public private(set) var lastDigest: Timestamp?
    /// What happened since the book was opened, for the history.
    public private(set) var events: [Event] = []

    /// Alarms that were active when the book was opened, or became so since, and need no thought any more.
    private var closed: [Alarm] = []

    /// All alarms that may differ from when the book was opened.
    public var touched: [Alarm] { alarms + closed }

    /// A condition that is no alarm yet.
    public struct Pending: Hashable, Sendable {
        public var since: Timestamp
        /// Its amount at that time.
        public var level: Int64?

        public init(since: Timestamp, level: Int64? = nil) { (self.since, self.level) = (since, level) }
    }

    /// A new book, or one that was kept.
    public init(
        alarms: [Alarm] = [], pending: [Key: Pending] = [:], next: Int64 = 1, lastDigest: Timestamp? = nil
    ) {
        (self.alarms, self.pending) = (alarms.sorted { $0.id < $1.id }, pending)
        (self.next, self.lastDigest) = (next, lastDigest)
    }

    /// Takes what is wrong at one time: raises what has lasted, and ends what has been well for long enough.
    public mutating func observe(_ found: [Condition], _ manner: Manner, at now: Timestamp) {
        // Of two with one key the fresh one counts, then the one that sorts first by its words.
        let conditions = Dictionary(grouping: found, by: \.key).compactMapValues { same in
            same.min { Self.order($0) < Self.order($1) }
        }
        for place in alarms.indices where alarms[place].isOpen {
            review(place, conditions[alarms[place].key], manner, at: now)
        }
        let open = Set(alarms.filter(\.isOpen).map(\.key))
        let unraised = conditions.values.filter { !open.contains($0.key) && !$0.isStale }
        var kept: [Key: Pending] = [:]
        // What is stale says nothing new, not that it is over either: its time goes on.
        for condition in conditions.values where condition.isStale && !open.contains(condition.key) {
            kept[condition.key] = pending[condition.key]
        }
        for condition in unraised {
            var entry = pending[condition.key] ?? Pending(since: condition.since ?? now, level: condition.level)
            if let since = condition.since { entry.since = since }
            // What falls is being cured: its time begins anew.
            if let level = condition.level, level < entry.level ?? level {
                entry = Pending(since: now, level: level)
            }
            kept[condition.key] = entry
        }
        pending = kept
        // Causes stand before what they explain, so that they are known when it comes to that.
        for condition in unraised.sorted(by: { $0.key < $1.key }) {
            guard let entry = pending[condition.key], now - entry.since >= condition.lasting,
                !isExplained(condition, since: entry.since, manner)
            else { continue }
            alarms.append(
                Alarm(
                    id: next, key: condition.key, severity: condition.severity, words: condition.words,
                    causes: condition.causes, since: entry.since, raised: now))
            events.append(Event(.raised, of: next, at: now))
            pending[condition.key] = nil
            next += 1
        }
        close()
    }

    /// What is to be told now; `nil`: nothing. The book does not change before ``tell(_:at:)``.
    public func due(_ manner: Manner, at now: Timestamp) -> Digest? {
        if let lastDigest, lastDigest <= now, now - lastDigest < manner.digest { return nil }
        let isNight = manner.night?.contains(now) ?? false
        let audible = alarms.filter {
            !$0.isSnoozed(at: now) && !(isNight && $0.severity < .urgent)
                && !($0.isOpen && ($0.acknowledgement != nil || hasOpenCause($0.causes)))
        }
        let digest = Digest(
            begun: audible.filter { $0.isOpen && $0.told == nil },
            still: audible.filter { alarm in
                alarm.isOpen && alarm.told.map { now - $0 >= manner.again || wasSnoozed(alarm, since: $0) } ?? false
            },
            ended: audible.filter { !$0.isOpen && $0.told != nil && $0.endTold == nil }, at: now)
        return digest.isEmpty ? nil : digest
    }

    /// Takes down that a message was made of a digest. From now on its alarms count as told: whoever carries the message
    /// answers for it.
    public mutating func tell(_ digest: Digest) {
        let (open, over) = (Set((digest.begun + digest.still).map(\.id)), Set(digest.ended.map(\.id)))
        for place in alarms.indices {
            let id = alarms[place].id
            if open.contains(id) {
                (alarms[place].told, alarms[place].snoozed) = (digest.at, nil)
                events.append(Event(.told, of: id, at: digest.at))
            } else if over.contains(id) {
                alarms[place].endTold = digest.at
                events.append(Event(.endTold, of: id, at: digest.at))
            }
        }
        lastDigest = digest.at
        close()
    }

    /// Somebody sees to an alarm: it is not told again, but for its end.
    ///
    /// - Returns: whether there is such an open alarm.
    public mutating func acknowledge(_ id: Int64, _ acknowledgement: Acknowledgement) -> Bool {
        guard let place = alarms.firstIndex(where: { $0.id == id && $0.isOpen }) else { return false }
        alarms[place].acknowledgement = acknowledgement
        events.append(
            Event(.acknowledged, of: id, at: acknowledgement.at, by: acknowledgement.by, note: acknowledgement.note))
        return true
    }

    /// Nobody is told of an alarm before a time; if it is open and not acknowledged then, it is told again.
    ///
    /// - Returns: whether there is such an open alarm.
    public mutating func snooze(_ id: Int64, until end: Timestamp, by: String, at now: Timestamp) -> Bool {
        guard let place = alarms.firstIndex(where: { $0.id == id && $0.isOpen }) else { return false }
        alarms[place].snoozed = end
        events.append(Event(.snoozed, of: id, at: now, by: by))
        return true
    }

    private mutating func review(_ place: Int, _ condition: Condition?, _ manner: Manner, at now: Timestamp) {
        guard let condition else {
            let well = alarms[place].well ?? now
            alarms[place].well = well
            guard now - well >= manner.well else { return }
            alarms[place].ended = now
            return events.append(Event(.ended, of: alarms[place].id, at: now))
        }
        alarms[place].well = nil
        // What is stale says nothing new.
        guard !condition.isStale else { return }
        alarms[place].words = condition.words
        (alarms[place].severity, alarms[place].causes) = (condition.severity, condition.causes)
    }

    private mutating func close() {
        closed += alarms.filter { !$0.isActive }
        alarms.removeAll { !$0.isActive }
    }

    /// Whether one of the causes is an open alarm, or became so at about the same time and is not one yet.
    private func isExplained(_ condition: Condition, since: Timestamp, _ manner: Manner) -> Bool {
        if hasOpenCause(condition.causes) { return true }
        return condition.causes.contains { cause in
            guard let begun = pending[cause]?.since else { return false }
            return begun - since <= manner.together && since - begun <= manner.together
        }
    }

    private func hasOpenCause(_ causes: [Key]) -> Bool {
        alarms.contains { $0.isOpen && causes.contains($0.key) }
    }

    /// It was to be left alone until a time that has passed, and that time was set after the last word on it.
    private func wasSnoozed(_ alarm: Alarm, since told: Timestamp) -> Bool { alarm.snoozed.map { $0 > told } ?? false }

    private static func order(_ condition: Condition) -> (Int, Int64, String, Int64) {
        (
            condition.isStale ? 1 : 0, condition.since?.milliseconds ?? .max, condition.words.what,
            condition.level ?? .min
        )
    }
}
