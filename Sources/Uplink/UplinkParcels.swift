internal import Journal
internal import Logging
internal import Quantities
internal import Records
internal import Sparkplug
internal import Telemetry

/// What leaves the journals: entries on their way to the ledger, and the mirror of the newest.
extension Uplink {
    /// Whether entries wait that only the rate holds back.
    func isHeldBack(_ parcel: Parcel) -> Bool {
        session.isBorn && !parcel.delivery.sendable(durable: parcel.journal.durable).isEmpty
    }

    /// Sends as many entries as may be under way.
    func deliver() {
        for place in parcels.indices {
            parcels[place].delivery.tick(at: now.instant)
            let journal = parcels[place].journal
            let wanted = parcels[place].delivery.sendable(durable: journal.durable)
            let most = Swift.min(wanted.count, catchUp.allowance(at: now.instant))
            guard most > 0 else { continue }
            do throws(JournalError) {
                // One more, for the check that the first one carries.
                let before = Swift.max(wanted.lowerBound, 2) - 1
                var previous: Shipment?
                var left = most
                for entry in try journal.read(from: before, atMost: most + 1) where left > 0 {
                    let shipment = Shipment(
                        journal: journal.id, first: entry.first, sequence: entry.sequence, previous: previous?.check,
                        bytes: entry.bytes)
                    previous = shipment
                    guard wanted.lowerBound <= entry.sequence else { continue }
                    guard send(shipment) else { return }
                    left -= 1
                    tally.entries += 1
                    catchUp.spend()
                    parcels[place].delivery.sent(through: entry.sequence, at: now.instant)
                }
            } catch {
                log.error("\(error.description)")
            }
        }
    }

    /// Ends zones that were only kept for their records, once those are delivered.
    func bury() {
        guard !retired.zones.isEmpty, retired.last <= parcels[0].delivery.acknowledged else { return }
        for zone in retired.zones {
            if let death = session.deviceDied(zone, at: now.time.wire) { publish(death) }
        }
        retired.zones.removeAll()
    }

    private func send(_ shipment: Shipment) -> Bool {
        let now = now.time
        var device = shipment.device.flatMap { try? Identifier($0) }
        var metrics = shipment.metrics(at: now)
        if let zone = device, !session.bornDevices.contains(zone) {
            // Nobody was born to own it: it travels as bytes.
            device = nil
            metrics = shipment.coded(at: now)
        }
        return session.data(device, metrics, at: now.wire).map { publish($0) } ?? false
    }

    /// Tells scripts what is durable, whether or not a hub takes it.
    func reflect(_ choice: MirrorFeed.Choice) {
        guard var feed = mirror else { return }
        do throws(JournalError) {
            for message in try feed.take(choice) where !publish(message) { return }
            mirror = feed
        } catch {
            log.error("\(error.description)")
        }
    }
}
