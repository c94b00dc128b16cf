internal import Control
internal import Cycle
internal import Quantities

/// Whoever watches a virtual board without taking part.
struct Spectators: Sendable {
    /// `nil`: nobody writes down what happens.
    var chronicle: Chronicle?
    /// `nil`: nothing breaks.
    var answers: FaultAnswers?

    mutating func look(_ cycle: Cycle, _ plant: inout VirtualPlant, at now: Timestamp) {
        chronicle?.look(cycle.zones, &plant, at: now)
        for zone in 0..<cycle.zones.count { answers?.take(cycle.zones.outputs[zone].faults, of: zone, at: now) }
    }
}
