public import Hardware
public import Quantities

/// A door or a window, as the reed contact at it tells.
///
/// A door that falls shut rattles for longer than its reed bounces, so a level must hold for 50 ms
/// to count; 20 to 50 ms are usual for contacts.
///
/// Faults: ``SensorFault/unreadable``; ``SensorFault/chattering``, be it a loose wire or a hand
/// with a magnet; ``SensorFault/stuckActive`` when open for longer than it may be, if a limit is
/// set: a cut wire, or a door wedged open. A contact that always says shut is not told from a door nobody uses.
public struct Contact: Hashable, Sendable {
    /// Whether current flows through the contact, the line being active, while the door is shut.
    ///
    /// Not "normally open" or "closed": makers of reeds mean by that without a magnet, installers of alarms
    /// mean while the door is shut (securitysales.com, alarm sensors), which is the opposite.
    public enum Loop: Hashable, Sendable {
        /// A reed that closes in the magnet's field (form A): the usual one, for a cut wire reads as an
        /// open door.
        case closedWhileShut
        /// A reed that opens in the magnet's field (form B).
        case openWhileShut
    }

    /// Whether ``isOpen`` may be believed.
    public var isKnown: Bool { line.fault == nil }
    /// What speaks against it. A door left open too long is one, and still known to be open.
    public var fault: SensorFault? { isTooLong ? .stuckActive : line.fault }
    /// Whether the door is open.
    public var isOpen: Bool { line.isActive == (loop == .openWhileShut) }
    /// How often it was opened.
    public private(set) var openings = WrappingCount.zero

    private var line: WatchedLine
    private let loop: Loop
    private let longestOpen: Duration?
    private var openSince: Instant?
    private var isTooLong = false

    /// - Parameters:
    ///   - isActive: Whether current flows at the start; `nil` if the line cannot be read.
    ///   - longestOpen: Open for this long it is a fault; `nil`: it may stay open, as a window does.
    public init(
        at start: Instant, isActive: Bool?, loop: Loop = .closedWhileShut, stability: Duration = .milliseconds(50),
        longestOpen: Duration? = nil, chatter: Chatter.Limit = .hand
    ) {
        line = WatchedLine(
            at: start, isActive: isActive, stability: stability, longestActive: nil, chatter: chatter)
        (self.loop, self.longestOpen) = (loop, longestOpen)
        openSince = isActive != nil && isOpen ? start : nil
    }

    /// Look again no later than this; `nil` if only an edge can change anything.
    public var reviewBy: Instant? { earliest(line.reviewBy, isTooLong ? nil : tooLongAt) }

    /// Takes an edge of the line. On a line that had failed it is a sign of life.
    public mutating func receive(_ edge: Edge) {
        let wasLost = line.hasFailed
        take(line.receive(edge), foundAt: wasLost ? edge.at : nil, now: edge.at)
    }

    /// Takes a reading of the line. A door found open after a failure was not opened then.
    public mutating func reads(_ isActive: Bool, at now: Instant) {
        let wasLost = line.hasFailed
        take(line.reads(isActive, at: now), foundAt: wasLost ? now : nil, now: now)
    }

    /// Takes the news that the line cannot be read: the door is unknown until an edge or a reading comes.
    public mutating func fail(at now: Instant) {
        take(line.fail(at: now), foundAt: nil, now: now)
        (openSince, isTooLong) = (nil, false)
    }

    /// Lets time pass.
    public mutating func look(at now: Instant) {
        take(line.look(at: now), foundAt: nil, now: now)
    }

    private var tooLongAt: Instant? {
        guard let longestOpen else { return nil }
        return openSince.map { $0 + longestOpen }
    }

    private mutating func take(_ change: WatchedLine.Change?, foundAt: Instant?, now: Instant) {
        if let since = change?.at ?? foundAt { (openSince, isTooLong) = (isOpen ? since : nil, false) }
        if let change, change.isTrusted, isOpen { openings.increment() }
        if let tooLongAt, tooLongAt <= now { isTooLong = true }
    }
}
