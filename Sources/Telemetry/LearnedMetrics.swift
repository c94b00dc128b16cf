public import Control
public import Quantities
internal import Sparkplug

extension BoardState {
    /// What a zone knows of its people and lamps, as of the last look at it.
    ///
    /// All of it changes at the very moment of a movement: so a board looks no oftener than it ends intervals, and what
    /// is published tells no more of people than the records do.
    public struct Knowledge: Hashable, Sendable {
        /// Hold time in force.
        public var hold: Duration
        /// Occupied hours that a learned hold time rests on.
        public var hours: Double
        /// Expected false-offs per occupied hour at that hold time.
        public var rate: Double
        /// What all lamps add at the light sensor.
        public var lamps: Lux

        public init(hold: Duration, hours: Double = 0, rate: Double = 0, lamps: Lux = .zero) {
            (self.hold, self.hours, self.rate, self.lamps) = (hold, hours, rate, lamps)
        }

        /// Of a zone that was stepped.
        public init(_ outputs: Zone.Outputs, _ learned: Learned) {
            self.init(hold: outputs.hold, hours: learned.hours, rate: learned.rate, lamps: learned.lamps)
        }
    }
}

extension BoardState.Knowledge {
    func metrics(at stamp: UInt64) -> [Metric] {
        [
            Metric(Name.hold, .double(hold.seconds), at: stamp, properties: [Property("engUnit", .string("s"))]),
            Metric(
                Name.learnedFrom, .double(hours.rounded()), at: stamp,
                properties: [Property("engUnit", .string("h"))]),
            Metric(
                Name.falseOffs, .double((rate * 1_000).rounded() / 1_000), at: stamp,
                properties: [Property("engUnit", .string("1/h"))]),
            Metric(
                Name.lampShare, .double(lamps.value.rounded()), at: stamp,
                properties: [Property("engUnit", .string("lx"))]),
        ]
    }
}

extension Fault {
    /// Those that end, or are found, by a movement.
    ///
    /// Reasons that outrank the sensor hide when that is, and so does what is published: these are looked at with
    /// ``BoardState/Knowledge``.
    public static let ofPeople: Fault = [.motionStuck, .motionSilent, .motionInadequate]

    /// Names in the order of their bits, with commas between them; empty when all is well.
    public var published: String {
        Fault.names.enumerated().compactMap { bit, name in
            contains(Fault(rawValue: 1 << UInt16(bit))) ? "\(name)" : nil
        }.joined(separator: ",")
    }
}

extension Setback {
    public var published: String {
        switch self {
        case .none: "none"
        case .standby: "standby"
        case .unoccupied: "unoccupied"
        }
    }
}
