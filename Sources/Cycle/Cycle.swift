public import Control
public import Quantities

/// Sample, step, actuate: the only three things that ever happen to a zone, in the only order.
public struct Cycle: Sendable {
    public private(set) var zones: Zones
    /// Zones whose lamps could not be driven at their last step.
    public private(set) var faults: [Bool]
    private var hasNews: [Bool]

    public init(_ zones: Zones) {
        self.zones = zones
        faults = [Bool](repeating: false, count: zones.count)
        hasNews = faults
    }

    /// Turns once for every zone: all lamps first, then the observer, whom nobody in a room waits for.
    ///
    /// - Returns: When to turn again at the latest, even if no input changes.
    public mutating func turn(
        on plant: inout some Plant & ~Copyable, telling observer: inout some Observer & ~Copyable, at now: Instant
    ) -> Instant? {
        review(on: &plant, telling: &observer, before: now)
        for zone in 0..<zones.count { step(zone, on: &plant, at: now) }
        for zone in 0..<zones.count { tell(&observer, of: zone, at: now) }
        return zones.reviewBy
    }

    /// Turns once for the zones that have news: inputs that changed, or a review that is due. Another step of the others
    /// would change nothing, and nobody is told of one; but all lamps are driven, for some may be on their way.
    ///
    /// - Returns: When to turn again at the latest, even if no input changes.
    public mutating func turnNews(
        on plant: inout some Plant & ~Copyable, telling observer: inout some Observer & ~Copyable, at now: Instant
    ) -> Instant? {
        review(on: &plant, telling: &observer, before: now)
        for zone in 0..<zones.count {
            let inputs = plant.sample(zone, at: now)
            hasNews[zone] = zones.isNews(inputs, of: zone, at: now)
            if hasNews[zone] { zones.step(zone, inputs, at: now) }
            act(zone, on: &plant, at: now)
        }
        for zone in 0..<zones.count where hasNews[zone] { tell(&observer, of: zone, at: now) }
        return zones.reviewBy
    }

    /// Turns once for one zone: the one whose inputs changed.
    ///
    /// - Returns: When to turn again at the latest, even if no input changes.
    public mutating func turn(
        _ zone: Int, on plant: inout some Plant & ~Copyable, telling observer: inout some Observer & ~Copyable,
        at now: Instant
    ) -> Instant? {
        review(on: &plant, telling: &observer, before: now)
        step(zone, on: &plant, at: now)
        tell(&observer, of: zone, at: now)
        return zones.reviewBy
    }

    /// Puts new settings in force, after the reviews that fell due before. A turn at `now` must follow.
    ///
    /// - Parameter ordersShed: as of ``Zones/apply(_:to:ordersShed:at:)``.
    public mutating func apply(
        _ settings: Zone.Settings, to zone: Int, ordersShed: Bool = false, on plant: inout some Plant & ~Copyable,
        telling observer: inout some Observer & ~Copyable, at now: Instant
    ) {
        review(on: &plant, telling: &observer, before: now)
        zones.apply(settings, to: zone, ordersShed: ordersShed, at: now)
    }

    /// Reads or writes the state of one zone, settings excepted.
    public mutating func exchange(_ zone: Int, _ codec: inout some StateCodec) {
        zones.exchange(zone, &codec)
    }

    /// Has a zone forget what it has learned, after the reviews that fell due before. A turn at `now` must follow.
    public mutating func resetLearned(
        of zone: Int, on plant: inout some Plant & ~Copyable, telling observer: inout some Observer & ~Copyable,
        at now: Instant
    ) {
        review(on: &plant, telling: &observer, before: now)
        zones.resetLearned(of: zone)
    }

    /// Reads or writes what of a zone outlives a restart.
    public mutating func exchangeLearned(_ zone: Int, _ codec: inout some StateCodec) {
        zones.exchangeLearned(zone, &codec)
    }

    /// Catches up with the reviews that fell due since the last turn, each at its own moment.
    public mutating func review(
        on plant: inout some Plant & ~Copyable, telling observer: inout some Observer & ~Copyable, before now: Instant
    ) {
        while let (zone, due) = zones.review(before: now) {
            act(zone, on: &plant, at: due)
            tell(&observer, of: zone, at: due)
        }
    }

    private mutating func step(_ zone: Int, on plant: inout some Plant & ~Copyable, at now: Instant) {
        zones.step(zone, plant.sample(zone, at: now), at: now)
        act(zone, on: &plant, at: now)
    }

    private mutating func act(_ zone: Int, on plant: inout some Plant & ~Copyable, at now: Instant) {
        faults[zone] = !plant.actuate(zone, zones.outputs[zone], at: now)
    }

    private func tell(_ observer: inout some Observer & ~Copyable, of zone: Int, at now: Instant) {
        observer.stepped(zone, zones.inputs[zone], zones.outputs[zone], at: now)
    }
}
