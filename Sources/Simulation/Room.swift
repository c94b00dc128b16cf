public import Quantities

/// The light of one zone, where people need it and where the sensor sees it.
public struct Room: Hashable, Sendable {
    public let daylight: Daylight
    public let lamps: Lamps
    /// Of the desk (and the sensor above it) from the façade, m.
    public let deskDistance: Double
    private let drift: Noise

    /// The seed is the sensor's: it drifts in a way of its own.
    public init(daylight: Daylight, lamps: Lamps, deskDistance: Double, seed: Seed) {
        (self.daylight, self.lamps, self.deskDistance) = (daylight, lamps, deskDistance)
        drift = Noise(seed: seed.branch("sensor drift"), period: .hours(2))
    }

    /// Daylight alone on the desk.
    public func daylight(under outdoors: Outdoors) -> Lux { daylight.illuminance(at: deskDistance, under: outdoors) }

    /// On the desk, daylight and lamps together.
    public func desk(daylight: Lux, lampLevel: Double) -> Lux { daylight + lamps.desk(atLevel: lampLevel) }

    /// At a ceiling sensor that looks down: 0.2 of the desk's lamp light, and of its daylight a
    /// share that wanders within 30 % of 0.2 over hours, as sun and furniture move (assumptions).
    public func sensor(daylight: Lux, lampLevel: Double, at time: Timestamp) -> Lux {
        daylight * (Room.ceilingShare * (1 + 0.3 * drift.bounded(at: time)))
            + lamps.desk(atLevel: lampLevel) * Room.ceilingShare
    }

    /// Of the desk's light at the ceiling.
    public static let ceilingShare = 0.2
}
