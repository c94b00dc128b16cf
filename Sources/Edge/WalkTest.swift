internal import Quantities

/// Decides what the lamps of a zone under a walk test do: lit for two seconds from each motion, dark in between,
/// so that somebody who walks through it sees what its sensors see. Control's own decisions go on meanwhile.
///
/// Lit as well while a sensor is lost: nobody is left in the dark by something broken.
struct WalkTest: Hashable, Sendable {
    /// A test that nobody ends, ends.
    static let longest = Duration.minutes(30)
    static let flash = Duration.seconds(2)

    let zone: Int
    let ends: Instant
    /// A motion sensor of the zone cannot be read.
    var isBlind = false
    private var litUntil: Instant

    /// Begins with a flash: the tester sees that it has begun.
    init(of zone: Int, at now: Instant) {
        self.zone = zone
        (ends, litUntil) = (now + Self.longest, now + Self.flash)
    }

    mutating func sees(at now: Instant) { litUntil = Swift.max(litUntil, now + Self.flash) }

    func isLit(at now: Instant) -> Bool { isBlind || now < litUntil }

    func isOver(at now: Instant) -> Bool { ends <= now }

    /// Look again no later than this.
    func reviewBy(at now: Instant) -> Instant { now < litUntil ? Swift.min(litUntil, ends) : ends }
}
