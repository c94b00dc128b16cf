internal import Journal
internal import Logging
internal import Quantities
internal import Settings
internal import Sparkplug
internal import Telemetry

/// What comes from the hub: acknowledgements, wishes, and whether it is there.
extension Uplink {
    func obey(_ command: EdgeCommand) {
        switch command {
        case .rebirth: announce { session, births, now in session.rebirth(births, at: now) }
        case .write(nil, let metrics, _):
            guard let word = Acknowledgement(metrics), word.host == identity.host else { return }
            acknowledge(word)
        case .write(let device?, let metrics, let sentAt): obey(metrics, device.text, sentAt)
        case .hostState(online: false, _):
            // Before its birth it waits anyhow.
            if session.isBorn { lost("host \(identity.host) is offline") }
        case .hostState(online: true, _): log.info("host \(identity.host) is online")
        case .refused(let topic, let reason): log.warning("\(topic): refused: \(reason)")
        }
    }

    /// Hands control what somebody writes to a zone, each command once.
    private func obey(_ metrics: [Metric], _ zone: String, _ sentAt: UInt64?) {
        let now = now.time
        let (fresh, failure) = commands.take(metrics, zone: zone, sentAt: sentAt, now: now)
        if let failure { log.warning("\(failure): a command may be obeyed twice after a reboot") }
        if fresh.count < metrics.count { log.warning("\(zone): ignored a command that was taken before") }
        let asked = SettingRequest.read(fresh, zone: zone, sentAt: sentAt, now: now)
        let reset = ResetRequest.read(fresh, zone: zone, sentAt: sentAt, now: now)
        let refusals = asked.refusals + reset.refusals
        for refusal in refusals { log.warning("\(zone): refused: \(refusal)") }
        if let refusal = refusals.last {
            handover.update { state in
                guard let place = state.zones.firstIndex(where: { $0.id == zone }) else { return }
                state.zones[place].answer(
                    fresh.lazy.compactMap { $0.name.flatMap { Setting.metric($0) } }.last,
                    fresh.lazy.compactMap { try? CommandTerms($0, sentAt: sentAt).id }.last, refusal: refusal)
            }
        }
        if !asked.requests.isEmpty { handover.ask(asked.requests) }
        if let request = reset.request { handover.ask(request) }
    }

    private func acknowledge(_ word: Acknowledgement) {
        guard let place = parcels.firstIndex(where: { $0.journal.id == word.journal }) else { return }
        let journal = parcels[place].journal
        guard word.sequence <= journal.durable else {
            return log.error(
                "\(identity.host) claims entry \(word.sequence) of a journal that has \(journal.durable): is this a copied card?"
            )
        }
        parcels[place].delivery.acknowledge(
            through: word.sequence, durable: journal.durable, at: now.instant)
        do throws(JournalError) { try journal.acknowledge(through: word.sequence) } catch {
            log.error("\(error.description)")
        }
    }
}
