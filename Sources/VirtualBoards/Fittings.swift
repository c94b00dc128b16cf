public import Boards
internal import Control
public import Quantities
public import Simulation

extension Lamps.Gear {
    static func of(_ settings: Control.Zone.Settings) -> Lamps.Gear { settings.isDimmed ? .dimmed : .switched }
}

extension DriverResponse {
    /// As the simulation of a zone has it; faithful where it says nothing.
    public init(_ lamps: Site.Simulation.Lamps?) {
        guard let lamps else {
            self = .faithful
            return
        }
        self = DriverResponse(curve: lamps.curve == .linear ? .linear : .logarithmic, least: lamps.minimum) ?? .faithful
    }
}

extension SensorView {
    /// As the simulation of a zone has it; at the ceiling where it says nothing.
    init(_ view: Site.Simulation.SensorView?) {
        self = view.flatMap { SensorView(lamps: $0.lamps, daylight: $0.daylight, drift: $0.drift) } ?? .ceiling
    }
}

/// How long a zone's lamps have been lit, and what light is left of them.
struct LampWear: Sendable {
    private let ageing: LampAgeing
    private var lit = Duration.zero
    /// Of the light of new lamps, 0 to 1.
    private(set) var output: Double

    /// `nil` where they do not age.
    init?(_ lamps: Site.Simulation.Lamps?) {
        guard let lamps, lamps.ageing > 0,
            let ageing = LampAgeing(lossPerThousandHours: lamps.ageing, least: lamps.least, burnt: lamps.burnt)
        else { return nil }
        self.ageing = ageing
        output = ageing.output(litFor: .zero)
    }

    /// They have been lit for a while.
    mutating func burn(for time: Duration) { lit = lit + time }

    /// What is left now. Lamps age in steps of a day.
    mutating func age() { output = ageing.output(litFor: lit) }
}

extension Site.Zone {
    /// What all lamps give on the desks when new: as the light sensor was told, or a quarter more than people need, as
    /// planners allow for ageing (a maintenance factor of 0.8).
    public var deskAtFull: Lux {
        let share = settings.daylight.lamps
        return share > .zero ? Lux(share.value / SensorView(simulation?.view).lamps) : use.task * 1.25
    }

    /// What its drivers make of a level.
    public var response: DriverResponse { DriverResponse(simulation?.lamps) }
}
