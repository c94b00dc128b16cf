internal import Boards
internal import Conditioning
internal import Control
internal import Quantities

/// The lamps of one zone as they are to be driven: one to three relays, or a dimmer and perhaps a relay beside it.
///
/// A relay closes at once and opens no sooner than 2 s after it last moved, unless a person waits for it. A dimmer
/// fades; a level is its light in per cent.
struct ZoneLamps: Hashable, Sendable {
    /// How a dimmer goes to another level.
    enum Fade: Sendable {
        case none
        /// A person waits for it.
        case byHand
        /// Nobody asked for it.
        case unnoticed
    }

    /// Levels: 0 to this.
    let steps: UInt8
    private var relays: RelaySteps?
    private var dimmer: Dimmer?
    private let period: UInt64

    /// Lit.
    ///
    /// - Parameter operations: of its relays so far.
    init(_ zone: Site.Zone, operations: [UInt64], at now: Instant) {
        steps = zone.settings.steps
        relays = RelaySteps(at: now, operations: operations)
        period = zone.dimmer?.period ?? 1
        dimmer = zone.dimmer.map { dimmer in
            Dimmer(
                at: now, curve: dimmer.curve, drive: dimmer.drive,
                minimum: dimmer.curve.position(for: dimmer.minimum))
        }
    }

    /// Asks for a level; beyond ``steps`` is all.
    mutating func show(_ level: UInt8, _ fade: Fade, at now: Instant) {
        guard let dimmer else {
            relays?.show(level, isByHand: fade == .byHand, at: now)
            return
        }
        let target = dimmer.curve.position(for: Double(level) / Double(steps))
        self.dimmer?.go(to: target, over: Self.time(fade, up: target > dimmer.target), at: now)
        let isLit = self.dimmer?.isLit(at: now) ?? true
        relays?.show(isLit ? 1 : 0, at: now)
    }

    private static func time(_ fade: Fade, up: Bool) -> Duration {
        switch fade {
        case .none: .zero
        case .byHand: .seconds(1)
        case .unnoticed: up ? .seconds(2) : .seconds(30)
        }
    }

    /// Whether a relay's line must be active.
    func isClosed(_ relay: Int) -> Bool { relays?.isClosed(relay) ?? true }

    /// Takes what a relay's auxiliary contact says; `nil`: nothing that can be believed.
    mutating func answer(_ relay: Int, isClosed: Bool?, at now: Instant) {
        relays?.answer(relay, isClosed: isClosed, at: now)
    }

    /// What its auxiliary contact has against a relay.
    func fault(of relay: Int) -> SensorFault? { relays?.fault(of: relay) }

    /// Closings and openings of a relay in its life.
    func operations(of relay: Int) -> UInt64 { relays?.operations(of: relay) ?? 0 }

    /// Of the dimmer's period, ns: how long it is active; `nil` without a dimmer.
    func duty(at now: Instant) -> UInt64? { dimmer.map { $0.nanoseconds(of: period, at: now) } }

    /// Of the dimmer, per cent, rounded up: what is not dark is 1 at least; `nil` without a dimmer.
    func light(at now: Instant) -> UInt8? {
        dimmer.map { UInt8(Swift.min(100, ($0.light(at: now) * 100 - 1e-6).rounded(.up))) }
    }

    /// Look again no later than this; `nil` if only another level can change anything.
    func reviewBy(at now: Instant) -> Instant? {
        guard let relay = relays?.reviewBy else { return dimmer?.reviewBy(at: now) }
        return dimmer?.reviewBy(at: now).map { Swift.min($0, relay) } ?? relay
    }
}
