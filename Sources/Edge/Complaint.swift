internal import Control

/// What a fault of a zone means to whoever looks after the board, and what to do about it.
struct Complaint: Hashable, Sendable {
    /// As it is published.
    let name: String
    /// What is seen, and what the zone does meanwhile.
    let words: String
    let cure: String
    /// Nothing that control does can help.
    let isBad: Bool
    /// Roles of the lines that it speaks against.
    let roles: [String]

    /// Those of a zone, in the order of their bits.
    static func all(in faults: Fault) -> [Complaint] {
        Fault.names.indices.compactMap { bit in
            let fault = Fault(rawValue: 1 << UInt16(bit))
            return faults.contains(fault) ? Complaint(fault, named: "\(Fault.names[bit])") : nil
        }
    }

    /// Whether a line of the zone is what to look at.
    func concerns(_ line: BoardLine) -> Bool { roles.contains { line.role.hasPrefix($0) } }

    private init(_ fault: Fault, named name: String) {
        self.name = name
        isBad = fault == .relayWelded
        (words, cure, roles) =
            switch fault {
            case .motionLost:
                (
                    "its motion sensor is lost or warming up; the zone counts as occupied",
                    "if it stays so for minutes, look at the sensor's wires and supply", ["motion"]
                )
            case .motionStuck:
                (
                    "its motion sensor has seen motion without end for hours; schedule and button decide",
                    "look at the sensor's wires, and at what moves before it", ["motion"]
                )
            case .motionSilent:
                (
                    "people were there by button or door, and its motion sensor saw none, or it has seen nobody for too "
                        + "long; schedule and button decide",
                    "uncover, aim or replace the sensor, then try it: lightwell-edge walk-test; where nobody came for so "
                        + "long, motion-silence may be longer", ["motion"]
                )
            case .motionInadequate:
                (
                    "its motion sensor misses people too often for any hold time allowed; the longest is used",
                    "aim the sensor better, add a second one, or raise hold-most", ["motion"]
                )
            case .lightLost:
                (
                    "its light sensor is lost; it is lit as at night", "look at the sensor's wires and supply",
                    ["light"]
                )
            case .lightFrozen:
                (
                    "its light reading does not answer to its lamps, or tells of a day without end; it is lit as at night",
                    "uncover the sensor; where it does not see the lamps, say open-loop: yes; where summers have no "
                        + "night, longest-day: 0 s", ["light"]
                )
            case .lightBlinded:
                (
                    "its light sensor sees more light than can be on a task; it is lit as at night",
                    "keep the sun off the sensor, or hang it elsewhere", ["light"]
                )
            case .lampFailed:
                (
                    "its lamps are on and draw too little",
                    "replace lamps or drivers that are dark, and look at the fuse",
                    ["lamp", "relay", "dimmer", "meter"]
                )
            case .relayWelded:
                (
                    "its lamps are off and still draw", "replace the relay: its contacts are welded, or it is bridged",
                    ["lamp", "relay", "dimmer", "meter"]
                )
            case .meterDisagrees:
                (
                    "its meter shows neither what is asked of the lamps nor the opposite",
                    "check load and pulses-per-kwh in the site file, and what else the meter feeds", ["meter"]
                )
            case .relayWear:
                (
                    "its relays switch more often than their life allows; changes by daylight wait longer",
                    "raise daylight-margin, bright-delay or minimum-on", ["lamp", "relay"]
                )
            default: ("it has a fault that this release has no words for", "update the program", [])
            }
    }
}
