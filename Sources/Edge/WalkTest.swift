internal import Control
internal import Quantities

/// Decides what the lamps of a zone under a walk test do: lit while a sensor sees motion and for two seconds after,
/// dark in between, so that somebody who walks through it sees what its sensors see. Control's own decisions go on meanwhile.
///
/// A way out only dips, and where its lamps have one step it stays lit and blinks at motion. Lit as well while a sensor is
/// lost or cannot be believed: nobody is left in the dark by something broken.
struct WalkTest: Hashable, Sendable {
    /// A test that nobody ends, ends.
    static let longest = Duration.minutes(30)
    static let flash = Duration.seconds(2)
    static let blink = Duration.milliseconds(500)

    let zone: Int
    let ends: Instant
    /// A motion sensor of the zone is not to be believed.
    var isBlind = false
    private var isMoving = false
    private let full: UInt8
    private let dip: UInt8
    /// Lit but for blinks.
    private let isBright: Bool
    /// The last motion, or the beginning: the tester sees that it has begun.
    private var seen: Instant

    /// - Parameter settings: of the zone.
    init(of zone: Int, _ settings: Control.Zone.Settings, at now: Instant) {
        (self.zone, ends, seen) = (zone, now + Self.longest, now)
        (full, dip) = (settings.steps, Identify.dip(settings))
        isBright = settings.isEgress && dip == 0
    }

    /// - Parameter motion: whether a sensor of the zone sees motion from now on.
    mutating func sees(_ motion: Bool, at now: Instant) {
        defer { isMoving = motion }
        // Where it blinks, that tells of motion that begins.
        guard motion || isMoving && !isBright else { return }
        // A blink that has begun is not drawn out: under somebody who goes on moving it would be darkness.
        if isBright, now < seen + Self.blink + Identify.rest { return }
        seen = Swift.max(seen, now)
    }

    /// What the lamps show.
    func level(at now: Instant) -> UInt8 { isBlind || isLit(at: now) ? full : dip }

    func isOver(at now: Instant) -> Bool { ends <= now }

    /// Look again no later than this.
    func reviewBy(at now: Instant) -> Instant { now < change ? Swift.min(change, ends) : ends }

    private func isLit(at now: Instant) -> Bool { isBright ? change <= now : isMoving || now < change }

    private var change: Instant { seen + (isBright ? Self.blink : Self.flash) }
}
