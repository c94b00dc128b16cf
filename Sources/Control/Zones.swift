public import Quantities

/// All zones of a board as one value: what the board steps.
///
/// Links and priorities between zones live here, inside the core.
public struct Zones: Hashable, Sendable {
    private var zones: [Zone]
    /// What each zone decided at the last step, in the order given to ``init(_:links:)``.
    public private(set) var outputs: [Zone.Outputs]
    /// What each zone knew at its last step.
    public private(set) var inputs: [Zone.Inputs]
    /// Of each zone, the bits of those it follows: a corridor its rooms. It is lit while any of them is occupied.
    private let links: [UInt64]
    /// When some zone wants to be stepped at the latest; `nil` if only inputs matter.
    public private(set) var reviewBy: Instant?

    /// Until its first step every zone counts as lit, as its lines are requested.
    ///
    /// - Parameter links: of each zone, bit `n` for zone `n` that it follows; empty for none. A zone that follows
    ///   none takes ``Zone/Inputs/isLinked`` as it is given.
    public init(_ settings: [Zone.Settings], links: [UInt64] = []) {
        zones = settings.map { Zone($0) }
        outputs = settings.map { Zone.Outputs(level: $0.steps, reason: .starting, hold: $0.hold) }
        inputs = settings.map { _ in Zone.Inputs(motion: nil) }
        self.links = links.isEmpty ? settings.map { _ in 0 } : links
    }

    public var count: Int { zones.count }

    public func settings(of zone: Int) -> Zone.Settings { zones[zone].settings }

    /// Steps one zone with what it may know from `now` on. Allocates nothing.
    ///
    /// Reviews that fell due before `now` come first: see ``review(before:)``. Zones that follow this one may be due
    /// after it, at once.
    public mutating func step(_ zone: Int, _ inputs: Zone.Inputs, at now: Instant) {
        self.inputs[zone] = inputs
        step(zone, at: now)
    }

    /// Whether a step of a zone may change anything: it was never stepped, its inputs are not what they were, or its review
    /// is due.
    public func isNews(_ inputs: Zone.Inputs, of zone: Int, at now: Instant) -> Bool {
        if outputs[zone].reason == .starting { return true }
        if let due = outputs[zone].reviewBy, due <= now { return true }
        var inputs = inputs
        if links[zone] != 0 { inputs.isLinked = self.inputs[zone].isLinked }
        return inputs != self.inputs[zone]
    }

    /// Steps the zone whose review is due first, at the moment it was due and with the
    /// inputs that held then, however late this is called: so that timers do not
    /// depend on how busy the machine was, and a replay needs no record of reviews.
    ///
    /// - Returns: Zone and moment; `nil` when no review is due before `now`.
    public mutating func review(before now: Instant) -> (zone: Int, at: Instant)? {
        guard let due = reviewBy, due < now,
            let zone = (0..<zones.count).first(where: { outputs[$0].reviewBy == due })
        else { return nil }
        step(zone, at: due)
        return (zone, due)
    }

    private mutating func step(_ zone: Int, at now: Instant) {
        if links[zone] != 0 { inputs[zone].isLinked = isLinked(zone) }
        let before = outputs[zone].reviewBy
        outputs[zone] = zones[zone].step(inputs[zone], at: now)
        expect(zone, insteadOf: before)
        for other in 0..<links.count where links[other] & 1 << UInt64(zone) != 0 && other != zone {
            // Looks anew as soon as may be, where that tells it something.
            if inputs[other].isLinked != isLinked(other) {
                let before = outputs[other].reviewBy
                outputs[other].reviewBy = now
                expect(other, insteadOf: before)
            }
        }
    }

    /// Keeps ``reviewBy`` after that of a zone has changed.
    private mutating func expect(_ zone: Int, insteadOf before: Instant?) {
        if let due = outputs[zone].reviewBy, reviewBy.map({ due <= $0 }) ?? true {
            reviewBy = due
        } else if before == reviewBy {
            reviewBy = nil
            for output in outputs { reviewBy = earliest(reviewBy, output.reviewBy) }
        }
    }

    private func isLinked(_ zone: Int) -> Bool {
        for other in 0..<outputs.count where links[zone] & 1 << UInt64(other) != 0 && outputs[other].isOccupied {
            return true
        }
        return false
    }

    /// What a zone has learned, and what that rests on.
    public func learned(of zone: Int) -> Learned { zones[zone].learned(inputs[zone].schedule) }

    /// Forgets what a zone has learned.
    public mutating func resetLearned(of zone: Int) { zones[zone].resetLearned() }

    /// Reads or writes what outlives a restart.
    public mutating func exchangeLearned(_ zone: Int, _ codec: inout some StateCodec) {
        zones[zone].exchangeLearned(&codec)
    }

    /// Puts new settings in force. Never darkens at once: the hold time begins anew.
    ///
    /// - Parameter ordersShed: whether somebody set ``Zone/Settings/shed``, be it to what it was: it lapses so much later.
    public mutating func apply(_ settings: Zone.Settings, to zone: Int, ordersShed: Bool = false, at now: Instant) {
        zones[zone].apply(settings, ordersShed: ordersShed, at: now)
    }

    /// Reads or writes the state of one zone, settings excepted.
    public mutating func exchange(_ zone: Int, _ codec: inout some StateCodec) {
        zones[zone].exchange(&codec)
    }
}
