public import Boards
public import Conditioning
public import Quantities

extension Senses {
    /// One input line and what it is for.
    public struct Wiring: Sendable {
        public enum Role: Sendable {
            case motion, button
            case meter(MeterWiring)
            /// One that belongs to no zone, and its place among these.
            case boardMeter(BoardMeter, Int)
            case light(LightCalibration)
            /// The high line of a pair follows its low one.
            case comparator(ComparatorWiring, LightComparator.Output)
            case door(DoorWiring)
            /// The auxiliary contact of a lamp's relay, which a zone has as its `step`, from 0.
            case answer(zone: Int, step: Int)
            /// Asks to give up light.
            case shed(ShedWiring)
            /// The board's own button.
            case identify
        }
        /// `nil`: the board's own.
        public let zone: Int?
        public let role: Role
        public let input: InputWiring

        /// What people call it.
        public var word: String {
            switch role {
            case .motion: "motion sensor on"
            case .button, .identify: "button on"
            case .meter: "meter on"
            case .boardMeter(let meter, _): "\(meter.medium.name) meter \(meter.name) on"
            case .light, .comparator: "light sensor on"
            case .door: "door contact on"
            case .shed: "shed contact on"
            case .answer: "auxiliary contact on"
            }
        }
    }

    /// All input lines of a board, in the order in which they are requested: by zones, then the board's own, and last
    /// the answers of relays.
    public static func wirings(of site: Site) -> [Wiring] {
        let own =
            [
                site.shed.map { Wiring(zone: nil, role: .shed($0), input: $0.input) },
                site.button.map { Wiring(zone: nil, role: .identify, input: $0) },
            ].compactMap { $0 }
            + site.meters.enumerated().map { Wiring(zone: nil, role: .boardMeter($1, $0), input: $1.input) }
            + site.zones.enumerated().flatMap { zone, wiring in
                wiring.lamps.enumerated().compactMap { step, lamp in
                    lamp.answer.map { Wiring(zone: nil, role: .answer(zone: zone, step: step), input: $0) }
                }
            }
        return site.zones.indices.flatMap { wirings(of: site.zones[$0], $0) } + own
    }

    private static func wirings(of zone: Site.Zone, _ index: Int) -> [Wiring] {
        let motion = zone.motion.map { Wiring(zone: index, role: .motion, input: $0) }
        let button = zone.button.map { Wiring(zone: index, role: .button, input: $0) }
        let meter = zone.meter.map { Wiring(zone: index, role: .meter($0), input: $0.input) }
        let door = zone.door.map { Wiring(zone: index, role: .door($0), input: $0.input) }
        return motion + [button, meter].compactMap { $0 } + lights(of: zone, index) + [door].compactMap { $0 }
    }

    private static func lights(of zone: Site.Zone, _ index: Int) -> [Wiring] {
        switch zone.light {
        case .converter(let input, let calibration)?:
            [Wiring(zone: index, role: .light(calibration), input: input)]
        case .comparator(let pair)?:
            [
                Wiring(zone: index, role: .comparator(pair, .low), input: pair.low),
                Wiring(zone: index, role: .comparator(pair, .high), input: pair.high),
            ]
        case .simulated?, nil: []
        }
    }
}

extension Senses.Wiring.Role {
    /// Of a relay's auxiliary contact; `nil` of anything else.
    public var relayZone: Int? { if case .answer(let zone, _) = self { zone } else { nil } }

    /// What a meter on the line measures; `nil` where none is.
    public var medium: Medium? {
        switch self {
        case .meter: .energy
        case .boardMeter(let meter, _): meter.medium
        default: nil
        }
    }

    /// In lists of lines.
    public var name: String {
        switch self {
        case .motion: "motion"
        case .button: "button"
        case .meter: "meter"
        case .boardMeter(let meter, _): "\(meter.medium.name) meter \(meter.name)"
        case .light: "light"
        case .comparator(_, .low): "light low"
        case .comparator(_, .high): "light high"
        case .door: "door"
        case .shed: "shed"
        case .answer(_, let step): "answer \(step + 1)"
        case .identify: "button"
        }
    }
}
