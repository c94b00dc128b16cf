internal import Boards
internal import Loop
internal import Quantities
internal import Surroundings
internal import Synchronization

/// Whether the wall clock is right: asked of the machine by a thread that may wait, read by control, which may not.
///
/// Once right it stays so until the board restarts: a time server that is out of reach for a day spoils nothing.
final class ClockWatch: Sendable {
    private let rule: ClockRule
    private let ask: @Sendable () -> ClockSigns
    private let found: Mutex<ClockTrust>
    private let trusted: Atomic<Bool>

    /// Asks for the first time.
    init(_ rule: ClockRule, asking ask: @escaping @Sendable () -> ClockSigns = { ClockSigns() }) {
        (self.rule, self.ask) = (rule, ask)
        let first = ClockTrust(ask(), by: rule)
        found = Mutex(first)
        trusted = Atomic(first.isTrusted)
    }

    /// Touches no file and waits for nothing.
    var isTrusted: Bool { trusted.load(ordering: .relaxed) && Clock.utc() >= Clock.earliestTrusted }

    var trust: ClockTrust { found.withLock { $0 } }

    /// Asks again, unless it is right.
    ///
    /// - Returns: whether it has become so just now.
    func look() -> Bool {
        guard !trusted.load(ordering: .relaxed) else { return false }
        let next = ClockTrust(ask(), by: rule)
        found.withLock { $0 = next }
        guard next.isTrusted else { return false }
        trusted.store(true, ordering: .relaxed)
        return true
    }
}
