internal import Quantities

/// Decides whether somebody may be in a zone: from any sign of life until a
/// hold time after the last one.
///
/// A sensor sees motion, not people. So what is unknown counts as occupied: the
/// time before the first step (a start), and any time without a reading. Somebody who moved behind a door that has
/// stayed closed since is still there (the "wasp in a box").
struct Occupancy: Hashable, Sendable {
    /// What a step told.
    struct News {
        /// Motion began, or began and ended, since the step before.
        var began = false
        /// The stillness that it ended; `nil` while that is not known.
        var gap: Duration?
        /// Motion that has ended now lasted so long.
        var moved: Duration?
        /// The door was opened.
        var opened = false
    }

    /// The last moment known to have had a sign of life; `nil` before the first step.
    @Packed private(set) var lastSign: Instant?
    /// No reading now: the sensor failed or warms up.
    private(set) var isBlind = false
    /// No sign of life since the start but the start itself.
    private(set) var isStarting = true
    /// Motion at this very moment.
    private(set) var isMoving = false
    /// Motion was seen behind the door that is closed.
    private(set) var isLatched = false
    private var onsets: WrappingCount?
    @Packed private var movingSince: Instant?
    @Packed private var stillSince: Instant?
    private var openings: WrappingCount?
    @Packed private var closedSince: Instant?

    /// Whether this reading tells of motion that had not begun before.
    func begins(_ motion: Motion?) -> Bool {
        guard let motion else { return false }
        return onsets.map { motion.onsets - $0 > 0 } ?? motion.isActive
    }

    /// - Parameter motion: `nil` when no reading can be trusted.
    mutating func step(_ motion: Motion?, _ door: Door?, at now: Instant) -> News {
        var news = News()
        // What was moving, or unknown, held until this step.
        if lastSign == nil || isBlind || isMoving { lastSign = now }
        take(door, &news, at: now)
        if isMoving { latch(at: now) }
        guard let motion else {
            (isBlind, isMoving, onsets, movingSince, stillSince) = (true, false, nil, nil, nil)
            return news
        }
        let began = begins(motion)
        if isMoving, !motion.isActive || began { fall(&news, at: now) }
        if began {
            news.began = true
            news.gap = stillSince.map { now - $0 }
            stillSince = motion.isActive ? nil : now
        }
        if motion.isActive, movingSince == nil { movingSince = now }
        if began || motion.isActive { sign(at: now) }
        if began || motion.isActive { latch(at: now) }
        (isBlind, isMoving, onsets) = (false, motion.isActive, motion.onsets)
        return news
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
    func vacant(after hold: Duration, latch: Duration) -> Instant? {
        guard !isBlind, !isMoving, let lastSign else { return nil }
        return lastSign + (isLatched && latch > hold ? latch : hold)
    }

    mutating func exchange(_ codec: inout some StateCodec) {
        codec.exchange(&lastSign)
        codec.exchange(&isBlind)
        codec.exchange(&isStarting)
        codec.exchange(&isMoving)
        codec.exchange(&isLatched)
        codec.exchange(&onsets)
        codec.exchange(&movingSince)
        codec.exchange(&stillSince)
        codec.exchange(&openings)
        codec.exchange(&closedSince)
    }

    /// Motion sensors go on telling of somebody who has left for as long.
    private static let echo = Duration.seconds(15)

    private mutating func latch(at now: Instant) {
        if let closedSince, closedSince + Self.echo <= now { isLatched = true }
    }

    private mutating func fall(_ news: inout News, at now: Instant) {
        news.moved = movingSince.map { now - $0 }
        (movingSince, stillSince) = (nil, now)
    }

    /// Whoever opens a door comes or goes: a sign of life, and the latch is off.
    private mutating func take(_ door: Door?, _ news: inout News, at now: Instant) {
        guard let door else {
            // Whoever was known to be there may still be.
            if isLatched { lastSign = now }
            (openings, closedSince, isLatched) = (nil, nil, false)
            return
        }
        if let openings, door.openings - openings > 0 {
            news.opened = true
            (isLatched, closedSince) = (false, nil)
            sign(at: now)
        }
        if door.isOpen {
            (isLatched, closedSince) = (false, nil)
        } else if closedSince == nil {
            closedSince = now
        }
        openings = door.openings
    }
}
