internal import Boards

/// A line of a board and what it is for.
struct BoardLine: Hashable, Sendable {
    /// As site files call it.
    let name: String
    /// Among the board's chips.
    let chip: Int
    /// On the chip.
    let offset: Int
    /// Such as `lamp 2`, `motion`.
    let role: String
    let zone: String

    /// All lines of a board in the order in which they are requested: lamps first.
    static func lines(of site: Site) -> [BoardLine] {
        let lamps = site.zones.flatMap { zone in
            zone.lamps.enumerated().map { step, lamp in
                BoardLine(
                    name: lamp.line.name, chip: lamp.line.chip, offset: lamp.line.offset,
                    role: zone.lamps.count == 1 ? "lamp" : "lamp \(step + 1)", zone: zone.id)
            }
        }
        return lamps
            + Senses.wirings(of: site).map { wiring in
                BoardLine(
                    name: wiring.input.line.name, chip: wiring.input.line.chip, offset: wiring.input.line.offset,
                    role: wiring.role.name,
                    zone: site.zones[wiring.zone].id)
            }
    }
}

extension Senses.Wiring.Role {
    var name: String {
        switch self {
        case .motion: "motion"
        case .button: "button"
        case .meter: "meter"
        case .light: "light"
        }
    }
}
