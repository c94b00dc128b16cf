public import Quantities

/// The light of one zone, where people need it and where the sensor sees it.
public struct Room: Hashable, Sendable {
    public let daylight: Daylight
    public let lamps: Lamps
    /// Of the desk (and the sensor above it) from the façade, m.
    public let deskDistance: Double
    public let view: SensorView
    private let drift: Noise

    /// The seed is the sensor's: it drifts in a way of its own.
    public init(daylight: Daylight, lamps: Lamps, deskDistance: Double, view: SensorView = .ceiling, seed: Seed) {
        (self.daylight, self.lamps, self.deskDistance, self.view) = (daylight, lamps, deskDistance, view)
        drift = Noise(seed: seed.branch("sensor drift"), period: .hours(2))
    }

    /// Daylight alone on the desk.
    public func daylight(under outdoors: Outdoors) -> Lux { daylight.illuminance(at: deskDistance, under: outdoors) }

    /// On the desk, daylight and lamps together.
    public func desk(daylight: Lux, lampLevel: Double) -> Lux { daylight + lamps.desk(atLevel: lampLevel) }

    /// At the sensor: its ``view`` of the desk's light; what it sees of daylight wanders over hours.
    ///
    /// - Parameter output: what is left of the light of new lamps, 0 to 1.
    public func sensor(daylight: Lux, lampLevel: Double, output: Double = 1, at time: Timestamp) -> Lux {
        daylight * (view.daylight * (1 + view.drift * drift.bounded(at: time)))
            + lamps.desk(atLevel: lampLevel) * output * view.lamps
    }

    /// Of the desk's light at the ceiling, where nobody says otherwise (assumption).
    public static let ceilingShare = 0.2
}
