public import Quantities

/// The relays of a zone's lamps, one to three: at level k the first k are closed.
///
/// Safe is lit: a relay closes at once, whenever it is asked to, and all are closed at the start. It opens no
/// sooner than ``dwell`` after it last moved, so that nothing upstream can wear it out, unless a person asks; light is
/// late to go, never late to come. What the lines must show is ``isClosed(_:)``; their polarity belongs to the wiring.
///
/// Faults, where an auxiliary contact answers: ``SensorFault/stuckActive``, closed although it was opened, as by
/// welded contacts; ``SensorFault/stuckInactive``, open although it was closed, as by a dead coil or a hand at
/// the contactor.
public struct RelaySteps: Hashable, Sendable {
    /// A relay stays closed for at least so long, and open too, unless light is wanted.
    public let dwell: Duration
    /// What the lamps should show, 0 (dark) to the number of relays.
    public private(set) var level: UInt8
    private var relays: [Relay]
    private let patience: Duration

    /// Closes all, which is an operation of each.
    ///
    /// - Parameters:
    ///   - operations: So far, as saved, one for each relay.
    ///   - patience: For so long an auxiliary contact may disagree: a contactor's own time and the contact's bounce.
    /// - Returns: `nil` unless there are one to three relays.
    public init?(
        at start: Instant, operations: [UInt64], dwell: Duration = .seconds(2),
        patience: Duration = .milliseconds(500)
    ) {
        guard 1...3 ~= operations.count else { return nil }
        relays = operations.map { Relay(isClosed: true, operations: $0 + 1, at: start) }
        level = UInt8(operations.count)
        (self.dwell, self.patience) = (dwell, patience)
    }

    public var count: Int { relays.count }

    /// Whether a relay's line must be active.
    public func isClosed(_ relay: Int) -> Bool { relays[relay].isClosed }

    /// Closings and openings of a relay in its life, to be saved and given back to ``init(at:operations:dwell:patience:)``.
    public func operations(of relay: Int) -> UInt64 { relays[relay].operations }

    /// What speaks against a relay.
    public func fault(of relay: Int) -> SensorFault? { relays[relay].fault }

    /// How many relays are closed: what the lamps show, ``level`` or, until relays may open, more.
    public var shown: UInt8 { UInt8(relays.count { $0.isClosed }) }

    /// Look again no later than this; `nil` if only a new level or an answer can change anything.
    public var reviewBy: Instant? {
        var review: Instant?
        for (index, relay) in relays.enumerated() {
            review = earliest(review, relay.doubtful(after: patience))
            if relay.isClosed, index >= Int(level) { review = earliest(review, relay.moved + dwell) }
        }
        return review
    }

    /// Asks for a level; beyond the number of relays is all of them.
    ///
    /// - Parameter isByHand: a person waits for it: relays open at once as well.
    public mutating func show(_ level: UInt8, isByHand: Bool = false, at now: Instant) {
        self.level = min(level, UInt8(relays.count))
        if isByHand {
            for index in relays.indices { relays[index].move(to: index < Int(self.level), at: now) }
        }
        look(at: now)
    }

    /// Takes what a relay's auxiliary contact says, debounced; `nil` when its line cannot be read.
    public mutating func answer(_ relay: Int, isClosed: Bool?, at now: Instant) {
        look(at: now)
        relays[relay].answers(isClosed, at: now)
    }

    /// Lets time pass.
    public mutating func look(at now: Instant) {
        for index in relays.indices {
            relays[index].look(at: now, patience: patience)
            if index < Int(level) {
                relays[index].move(to: true, at: now)
            } else if relays[index].moved + dwell <= now {
                relays[index].move(to: false, at: now)
            }
        }
    }
}
