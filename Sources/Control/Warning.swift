internal import Quantities

/// Announces darkness before it comes, so that a person who sits still can answer.
///
/// Lamps in steps go down to their lowest step, dimmers to three tenths; a single step blinks once.
/// The time runs from the step that began it, so a late step or changed settings never cut the warning short.
struct Warning: Hashable, Sendable {
    private var since: Instant?
    private var lasting = Duration.zero
    private var level: UInt8 = 0

    var isOn: Bool { since != nil }

    /// Begins with the lamps at `level`, 1 or more.
    mutating func begin(at now: Instant, lasting: Duration, level: UInt8) {
        (since, self.lasting, self.level) = (now, lasting, level)
    }

    /// It has been on for its whole time.
    func isOver(at now: Instant) -> Bool { since.map { $0 + lasting <= now } ?? false }

    mutating func end() { since = nil }

    /// The level to show now, and when that changes; `nil` when no warning is on.
    func level(at now: Instant, blink: Duration, isDimmed: Bool) -> (level: UInt8, until: Instant)? {
        guard let since, now < since + lasting else { return nil }
        if isDimmed { return (Swift.max(1, UInt8(Int(level) * 3 / 10)), since + lasting) }
        if level > 1 { return (1, since + lasting) }
        let dip = blink < lasting ? blink : lasting
        if now < since + dip { return (0, since + dip) }
        return (level, since + lasting)
    }

    mutating func exchange(_ codec: inout some StateCodec) {
        codec.exchange(&since)
        codec.exchange(&lasting)
        codec.exchange(&level)
    }
}
