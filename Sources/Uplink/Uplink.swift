public import Journal
public import Logging
public import Loop
public import MQTT
public import Quantities
internal import Records
internal import Settings
public import Sparkplug
internal import Telemetry

/// Carries a board's journals to the hub and its settings back: one Sparkplug edge node.
///
/// It sends only what is durable, and forgets nothing when the broker, the network
/// or the hub is gone: the journals are its queue.
///
/// Its owner calls ``turn(at:)`` whenever ``interest`` is ready, ``wakeBy`` has come or the board has something new: a
/// thread of its own by ``run(until:)``, or one thread for many boards. It waits for nothing but the opening of a
/// connection.
public final class Uplink {
    /// Who the board is, and whom it listens to.
    public struct Identity: Sendable {
        public var group: Identifier
        public var node: Identifier
        /// The host application whose acknowledgements count.
        public var host: String
        /// Whether nothing is said while that host is not online (Sparkplug's primary host).
        public var waitsForHost: Bool

        public init(group: Identifier, node: Identifier, host: String, waitsForHost: Bool = false) {
            (self.group, self.node, self.host, self.waitsForHost) = (group, node, host, waitsForHost)
        }
    }

    /// How often the live values are looked at.
    public struct Pace: Sendable {
        /// Changed values are published no more often than this.
        public var live: Duration
        /// Nor the number of records that wait.
        public var count: Duration

        /// That of boards.
        public static let standard = Pace(live: .milliseconds(200), count: .seconds(10))

        public init(live: Duration, count: Duration) { (self.live, self.count) = (live, count) }
    }

    /// What has left, since it was made.
    public struct Tally: Hashable, Sendable {
        /// Births of the node, those on demand included.
        public var births = 0
        public var messages = 0
        /// Of payloads.
        public var bytes = 0
        /// Entries of journals, those sent again included.
        public var entries = 0

        public init() {}
    }

    public private(set) var tally = Tally()
    let handover: Handover
    private let identity: Identity
    private let pace: Pace
    private let log: Logger
    private let connection: Connection
    private let counter: SessionCounter
    private var session: EdgeSession
    private var parcels: [Parcel]
    /// Zones that the site file no longer has, but whose records are still to be delivered.
    private var retired: Retired
    private var published: BoardState
    private var publishedAt: Instant?
    private var countedAt: Instant?
    private var attempts = Attempts()
    private var missingGrants = 0
    private let mirror: Mirror?
    /// The last record that was mirrored.
    private var mirrored: UInt64
    private var catchUp: CatchUp
    private var commands = CommandLog()
    private var now = Moment(.epoch, Timestamp(milliseconds: 0))
    /// What went wrong and is to be tried again: an attempt may have taken long, so the next turn says when.
    private var failure: String?

    /// One journal under way.
    private struct Parcel {
        let journal: any EntryLog
        var delivery: Delivery
    }

    /// - Parameters:
    ///   - journals: to be delivered, the records journal first.
    ///   - counter: remembers the number of the MQTT session.
    ///   - catchUp: how fast entries are sent, together with the window of ``Delivery``.
    ///   - mirrors: whether records also go out as plain JSON.
    /// - Throws: ``MQTTError`` when a certificate, key or password cannot be read.
    public init(
        _ identity: Identity, to broker: Broker, journals: [any EntryLog], counter: SessionCounter, handover: Handover,
        pace: Pace = .standard, catchUp: CatchUp = .free, mirrors: Bool = false, log: Logger
    ) throws(MQTTError) {
        (self.identity, self.handover, self.pace, self.catchUp, self.log) = (identity, handover, pace, catchUp, log)
        connection = try Connection(to: broker, clientID: "lightwell-\(identity.group)-\(identity.node)")
        self.counter = counter
        session = EdgeSession(
            group: identity.group, node: identity.node, nextBdSeq: counter.read(),
            primaryHost: identity.waitsForHost ? try? Identifier(identity.host) : nil)
        parcels = journals.map { Parcel(journal: $0, delivery: Delivery(acknowledged: $0.acknowledged)) }
        mirror = mirrors ? Mirror(NodeID(group: identity.group, node: identity.node)) : nil
        mirrored = journals[0].acknowledged
        published = handover.state
        retired = Retired(in: journals[0], besides: published.zones.map(\.id))
    }

    /// Does what can be done now, without waiting.
    ///
    /// - Parameter now: neither clock need be the machine's; the monotonic one never goes back.
    public func turn(at now: Moment) {
        self.now = now
        settleFailure()
        if attempts.isDue(at: now.instant) { connect() }
        for event in connection.service() { handle(event) }
        if session.isBorn {
            publishChanges()
            deliver()
            bury()
        }
    }

    /// To be polled; `nil` without a connection.
    public var interest: Interest? {
        connection.descriptor.map { Interest($0, toWrite: connection.wantsToWrite) }
    }

    /// When something is to be done though nothing happens; `nil`: never.
    public var wakeBy: Instant? {
        if failure != nil { return .epoch }
        var earliest = attempts.due
        for parcel in parcels {
            for due in [parcel.delivery.wakeBy, isHeldBack(parcel) ? catchUp.due : nil] {
                guard let due else { continue }
                earliest = earliest.map { Swift.min($0, due) } ?? due
            }
        }
        return earliest
    }

    /// Whether births are out and data may follow.
    public var isBorn: Bool { session.isBorn }

    /// Whether entries wait that only the rate holds back.
    private func isHeldBack(_ parcel: Parcel) -> Bool {
        session.isBorn && !parcel.delivery.sendable(durable: parcel.journal.durable).isEmpty
    }

    /// Takes leave of the broker.
    public func leave(at now: Moment) {
        self.now = now
        if let death = session.disconnecting(at: now.time.wire) { publish(death) }
        connection.disconnect()
        counter.write(session.nextBdSeq)
    }

    /// Loses the network: the connection ends without a word, and the broker sends the will. What follows is as after
    /// any loss, from the next ``turn(at:)`` on.
    public func cut(at now: Moment) {
        self.now = now
        connection.sever()
        session.disconnected()
        restart()
        if attempts.due == nil { _ = attempts.fail(at: now.instant) }
    }

    private func connect() {
        let will = session.connecting(at: now.time.wire)
        counter.write(session.nextBdSeq)
        attempts.begin()
        do throws(MQTTError) {
            try connection.setWill(
                topic: will.topic, payload: will.payload, qos: Int32(will.qos.rawValue), isRetained: will.retain)
            try connection.connect()
        } catch {
            lost(error.description)
        }
    }

    private func handle(_ event: Connection.Event) {
        switch event {
        case .connected:
            session.answered()
            missingGrants = session.subscriptions.count
            for subscription in session.subscriptions {
                try? connection.subscribe(to: subscription.filter, qos: Int32(subscription.qos.rawValue))
            }
        case .subscribed:
            missingGrants -= 1
            if missingGrants == 0 { bear() }
        case .refused(let reason):
            session.answered()
            lost("\(connection.broker) refuses: \(reason)")
        case .disconnected(let reason): lost("lost \(connection.broker): \(reason)")
        case .message(let topic, let payload, let isRetained):
            for command in session.received(topic: topic, payload: payload, retained: isRetained) { obey(command) }
        }
    }

    private func bear() {
        attempts.succeed()
        log.info("connected to \(connection.broker) as \(identity.group)/\(identity.node)")
        for place in parcels.indices { parcels[place].delivery.restart() }
        announce { session, births, now in session.connected(births, at: now) }
    }

    private func announce(_ how: (inout EdgeSession, Births, UInt64) -> [Message]) {
        published = handover.state
        count(&published)
        guard var births = try? Births(published) else { return }
        births.devices += retired.births
        let messages = how(&session, births, now.time.wire)
        if !messages.isEmpty { tally.births += 1 }
        for message in messages { publish(message) }
    }

    private func obey(_ command: EdgeCommand) {
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
        let fresh = metrics.filter { commands.takes($0, zone: zone, sentAt: sentAt, now: now) }
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

    /// Sends as many entries as may be under way.
    private func deliver() {
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
    private func bury() {
        guard !retired.zones.isEmpty, retired.last <= parcels[0].delivery.acknowledged else { return }
        for zone in retired.zones {
            if let death = session.deviceDied(zone, at: now.time.wire) { publish(death) }
            if let mirror { publish(mirror.farewell(to: zone.text)) }
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
        guard let message = session.data(device, metrics, at: now.wire), publish(message) else { return false }
        // Each record once: going back is between board and hub.
        if let mirror, case .record(.interval(let interval)) = shipment.content, shipment.sequence > mirrored {
            mirrored = shipment.sequence
            publish(mirror.message(interval))
        }
        return true
    }

    private func publishChanges() {
        let instant = now.instant
        guard publishedAt.map({ $0 + pace.live <= instant }) ?? true else { return }
        publishedAt = instant
        var state = handover.state
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

    /// Says how many records the hub does not have yet, and for how long there is room.
    private func count(_ state: inout BoardState) {
        let (journal, acknowledged) = (parcels[0].journal, parcels[0].delivery.acknowledged)
        let buffer = Buffer(
            journal, acknowledged: acknowledged, zones: state.zones.count, interval: state.interval)
        (state.backlog, state.hoursLeft) = (buffer.backlog, buffer.hoursLeft)
    }

    @discardableResult
    private func publish(_ message: Message) -> Bool {
        do throws(MQTTError) {
            try connection.publish(
                topic: message.topic, payload: message.payload, qos: Int32(message.qos.rawValue),
                isRetained: message.retain)
            tally.messages += 1
            tally.bytes += message.payload.count
            return true
        } catch {
            lost(error.description)
            return false
        }
    }

    /// The connection is of no use any more. Where there still is a line, it leaves in good order: a broker that is taken
    /// leave of says no will.
    private func lost(_ reason: String) {
        let isLine = connection.descriptor != nil
        if let death = session.disconnecting(at: now.time.wire), isLine {
            try? connection.publish(topic: death.topic, payload: death.payload, qos: Int32(death.qos.rawValue))
        }
        counter.write(session.nextBdSeq)
        connection.disconnect()
        restart()
        failure = reason
    }

    private func restart() { for place in parcels.indices { parcels[place].delivery.restart() } }

    /// Says once what is wrong, and tries again later.
    private func settleFailure() {
        guard let reason = failure else { return }
        failure = nil
        if attempts.fail(at: now.instant) { log.warning("\(reason); trying again") }
    }
}
