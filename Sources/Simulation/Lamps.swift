public import Quantities

/// The lamps of one zone: what they draw and what they give, by level.
///
/// A level is 0 (off) to 1 (full); beyond is cut.
public struct Lamps: Hashable, Sendable {
    /// How levels come about.
    public enum Gear: Hashable, Sendable {
        /// Whole lamps are switched: power is in proportion.
        case switched
        /// All lamps are dimmed: 5 % of the power is the driver's own (assumption).
        case dimmed
    }

    /// At full level, without standby.
    public let rated: Watts
    /// Drawn always, by drivers and sensors.
    public let standby: Watts
    public let gear: Gear
    /// On the desk, at full level.
    public let deskAtFull: Lux

    public init(rated: Watts, standby: Watts = .zero, gear: Gear, deskAtFull: Lux) {
        (self.rated, self.standby, self.gear, self.deskAtFull) = (rated, standby, gear, deskAtFull)
    }

    public func power(atLevel level: Double) -> Watts {
        let level = min(1, max(0, level))
        switch gear {
        case .dimmed where level > 0: return rated * (0.05 + 0.95 * level) + standby
        case .switched, .dimmed: return rated * level + standby
        }
    }

    public func desk(atLevel level: Double) -> Lux { deskAtFull * min(1, max(0, level)) }
}
