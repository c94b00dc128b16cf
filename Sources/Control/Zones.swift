public import Quantities

/// All zones of a board as one value: what the board steps.
///
/// Links and priorities between zones live here, inside the core.
public struct Zones: Hashable, Sendable {
    private var zones: [Zone]
    /// What each zone decided at the last step, in the order given to ``init(_:)``.
    public private(set) var outputs: [Zone.Outputs]
    /// What each zone knew at its last step.
    public private(set) var inputs: [Zone.Inputs]

    /// Until its first step every zone counts as lit, as its lines are requested.
    public init(_ settings: [Zone.Settings]) {
        zones = settings.map { Zone($0) }
        outputs = settings.map { Zone.Outputs(level: $0.steps, reason: .starting) }
        inputs = settings.map { _ in Zone.Inputs(motion: nil) }
    }

    public var count: Int { zones.count }

    public func settings(of zone: Int) -> Zone.Settings { zones[zone].settings }

    /// Steps one zone with what it may know from `now` on. Allocates nothing.
    ///
    /// Reviews that fell due before `now` come first: see ``review(before:)``.
    public mutating func step(_ zone: Int, _ inputs: Zone.Inputs, at now: Instant) {
        self.inputs[zone] = inputs
        outputs[zone] = zones[zone].step(inputs, at: now)
    }

    /// Steps the zone whose review is due first, at the moment it was due and with the
    /// inputs that held then, however late this is called: so that timers do not
    /// depend on how busy the machine was, and a replay needs no record of reviews.
    ///
    /// - Returns: Zone and moment; `nil` when no review is due before `now`.
    public mutating func review(before now: Instant) -> (zone: Int, at: Instant)? {
        var first: (zone: Int, at: Instant)?
        for zone in 0..<zones.count {
            guard let due = outputs[zone].reviewBy, due < now, first.map({ due < $0.at }) ?? true else { continue }
            first = (zone, due)
        }
        guard let first else { return nil }
        outputs[first.zone] = zones[first.zone].step(inputs[first.zone], at: first.at)
        return first
    }

    /// Puts new settings in force. Never darkens at once: the hold time begins anew.
    public mutating func apply(_ settings: Zone.Settings, to zone: Int, at now: Instant) {
        zones[zone].apply(settings, at: now)
    }

    /// When some zone wants to be stepped at the latest; `nil` if only inputs matter.
    public var reviewBy: Instant? {
        var review: Instant?
        for output in outputs { review = earliest(review, output.reviewBy) }
        return review
    }

    /// Reads or writes the state of one zone, settings excepted.
    public mutating func exchange(_ zone: Int, _ codec: inout some StateCodec) {
        zones[zone].exchange(&codec)
    }
}
