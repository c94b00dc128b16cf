internal import Quantities

/// Announces darkness before it comes, so that a person who sits still can answer.
///
/// Lamps in steps go down to their lowest step; a single step blinks once.
/// The time runs from the step that began it, so a late step or a shortened
/// hold time never cuts the warning short.
struct Warning: Hashable, Sendable {
    private var since: Instant?
    private var level: UInt8 = 0

    var isOn: Bool { since != nil }

    /// Begins with the lamps at `level`, 1 or more.
    mutating func begin(at now: Instant, level: UInt8) { (since, self.level) = (now, level) }

    /// It has been on for its whole time.
    func isOver(at now: Instant, lasting: Duration) -> Bool { since.map { $0 + lasting <= now } ?? false }

    mutating func end() { since = nil }

    /// The level to show now, and when that changes; `nil` when no warning is on.
    func level(at now: Instant, lasting: Duration, blink: Duration) -> (level: UInt8, until: Instant)? {
        guard let since, now < since + lasting else { return nil }
        if level > 1 { return (1, since + lasting) }
        let dip = blink < lasting ? blink : lasting
        if now < since + dip { return (0, since + dip) }
        return (level, since + lasting)
    }

    mutating func exchange(_ codec: inout some StateCodec) {
        codec.exchange(&since)
        codec.exchange(&level)
    }
}
