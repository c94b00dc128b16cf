public import Alarms
public import Calendars
internal import JSON
public import Ledger
public import Quantities

/// One look after another: what is wrong goes into the book, what is due into the outbox, and what is there out.
public struct AlarmRound {
    public var plan: AlarmPlan
    private var store: AlarmStore
    /// Told once of each failure, until it is another one.
    private let log: (String) -> Void
    private var failures: [String: String] = [:]
    private var told: Set<String> = []
    private var isTidy = false

    public init(_ plan: AlarmPlan, _ store: AlarmStore, log: @escaping (String) -> Void) {
        (self.plan, self.store, self.log) = (plan, store, log)
    }

    /// Takes what is seen now, and carries what is due. Without channels the book is kept and nobody is told.
    public mutating func look(at seen: Observation) throws(LedgerError) {
        let (plan, now) = (plan, seen.at)
        // A ledger that was restored is another file of the same name.
        if !store.isCurrent { store = try store.again() }
        if !isTidy {
            try store.tidy(keeping: Set(plan.channels.map(\.name)), since: now - Self.kept)
            isTidy = true
        }
        try store.change(at: now) { book in
            book.observe(plan.rules.conditions(in: seen), plan.manner, at: now)
            guard !plan.channels.isEmpty, let digest = book.due(plan.manner, at: now) else { return ((), []) }
            book.tell(digest)
            return ((), plan.drafts(of: digest))
        }
        try store.signOfLife(at: now)
        for stale in try store.expire(before: now - Self.patience) {
            log(
                "message \(stale.id) of \(stale.composed.iso8601) by \(stale.channel) is given up after "
                    + "\(stale.attempts) attempts (\(stale.failure ?? "none failed")): \(stale.subject)")
        }
        try carry(at: now)
    }

    /// Takes another plan from the next look on.
    public mutating func follow(_ plan: AlarmPlan) { (self.plan, isTidy) = (plan, false) }

    /// Carries what waits. After a failure a channel rests until the next look, so that a dead server costs one attempt.
    public mutating func carry(at now: Timestamp) throws(LedgerError) {
        for channel in plan.channels {
            for message in try store.due(channel.name, at: now) {
                let refusals: [String]
                do throws(DeliveryError) { refusals = try channel.carry(message) } catch {
                    if failures.updateValue(error.description, forKey: channel.name) != error.description {
                        log("\(error.description); it is tried again")
                    }
                    try store.failed(message, error.description, next: now + Self.pause(after: message.attempts))
                    break
                }
                if failures.removeValue(forKey: channel.name) != nil { log("\(channel.name) works again") }
                try store.delivered(message, at: now)
                for refusal in refusals where told.insert(refusal).inserted { log(refusal) }
            }
        }
    }

    /// 1, 2, 4 … 32 minutes, then an hour, for as long as it takes.
    static func pause(after attempts: Int) -> Duration { attempts < 6 ? .minutes(1 << Int64(attempts)) : .hours(1) }

    /// Messages that were taken are of no use to anybody after a quarter; their alarms stay for good.
    private static let kept = Duration.days(91)
    /// A message that nobody took for a week is old news; what is still open is told again each day, in newer ones.
    private static let patience = Duration.days(7)
}

/// What is an alarm, how it is told, and by whom.
public struct AlarmPlan: Sendable {
    public var rules = Rules()
    public var manner = Manner()
    /// Of the times in messages.
    public var zone = TimeZone.utc
    /// The file that messages name in their commands.
    public var ledger = "LEDGER"
    /// Empty: nobody is told.
    public var channels: [any Channel] = []

    public init() {}

    /// One message for each channel.
    public func drafts(of digest: Digest) -> [AlarmDraft] {
        let letter = Letter(digest, in: zone, ledger: ledger)
        return channels.map {
            AlarmDraft(channel: $0.name, subject: letter.subject, text: letter.text, json: digest.json(letter).text)
        }
    }
}
