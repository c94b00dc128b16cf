internal import Conditioning
internal import Control
internal import Cycle
internal import Logbook
internal import Logging
internal import Loop
internal import Quantities
internal import Sensing
internal import Telemetry
internal import Uplink

/// What of a zone the uplink is told as soon as it changes: nothing that tells of people more than level and reason do.
struct ZoneNews: Hashable, Sendable {
    let level: UInt8
    let reason: Reason
    let illuminance: Lux?
    /// But for those of people, which ``ControlLoop`` looks at once in each interval.
    let faults: Fault
    let plugs: Bool
    let setback: Setback

    init(_ outputs: Control.Zone.Outputs, _ illuminance: Lux?) {
        (level, self.illuminance) = (outputs.level, illuminance)
        // The difference would trace people, if only by the time of the last change.
        switch outputs.reason {
        case .hold, .latched: reason = .occupied
        default: reason = outputs.reason
        }
        (faults, plugs, setback) = (outputs.faults.subtracting(.ofPeople), outputs.plugs, outputs.setback)
    }

    func tell(_ zone: inout BoardState.ZoneState) {
        (zone.level, zone.reason, zone.illuminance) = (level, reason, illuminance)
        zone.faults = faults.union(zone.faults.intersection(.ofPeople))
        (zone.plugs, zone.setback) = (plugs, setback)
    }
}

extension ControlLoop {
    /// Tells the uplink what is different, and the log when a lamp cannot be driven.
    mutating func show(at now: Instant) {
        let (outputs, inputs) = (cycle.zones.outputs, cycle.zones.inputs)
        var isNews = false
        for zone in outputs.indices {
            let now = ZoneNews(outputs[zone], inputs[zone].illuminance)
            if told[zone] == now { continue }
            told[zone] = now
            isNews = true
        }
        if isNews {
            let (utc, told) = (Clock.utc(), told)
            handover.update { state in
                for zone in told.indices {
                    let old = state.zones[zone]
                    told[zone].tell(&state.zones[zone])
                    if old != state.zones[zone] { state.zones[zone].changed = utc }
                }
            }
        }
        if lookedUntil != logbook.nextEnd { look() }
        guard faults != cycle.faults else { return }
        for zone in faults.indices where faults[zone] != cycle.faults[zone] {
            let id = zones[zone]
            if cycle.faults[zone] {
                keeper.say(.error, "\(id): its lamps cannot be driven; the other zones go on")
            } else {
                keeper.say(.notice, "\(id): its lamps can be driven again")
            }
        }
        faults = cycle.faults
    }

    /// Tells the uplink what changes at the moment of a movement, once in each interval of the records.
    private mutating func look() {
        lookedUntil = logbook.nextEnd
        let outputs = cycle.zones.outputs
        let knowledge = zones.indices.map { BoardState.Knowledge(outputs[$0], cycle.zones.learned(of: $0)) }
        let meters = logbook.metered
        let faults = meters.indices.map { plant.senses.boardMeter($0)?.meter.fault }
        let utc = Clock.utc()
        handover.update { state in
            for meter in meters.indices { state.meters[meter].take(meters[meter], fault: faults[meter]?.word, at: utc) }
            for zone in knowledge.indices {
                let old = state.zones[zone]
                state.zones[zone].knowledge = knowledge[zone]
                let ofPeople = outputs[zone].faults.intersection(.ofPeople)
                state.zones[zone].faults = ofPeople.union(old.faults.subtracting(.ofPeople))
                if old != state.zones[zone] { state.zones[zone].changed = utc }
            }
        }
    }
}
