internal import Control
internal import Quantities

/// Decides what the lamps of a board do after somebody has held its button: which lamps are its own, and what its
/// sensors see, without any network.
///
/// First every lamp is lit at full, and one zone after another goes dark for a second and back: that shows the zones in
/// the order of the site file, and tests lamps and relays. Then all stay lit, and a zone blinks once whenever its sensors
/// begin to see motion. Nothing is dark for longer than a second. Ways out dip only, where their lamps have steps.
/// Control's own decisions go on meanwhile.
struct Identify: Hashable, Sendable {
    /// What nobody ends, ends.
    static let longest = Duration.minutes(30)
    static let dark = Duration.seconds(1)
    /// Between two zones.
    static let pause = Duration.seconds(1)
    /// Before the first zone and after the last: relays that have just closed do not open sooner.
    static let lead = Duration.seconds(3)
    static let blink = Duration.milliseconds(500)
    /// From a blink to the next one of the same zone, whatever moves.
    static let rest = Duration.seconds(3)

    let ends: Instant
    private let start: Instant
    /// Of each zone: full, and where it goes when it is to be told apart.
    private let lamps: [Lamps]
    /// When the last blink of each zone began.
    private var blinks: [Instant?]

    private struct Lamps: Hashable, Sendable {
        let full: UInt8
        let dip: UInt8
    }

    /// - Parameter zones: in the order in which they show themselves.
    init(_ zones: [Control.Zone.Settings], at now: Instant) {
        (start, ends) = (now, now + Self.longest)
        lamps = zones.map { Lamps(full: $0.steps, dip: Self.dip($0)) }
        blinks = zones.map { _ in nil }
    }

    /// Whether the zones have shown themselves, and what they show now is motion.
    func showsMotion(at now: Instant) -> Bool { walkFrom <= now }

    /// Takes the beginning of motion in a zone.
    mutating func sees(_ zone: Int, at now: Instant) {
        guard showsMotion(at: now) else { return }
        if let last = blinks[zone], now < last + Self.blink + Self.rest { return }
        blinks[zone] = now
    }

    /// What the lamps of a zone show.
    func level(of zone: Int, at now: Instant) -> UInt8 { isDipped(zone, at: now) ? lamps[zone].dip : lamps[zone].full }

    func isOver(at now: Instant) -> Bool { ends <= now }

    /// Look again no later than this.
    func reviewBy(at now: Instant) -> Instant {
        var review = ends
        for zone in blinks.indices {
            let turn = turn(of: zone)
            for change in [turn, turn + Self.dark] where now < change { review = Swift.min(review, change) }
            if let blink = blinks[zone], now < blink + Self.blink { review = Swift.min(review, blink + Self.blink) }
        }
        return review
    }

    private func isDipped(_ zone: Int, at now: Instant) -> Bool {
        let turn = turn(of: zone)
        if turn <= now, now < turn + Self.dark { return true }
        return blinks[zone].map { $0 <= now && now < $0 + Self.blink } ?? false
    }

    private func turn(of zone: Int) -> Instant { start + Self.lead + (Self.dark + Self.pause) * Int64(zone) }

    private var walkFrom: Instant {
        start + Self.lead + (Self.dark + Self.pause) * Int64(blinks.count) + Self.lead
    }

    /// Of a way out: one step, of a dimmer a third of its light.
    static func dip(_ zone: Control.Zone.Settings) -> UInt8 {
        guard zone.isEgress, zone.steps > 1 else { return 0 }
        return zone.isDimmed ? zone.steps / 3 : 1
    }
}
