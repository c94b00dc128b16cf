public import Quantities

/// All zones of a board as one value: what the board steps.
///
/// Links and priorities between zones live here, inside the core.
public struct Zones: Hashable, Sendable {
    private var zones: [Zone]
    /// What each zone decided at the last step, in the order given to ``init(_:)``.
    public private(set) var outputs: [Zone.Outputs]

    /// Until its first step every zone counts as lit, as its lines are requested.
    public init(_ settings: [Zone.Settings]) {
        zones = settings.map { Zone($0) }
        outputs = settings.map { Zone.Outputs(level: $0.steps, reason: .starting) }
    }

    public var count: Int { zones.count }

    public func settings(of zone: Int) -> Zone.Settings { zones[zone].settings }

    /// Steps one zone. Allocates nothing.
    public mutating func step(_ zone: Int, _ inputs: Zone.Inputs, at now: Instant) {
        outputs[zone] = zones[zone].step(inputs, at: now)
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
