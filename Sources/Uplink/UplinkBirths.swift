internal import Quantities
internal import Sparkplug
internal import Telemetry

/// What the board says of itself: births, and what changed since.
extension Uplink {
    /// Says all there is to say of the board.
    func announce(_ how: (inout EdgeSession, Births, UInt64) -> [Message]) {
        published = board
        count(&published)
        guard var births = try? Births(published) else { return }
        births.devices += retired.births
        let messages = how(&session, births, now.time.wire)
        if !messages.isEmpty { tally.births += 1 }
        for message in messages { publish(message) }
    }

    func publishChanges() {
        let instant = now.instant
        guard publishedAt.map({ $0 + pace.live <= instant }) ?? true else { return }
        publishedAt = instant
        var state = board
        (state.backlog, state.hoursLeft) = (published.backlog, published.hoursLeft)
        if countedAt.map({ $0 + pace.count <= instant }) ?? true {
            countedAt = instant
            count(&state)
        }
        guard state != published else { return }
        let stamp = now.time.wire
        if let message = session.data(nil, state.changes(since: published), at: stamp) { publish(message) }
        for (zone, before) in zip(state.zones, published.zones) where zone != before {
            guard let device = try? Identifier(zone.id),
                let message = session.data(device, zone.changes(since: before), at: stamp)
            else { continue }
            publish(message)
        }
        published = state
    }

    /// As others may see it.
    var board: BoardState { identity.isLive ? handover.state : handover.state.discreet }

    /// Says how many records the hub does not have yet, and for how long there is room.
    private func count(_ state: inout BoardState) {
        let (journal, acknowledged) = (parcels[0].journal, parcels[0].delivery.acknowledged)
        let buffer = Buffer(
            journal, acknowledged: acknowledged, zones: state.zones.count + state.meters.count, interval: state.interval
        )
        (state.backlog, state.hoursLeft) = (buffer.backlog, buffer.hoursLeft)
    }
}
