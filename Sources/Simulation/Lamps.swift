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
    /// What dimmed lamps make of a level.
    public let response: DriverResponse
    /// On the desk, at full level, when new.
    public let deskAtFull: Lux

    public init(
        rated: Watts, standby: Watts = .zero, gear: Gear, response: DriverResponse = .faithful, deskAtFull: Lux
    ) {
        (self.rated, self.standby, self.gear, self.deskAtFull) = (rated, standby, gear, deskAtFull)
        self.response = response
    }

    public func power(atLevel level: Double) -> Watts {
        let light = light(atLevel: level)
        switch gear {
        case .dimmed where light > 0: return rated * (0.05 + 0.95 * light) + standby
        case .switched, .dimmed: return rated * light + standby
        }
    }

    public func desk(atLevel level: Double) -> Lux { deskAtFull * light(atLevel: level) }

    /// The share of all light that comes of a level, 0 to 1.
    public func light(atLevel level: Double) -> Double {
        let level = min(1, max(0, level))
        return gear == .dimmed ? response.light(atLevel: level) : level
    }
}
