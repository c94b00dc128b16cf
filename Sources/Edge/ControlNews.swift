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
                state.zones[zone].look(knowledge[zone], outputs[zone].faults)
                if old != state.zones[zone] { state.zones[zone].changed = utc }
            }
        }
    }
}
