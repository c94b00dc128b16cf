internal import Quantities

/// Decides whether somebody may be in a zone: from any sign of life until a
/// hold time after the last one.
///
/// A sensor sees motion, not people. So what is unknown counts as occupied: the
/// time before the first step (a start), and any time without a reading.
struct Occupancy: Hashable, Sendable {
    /// The last moment known to have had a sign of life; `nil` before the first step.
    private(set) var lastSign: Instant?
    /// No reading now: the sensor failed or warms up.
    private(set) var isBlind = false
    /// No sign of life since the start but the start itself.
    private(set) var isStarting = true
    /// Motion at this very moment.
    private(set) var isMoving = false
    private var onsets: WrappingCount?

    /// - Parameter motion: `nil` when no reading can be trusted.
    mutating func step(_ motion: Motion?, at now: Instant) {
        // What was moving, or unknown, held until this step.
        if lastSign == nil || isBlind || isMoving { lastSign = now }
        guard let motion else {
            (isBlind, isMoving, onsets) = (true, false, nil)
            return
        }
        let began = onsets.map { motion.onsets - $0 > 0 } ?? motion.isActive
        if began || motion.isActive { sign(at: now) }
        (isBlind, isMoving, onsets) = (false, motion.isActive, motion.onsets)
    }

    /// Somebody was noticed by other means, such as a button.
    mutating func sign(at now: Instant) {
        lastSign = now
        isStarting = false
    }

    /// Begins the hold time anew without claiming a person: settings changed.
    mutating func extend(to now: Instant) {
        if lastSign != nil { lastSign = now }
    }

    /// When the zone counts as vacant if nothing happens; `nil` while that cannot be said.
    func vacant(after hold: Duration) -> Instant? {
        guard !isBlind, !isMoving, let lastSign else { return nil }
        return lastSign + hold
    }

    mutating func exchange(_ codec: inout some StateCodec) {
        codec.exchange(&lastSign)
        codec.exchange(&isBlind)
        codec.exchange(&isStarting)
        codec.exchange(&isMoving)
        codec.exchange(&onsets)
    }
}
