public import Quantities

/// What was plugged in in a zone drew, and what its relay kept it from drawing. Energies in W·ms, times in ms.
///
/// People's devices draw while they are there and no longer; the base draws always: whether real devices sleep when
/// their people leave is not known (assumption).
public struct PlugUse: Hashable, Sendable {
    /// What is plugged in, and what of it is behind the relay.
    public struct Rating: Hashable, Sendable {
        public var base: Watts
        /// For each person who is there.
        public var person: Watts
        /// The share of either behind the relay, 0 to 1; 0 without a relay.
        public var switched: Double

        public init(base: Watts, person: Watts, switched: Double) {
            (self.base, self.person, self.switched) = (base, person, switched)
        }

        /// W.
        func power(people: Int, isOn: Bool) -> (drawn: Double, cut: Double) {
            let wanted = base.value + person.value * Double(people)
            let cut = isOn ? 0 : wanted * switched
            return (wanted - cut, cut)
        }
    }

    public var used = 0.0
    public var cut = 0.0
    /// With the relay open.
    public var timeOff: Int64 = 0
    /// With the relay open and people there, whose devices it cut.
    public var timeOffOccupied: Int64 = 0

    public init() {}

    public init(_ rating: Rating, over course: Course) {
        guard let loads = course.loads else { return }
        var (people, plugs) = (Cursor(loads.people), Cursor(loads.plugs))
        var time = course.start
        while time < course.end {
            people.move(to: time)
            plugs.move(to: time)
            var next = course.end
            for change in [people.next, plugs.next] { if let change { next = Swift.min(next, change) } }
            let span = (next - time).milliseconds
            let power = rating.power(people: people.value, isOn: plugs.value)
            used += power.drawn * Double(span)
            cut += power.cut * Double(span)
            if !plugs.value {
                timeOff += span
                if people.value > 0 { timeOffOccupied += span }
            }
            time = next
        }
    }

    public static func += (a: inout Self, b: Self) {
        a.used += b.used
        a.cut += b.cut
        a.timeOff += b.timeOff
        a.timeOffOccupied += b.timeOffOccupied
    }
}
