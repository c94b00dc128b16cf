internal import Boards
internal import Conditioning
internal import GPIO
internal import Hardware
internal import Quantities

extension Senses {
    /// One input line and what it is for.
    struct Wiring {
        enum Role {
            case motion, button
            case meter(MeterWiring)
            case light(LightCalibration)
            /// The high line of a pair follows its low one.
            case comparator(ComparatorWiring, LightComparator.Output)
            case door(Contact.Loop)
            /// Asks to give up so much light, per cent.
            case shed(UInt8)
            /// The board's own button.
            case identify
        }
        /// `nil`: the board's own.
        let zone: Int?
        let role: Role
        let input: InputWiring

        /// What people call it.
        var word: String {
            switch role {
            case .motion: "motion sensor on"
            case .button, .identify: "button on"
            case .meter: "meter on"
            case .light, .comparator: "light sensor on"
            case .door: "door contact on"
            case .shed: "shed contact on"
            }
        }

        /// For how long a level must hold before the kernel tells of it, where it can be asked to.
        ///
        /// What bounces goes through two filters then, the kernel's and the conditioner's. Together they are as safe
        /// as the conditioner alone: it waits for 30 ms and more, so that nothing that holds for less than the kernel's
        /// 5 ms would ever have counted, and what counts is late by 5 ms. What is gained is that a bouncing contact
        /// neither fills the kernel's buffer nor wakes the board. A floating line still chatters: it follows the
        /// mains, whose half-waves are 8 ms and longer. Pulses of meters and light count every edge, so they are never
        /// filtered here.
        var debounce: Duration {
            guard Inputs.canDebounce else { return .zero }
            switch role {
            case .motion, .button, .door, .shed, .identify: return .milliseconds(5)
            case .meter, .light, .comparator: return .zero
            }
        }

        /// As it is requested from its chip.
        var line: Inputs.Line {
            Inputs.Line(offset: input.line.offset, polarity: input.polarity, bias: input.bias, debounce: debounce)
        }
    }

    /// All input lines of a board, in the order in which they are requested: by zones, then the board's own.
    static func wirings(of site: Site) -> [Wiring] {
        let own = [
            site.shed.map { Wiring(zone: nil, role: .shed($0.level), input: $0.input) },
            site.button.map { Wiring(zone: nil, role: .identify, input: $0) },
        ].compactMap { $0 }
        return site.zones.indices.flatMap { wirings(of: site.zones[$0], $0) } + own
    }

    private static func wirings(of zone: Site.Zone, _ index: Int) -> [Wiring] {
        let motion = zone.motion.map { Wiring(zone: index, role: .motion, input: $0) }
        let button = zone.button.map { Wiring(zone: index, role: .button, input: $0) }
        let meter = zone.meter.map { Wiring(zone: index, role: .meter($0), input: $0.input) }
        let door = zone.door.map { Wiring(zone: index, role: .door($0.loop), input: $0.input) }
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
    /// In lists of lines.
    var name: String {
        switch self {
        case .motion: "motion"
        case .button: "button"
        case .meter: "meter"
        case .light: "light"
        case .comparator(_, .low): "light low"
        case .comparator(_, .high): "light high"
        case .door: "door"
        case .shed: "shed"
        case .identify: "button"
        }
    }
}
