internal import Boards
internal import Loop
internal import Quantities
internal import Surroundings
internal import Synchronization

/// Whether the wall clock is right: asked of the machine by a thread that may wait, read by control, which may not.
///
/// Once right it stays so until the board restarts: a time server that is out of reach for a day spoils nothing, not even
/// when the program starts anew meanwhile.
final class ClockWatch: Sendable {
    private let rule: ClockRule
    private let memory: ClockMemory?
    private let ask: @Sendable () -> ClockSigns
    private let found: Mutex<ClockTrust>
    private let trusted: Atomic<Bool>

    /// Asks for the first time.
    ///
    /// - Parameter memory: where it is kept that the clock was right since this boot; `nil`: nowhere.
    init(
        _ rule: ClockRule, in memory: ClockMemory? = nil,
        asking ask: @escaping @Sendable () -> ClockSigns = { ClockSigns() }
    ) {
        (self.rule, self.memory, self.ask) = (rule, memory, ask)
        let signs = ask()
        let first = ClockTrust(signs, by: rule, after: memory)
        memory?.note(signs)
        found = Mutex(first)
        trusted = Atomic(first.isTrusted)
    }

    /// Touches no file and waits for nothing.
    var isTrusted: Bool { believes(Clock.utc()) }

    /// The same, of what the wall clock has just said.
    func believes(_ utc: Timestamp) -> Bool { trusted.load(ordering: .relaxed) && utc >= Clock.earliestTrusted }

    var trust: ClockTrust { found.withLock { $0 } }

    /// Asks again, unless it is right.
    ///
    /// - Returns: whether it has become so just now.
    func look() -> Bool {
        guard !trusted.load(ordering: .relaxed) else { return false }
        let signs = ask()
        let next = ClockTrust(signs, by: rule)
        memory?.note(signs)
        found.withLock { $0 = next }
        guard next.isTrusted else { return false }
        trusted.store(true, ordering: .relaxed)
        return true
    }
}
