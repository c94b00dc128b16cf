public import Control
public import Quantities

/// Sample, step, actuate: the only three things that ever happen to a zone, in the only order.
public struct Cycle: Sendable {
    public private(set) var zones: Zones
    /// What each zone knew at its last step.
    public private(set) var inputs: [Zone.Inputs]
    /// Zones whose lamps could not be driven at their last step.
    public private(set) var faults: [Bool]

    public init(_ zones: Zones) {
        self.zones = zones
        inputs = [Zone.Inputs](repeating: Zone.Inputs(motion: nil), count: zones.count)
        faults = [Bool](repeating: false, count: zones.count)
    }

    /// Turns once for every zone.
    ///
    /// - Returns: When to turn again at the latest, even if no input changes.
    public mutating func turn(on plant: inout some Plant & ~Copyable, at now: Instant) -> Instant? {
        for zone in 0..<zones.count { turn(zone, on: &plant, at: now) }
        return zones.reviewBy
    }

    /// Turns once for one zone: the one whose inputs changed or whose review is due.
    public mutating func turn(_ zone: Int, on plant: inout some Plant & ~Copyable, at now: Instant) {
        inputs[zone] = plant.sample(zone, at: now)
        zones.step(zone, inputs[zone], at: now)
        faults[zone] = !plant.actuate(zone, zones.outputs[zone], at: now)
    }

    /// Puts new settings in force at the next turn.
    public mutating func apply(_ settings: Zone.Settings, to zone: Int, at now: Instant) {
        zones.apply(settings, to: zone, at: now)
    }

    /// Reads or writes the state of one zone, settings excepted.
    public mutating func exchange(_ zone: Int, _ codec: inout some StateCodec) {
        zones.exchange(zone, &codec)
    }
}
