internal import Quantities

/// One relay or contactor: whether it is closed, how often it has moved, and whether it obeys.
///
/// Usual contact ratings mean 10⁵ cycles at a resistive load, over 10⁷ without any (handouk.co.kr, contact
/// ratings), tested at one cycle in 10 s (Weidmüller relay catalogue, electrical endurance, after IEC 61810);
/// the inrush of LED drivers shortens that.
struct Relay: Hashable, Sendable {
    private(set) var isClosed: Bool
    /// Closings and openings, for the wear; a life of 10⁵ cycles is twice as many.
    private(set) var operations: UInt64
    /// When it last moved.
    private(set) var moved: Instant
    /// Of the auxiliary contact: whether the relay is closed. `nil`: nothing is known.
    private var answer: Bool?
    private var disagreesSince: Instant?
    private(set) var fault: SensorFault?

    init(isClosed: Bool, operations: UInt64, at now: Instant) {
        (self.isClosed, self.operations, moved) = (isClosed, operations, now)
    }

    mutating func move(to isClosed: Bool, at now: Instant) {
        guard isClosed != self.isClosed else { return }
        (self.isClosed, moved) = (isClosed, now)
        operations += 1
        compare(since: now)
    }

    mutating func answers(_ answer: Bool?, at now: Instant) {
        guard answer != self.answer else { return }
        self.answer = answer
        compare(since: now)
    }

    /// When it will have disagreed for too long; `nil` while it does not, or already has.
    func doubtful(after patience: Duration) -> Instant? {
        fault == nil ? disagreesSince.map { $0 + patience } : nil
    }

    mutating func look(at now: Instant, patience: Duration) {
        if let due = doubtful(after: patience), due <= now { fault = isClosed ? .stuckInactive : .stuckActive }
    }

    private mutating func compare(since now: Instant) {
        fault = nil
        disagreesSince = answer.map { $0 != isClosed } ?? false ? now : nil
    }
}
