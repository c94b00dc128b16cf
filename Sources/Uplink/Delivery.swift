public import Quantities

/// Decides which entries of a journal are sent when, so that each one is in the
/// ledger exactly once in the end: in order, few at a time, and again from the last
/// acknowledged one when nothing is heard.
///
/// A value without clock, socket or file. The receiver takes only the next sequence,
/// so sending twice costs nothing but time.
public struct Delivery: Hashable, Sendable {
    /// Entries sent and not yet acknowledged, at most.
    public static let window: UInt64 = 32

    /// The receiver has everything up to here.
    public private(set) var acknowledged: UInt64
    /// The last one sent since the receiver was last known to listen.
    public private(set) var sent: UInt64
    private var patience = Self.shortest
    private var deadline: Instant?
    private var wentBack: Instant?

    private static let shortest = Duration.seconds(2)
    private static let longest = Duration.seconds(60)
    /// A receiver that repeats itself is asking for what comes next; more often than this it is an echo.
    private static let echo = Duration.milliseconds(500)

    public init(acknowledged: UInt64) { (self.acknowledged, sent) = (acknowledged, acknowledged) }

    /// A new session: what was on its way may be lost.
    public mutating func restart() { (sent, deadline, patience) = (acknowledged, nil, Self.shortest) }

    /// The sequences that may be sent now.
    public func sendable(durable: UInt64) -> Range<UInt64> {
        let last = Swift.min(durable, acknowledged + Self.window)
        return last > sent ? sent + 1..<last + 1 : sent + 1..<sent + 1
    }

    /// Notes that everything up to `sequence` has been sent.
    public mutating func sent(through sequence: UInt64, at now: Instant) {
        guard sequence > sent else { return }
        sent = sequence
        if deadline == nil { deadline = now + patience }
    }

    /// Takes the receiver's word. It may go backwards: the receiver was restored from a backup.
    ///
    /// - Parameter durable: the last sequence there is; a word about later ones is not about this journal.
    public mutating func acknowledge(through sequence: UInt64, durable: UInt64, at now: Instant) {
        guard sequence <= durable else { return }
        if sequence > acknowledged {
            acknowledged = sequence
            sent = Swift.max(sent, sequence)
            patience = Self.shortest
            deadline = sent > acknowledged ? now + patience : nil
        } else if sequence < acknowledged {
            acknowledged = sequence
            goBack(at: now)
        } else if sent > acknowledged, wentBack.map({ $0 + Self.echo <= now }) ?? true {
            goBack(at: now)
        }
    }

    /// Call ``tick(at:)`` no later than this; `nil` while nothing is on its way.
    public var wakeBy: Instant? { deadline }

    /// Goes back to the last acknowledged entry when the receiver has been silent for too long.
    public mutating func tick(at now: Instant) {
        guard let deadline, deadline <= now else { return }
        patience = Swift.min(patience * 2, Self.longest)
        goBack(at: now)
    }

    private mutating func goBack(at now: Instant) {
        (sent, deadline, wentBack) = (acknowledged, nil, now)
    }
}
