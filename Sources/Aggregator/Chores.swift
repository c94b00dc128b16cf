internal import Quantities

/// When an aggregator does what need not be done at once, and when it tries again what could not be done.
struct Chores {
    enum Chore: CaseIterable {
        /// What was seen of boards is written down.
        case roster
        case signOfLife
        /// What is too old is given up.
        case retirement

        var period: Duration {
            switch self {
            case .roster: .seconds(2)
            case .signOfLife: .minutes(1)
            case .retirement: .hours(6)
            }
        }
    }

    private var due: [Chore: Instant] = [:]
    /// Not before then is the ledger to be written; `nil`: it can be.
    private var postponed: Instant?

    /// Whether it is time for a chore; it is taken to be done then.
    mutating func isDue(_ chore: Chore, at now: Instant) -> Bool {
        if let postponed, now < postponed { return false }
        if let time = due[chore], now < time { return false }
        due[chore] = now + chore.period
        return true
    }

    /// A chore was done in part, and wants to go on soon; records come first.
    mutating func hasMore(_ chore: Chore, at now: Instant) { due[chore] = now + .seconds(2) }

    func maySettle(at now: Instant) -> Bool { postponed.map { $0 <= now } ?? true }

    /// The ledger cannot be written now.
    ///
    /// - Returns: whether that is news.
    mutating func postpone(at now: Instant) -> Bool {
        defer { postponed = now + .seconds(5) }
        return postponed == nil
    }

    /// The ledger was written.
    ///
    /// - Returns: whether that is news.
    mutating func settled() -> Bool {
        defer { postponed = nil }
        return postponed != nil
    }
}
