/// Decides how often one edge node may be asked for its births.
///
/// At once, then not before the timeout, then twice as long each time, up to ``longestWait``. A birth does not
/// end the waiting, or a node that always sends what it never declared would be asked in a circle; only a
/// quiet time of four waits does.
struct RebirthPace {
    /// Milliseconds. A longer timeout is waited for all the same.
    static let longestWait: UInt64 = 60_000

    private var askedAt: UInt64?
    private var wait: UInt64 = 0

    /// - Returns: whether to ask now. A clock set back lets it ask.
    mutating func ask(at now: UInt64, timeout: UInt64) -> Bool {
        defer { if askedAt == nil { askedAt = now } }
        guard let last = askedAt else {
            wait = timeout
            return true
        }
        let quiet = now >= last ? now - last : .max
        guard quiet >= wait else { return false }
        wait = quiet / 4 >= wait ? timeout : max(timeout, min(wait &* 2, RebirthPace.longestWait))
        askedAt = now
        return true
    }
}
