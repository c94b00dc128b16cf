internal import Boards
internal import Conditioning

/// Why the rooms of a site cannot be lived in through its lines: one sentence for each zone, with its cure.
public struct LinesUnfit: Error, Hashable, CustomStringConvertible {
    public let sentences: [String]
    public var description: String { sentences.joined(separator: "\n") }

    /// - Throws: what is wrong with it.
    static func look(at site: Site) throws(LinesUnfit) {
        var sentences: [String] = []
        if site.board.isSimulated {
            sentences.append(
                "the board \(site.board.name) has no lines; a site file for them names a board with a chip")
        }
        for zone in site.zones { sentences += look(at: zone) }
        guard sentences.isEmpty else { throw LinesUnfit(sentences: sentences) }
    }

    private static func look(at zone: Site.Zone) -> [String] {
        let place = "zone \(zone.id)"
        var sentences: [String] = []
        if zone.simulation == nil {
            sentences.append("\(place) has no people to be simulated: add simulate: { people: 2, sensor: typical }")
        }
        if zone.dimmer != nil {
            sentences.append("\(place) has a dimmer, and a chip of lines has no PWM: give its lamps relays")
        }
        if case .converter(_, let calibration)? = zone.light, calibration.mostEdgesPerSecond > mostEdgesPerSecond {
            let times = (calibration.mostEdgesPerSecond / mostEdgesPerSecond).rounded(.up)
            let divider = Double(calibration.divider) * times
            sentences.append(
                "\(place) has a light sensor that gives \(Int(calibration.mostEdgesPerSecond)) edges a second at its "
                    + "maximum, more than the \(Int(mostEdgesPerSecond)) that are simulated: take a divider of "
                    + "\(Int(divider)) or a lower maximum")
        }
        return sentences
    }

    /// 50 Hz: every edge wakes two programs.
    private static let mostEdgesPerSecond = 100.0
}
