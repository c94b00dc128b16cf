internal import Boards
internal import Quantities
internal import Sensing

/// A line of a board and what it is for.
struct BoardLine: Hashable, Sendable {
    /// As site files call it.
    let name: String
    /// Among the board's chips; `nil`: it is no GPIO line but a PWM output.
    let chip: Int?
    /// On the chip.
    let offset: Int
    /// Such as `lamp 2`, `motion`.
    let role: String
    /// `nil`: the board's own.
    let zone: String?
    /// What the meter on it measures; `nil` where none is.
    var medium: Medium?

    /// All lines of a board in the order in which they are requested: lamps first. Behind the inputs are
    /// PWM outputs, and last the relays of plugs and climate.
    static func lines(of site: Site) -> [BoardLine] {
        let lamps = site.zones.flatMap { zone in
            zone.lamps.enumerated().map { step, lamp in
                BoardLine(
                    name: lamp.line.name, chip: lamp.line.chip, offset: lamp.line.offset,
                    role: zone.dimmer != nil ? "relay" : zone.lamps.count == 1 ? "lamp" : "lamp \(step + 1)",
                    zone: zone.id)
            }
        }
        let inputs = Senses.wirings(of: site).map { wiring in
            BoardLine(
                name: wiring.input.line.name, chip: wiring.input.line.chip, offset: wiring.input.line.offset,
                role: wiring.role.name, zone: (wiring.zone ?? wiring.role.relayZone).map { site.zones[$0].id },
                medium: wiring.role.medium)
        }
        let dimmers = site.zones.compactMap { zone in
            zone.dimmer?.output.map { output in
                BoardLine(name: "\(output)", chip: nil, offset: output.channel, role: "dimmer", zone: zone.id)
            }
        }
        let followers = site.zones.flatMap { zone in
            [("plugs", zone.plugs), ("setback", zone.setback)].compactMap { role, wiring in
                wiring.map {
                    BoardLine(name: $0.line.name, chip: $0.line.chip, offset: $0.line.offset, role: role, zone: zone.id)
                }
            }
        }
        return lamps + inputs + dimmers + followers
    }

    /// Whether something is switched by it.
    var isOutput: Bool { role.hasPrefix("lamp") || ["relay", "dimmer", "plugs", "setback"].contains(role) }

    /// What its level means.
    func word(isActive: Bool) -> String {
        switch role {
        case "plugs": isActive ? "on" : "off"
        case "setback": isActive ? "set back" : "comfort"
        default: isOutput ? isActive ? "lit" : "dark" : isActive ? "active" : "still"
        }
    }

    /// "lamp 2 of room", "shed contact of the board".
    var words: String { "\(role) of \(zone ?? "the board")" }
}
