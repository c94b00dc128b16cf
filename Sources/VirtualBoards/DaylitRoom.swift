internal import Astronomy
internal import Boards
internal import Quantities
internal import Simulation

/// A room with what its people do with the blind over the day.
struct DaylitRoom: Sendable {
    let room: Room
    private let use: Room.BlindUse
    private var manual: ManualBlind?

    init(_ room: Room, _ use: Room.BlindUse) { (self.room, self.use) = (room, use) }

    /// Daylight alone on the desk.
    mutating func daylight(at now: Timestamp, under skylight: inout Skylight) -> Lux {
        let outdoors = skylight.outdoors(at: now)
        switch use {
        case .none: return room.daylight(under: outdoors, .open)
        case .automatic: return room.daylight(under: outdoors)
        case .manual:
            guard outdoors.sun.altitude > .zero else { return .zero }
            var blind = manual ?? ManualBlind(at: skylight.place)
            let state = blind.state(at: now) { room.blind(under: skylight.glance(at: $0)) == .closed }
            manual = blind
            return room.daylight(under: outdoors, state)
        }
    }
}

extension Site.Zone {
    /// How its window lights it; `nil` without one.
    func room(_ lamps: Lamps, seed: Seed) -> DaylitRoom? {
        guard let window = simulation?.window, let opening = window.opening(floor: area) else { return nil }
        return DaylitRoom(Room(opening, lamps: lamps, view: SensorView(simulation?.view), seed: seed), window.use)
    }
}

extension Site.Simulation.Window {
    /// The room behind the window: as deep as twice its desks, at least 4 m, and 2.8 m high (assumptions), but no
    /// narrower or lower than its window. `nil` where there is no such room.
    func opening(floor: SquareMetres) -> Room.Opening? {
        guard let size else {
            let window = Simulation.Window(
                azimuth: .degrees(faces), area: area, transmittance: transmittance,
                // Lintel and reveal hide 25° where the horizon hides nothing (assumption).
                skyAngle: .degrees(Swift.max(0, 65 - horizon)), horizon: .degrees(horizon))
            return Daylight(floorArea: floor, depth: Swift.max(2 * depth, 4), windows: [window])
                .map { .average($0, deskAt: depth) }
        }
        let deep = Swift.max(Swift.min(Swift.max(2 * depth, 4), floor.value / size.width), depth + 0.01)
        guard
            let shell = Shell(
                width: Swift.max(size.width, floor.value / deep), depth: deep,
                height: Swift.max(2.8, size.sill + size.height)),
            let pane = Pane(
                width: size.width, height: size.height, sill: size.sill, transmittance: transmittance)
        else { return nil }
        return SplitFlux(shell, pane: pane, facing: .degrees(faces), at: depth, horizon: .degrees(horizon))
            .map { .pane($0) }
    }

    var use: Room.BlindUse {
        switch blind {
        case .none: .none
        case .manual: .manual
        case .automatic: .automatic
        }
    }
}
