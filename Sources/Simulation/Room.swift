public import Quantities

/// The light of one zone, where people need it and where the sensor sees it.
public struct Room: Hashable, Sendable {
    /// How daylight gets to the desk.
    public enum Opening: Hashable, Sendable {
        /// By the mean daylight factor of the room, for a desk so many metres from the façade: of windows of which only
        /// the area is known.
        case average(Daylight, deskAt: Double)
        /// By what the desk sees through a pane of known size.
        case pane(SplitFlux)
    }

    /// What people and motors do with a blind.
    public enum BlindUse: Hashable, Sendable {
        case none
        /// Closed by sun on the desk until the end of the day.
        case manual
        /// Closed while there is sun on the desk.
        case automatic
    }

    public let opening: Opening
    public let lamps: Lamps
    public let view: SensorView
    private let drift: Noise

    /// The seed is the sensor's: it drifts in a way of its own.
    public init(_ opening: Opening, lamps: Lamps, view: SensorView = .ceiling, seed: Seed) {
        (self.opening, self.lamps, self.view) = (opening, lamps, view)
        drift = Noise(seed: seed.branch("sensor drift"), period: .hours(2))
    }

    /// - Parameter deskDistance: of the desk (and the sensor above it) from the façade, m.
    public init(daylight: Daylight, lamps: Lamps, deskDistance: Double, view: SensorView = .ceiling, seed: Seed) {
        self.init(.average(daylight, deskAt: deskDistance), lamps: lamps, view: view, seed: seed)
    }

    /// Daylight alone on the desk.
    ///
    /// - Parameter blind: `nil`: as ``blind(under:)`` has it.
    public func daylight(under outdoors: Outdoors, _ blind: Window.Blind? = nil) -> Lux {
        switch opening {
        case .average(let daylight, let distance): daylight.illuminance(at: distance, under: outdoors, blind)
        case .pane(let point): point.illuminance(under: outdoors, blind ?? point.blind(under: outdoors))
        }
    }

    /// Closed while there is sun on the desk, through any of the windows.
    public func blind(under outdoors: Outdoors) -> Window.Blind {
        switch opening {
        case .average(let daylight, let distance):
            daylight.windows.contains { $0.blind(under: outdoors, deskAt: distance) == .closed } ? .closed : .open
        case .pane(let point): point.blind(under: outdoors)
        }
    }

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
