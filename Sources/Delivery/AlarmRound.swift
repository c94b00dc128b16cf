public import Alarms
public import Calendars
internal import JSON
public import Ledger
public import Quantities

/// One look after another: what is wrong goes into the book, what is due into the outbox, and what is there out.
///
/// What a channel could not take is told in the next message to it, as it is then: after a week without the mail server
/// one mail arrives.
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
        try store.change(at: now, telling: plan.post) { book in
            book.observe(plan.rules.conditions(in: seen), plan.manner, at: now)
            guard !plan.channels.isEmpty, let digest = book.due(plan.manner, at: now) else { return }
            book.tell(digest)
        }
        try store.signOfLife(at: now)
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

    /// One message at a time for each channel.
    public var post: AlarmPost {
        AlarmPost(to: channels.map(\.name)) { [zone, ledger] digest in
            let letter = Letter(digest, in: zone, ledger: ledger)
            return AlarmDraft(subject: letter.subject, text: letter.text, json: digest.json(letter).text)
        }
    }
}
