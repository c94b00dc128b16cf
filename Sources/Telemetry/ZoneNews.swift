public import Control
public import Quantities

/// What of a zone the uplink is told as soon as it changes: nothing that tells of people more than level and reason do.
public struct ZoneNews: Hashable, Sendable {
    public let level: UInt8
    public let reason: Reason
    public let illuminance: Lux?
    /// But for those of people, see ``BoardState/ZoneState/look(_:_:)``.
    public let faults: Fault
    public let plugs: Bool
    public let setback: Setback

    public init(_ outputs: Zone.Outputs, _ illuminance: Lux?) {
        (level, self.illuminance) = (outputs.level, illuminance)
        // The difference would trace people, if only by the time of the last change.
        switch outputs.reason {
        case .hold, .latched: reason = .occupied
        default: reason = outputs.reason
        }
        (faults, plugs, setback) = (outputs.faults.subtracting(.ofPeople), outputs.plugs, outputs.setback)
    }

    public func tell(_ zone: inout BoardState.ZoneState) {
        (zone.level, zone.reason, zone.illuminance) = (level, reason, illuminance)
        zone.faults = faults.union(zone.faults.intersection(.ofPeople))
        (zone.plugs, zone.setback) = (plugs, setback)
    }
}

extension BoardState.ZoneState {
    /// What changes at the moment of a movement: to be told no oftener than intervals end.
    public mutating func look(_ knowledge: BoardState.Knowledge, _ faults: Fault) {
        self.knowledge = knowledge
        self.faults = self.faults.subtracting(.ofPeople).union(faults.intersection(.ofPeople))
    }
}
