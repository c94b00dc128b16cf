public import Journal
public import Logging
public import Loop
public import MQTT
public import Quantities
internal import Sparkplug
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
    public internal(set) var tally = Tally()
    let handover: Handover
    let identity: Identity
    let pace: Pace
    let log: Logger
    private let connection: Connection
    private let counter: SessionCounter
    var session: EdgeSession
    var parcels: [Parcel]
    /// Zones that the site file no longer has, but whose records are still to be delivered.
    var retired: Retired
    var published: BoardState
    var publishedAt: Instant?
    var countedAt: Instant?
    private var attempts = Attempts()
    private var missingGrants = 0
    var mirror: MirrorFeed?
    var catchUp: CatchUp
    let commands: CommandMemory
    var now = Moment(.epoch, Timestamp(milliseconds: 0))
    /// What went wrong and is to be tried again: an attempt may have taken long, so the next turn says when.
    private var failure: String?

    /// One journal under way.
    struct Parcel {
        let journal: any EntryLog
        var delivery: Delivery
    }

    /// - Parameters:
    ///   - journals: to be delivered, the records journal first.
    ///   - counter: remembers the number of the MQTT session.
    ///   - catchUp: how fast entries are sent, together with the window of ``Delivery``.
    ///   - mirrors: whether records also go out as plain JSON.
    ///   - commands: those that the uplinks before this one have taken. Another memory would obey them again.
    /// - Throws: ``MQTTError`` when a certificate, key or password cannot be read.
    public init(
        _ identity: Identity, to broker: Broker, journals: [any EntryLog], counter: SessionCounter, handover: Handover,
        commands: CommandMemory = CommandMemory(), pace: Pace = .standard, catchUp: CatchUp = .free,
        mirrors: Bool = false, log: Logger
    ) throws(MQTTError) {
        (self.identity, self.handover, self.pace, self.catchUp, self.log) = (identity, handover, pace, catchUp, log)
        self.commands = commands
        connection = try Connection(to: broker, clientID: "lightwell-\(identity.group)-\(identity.node)")
        self.counter = counter
        session = EdgeSession(
            group: identity.group, node: identity.node, nextBdSeq: counter.read(),
            primaryHost: identity.waitsForHost ? try? Identifier(identity.host) : nil)
        parcels = journals.map { Parcel(journal: $0, delivery: Delivery(acknowledged: $0.acknowledged)) }
        mirror =
            mirrors ? MirrorFeed(of: journals[0], as: NodeID(group: identity.group, node: identity.node)) : nil
        published = identity.isLive ? handover.state : handover.state.discreet
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
        if let remark = connection.takeRemark() { log.warning("\(remark)") }
        if session.isBorn {
            publishChanges()
            reflect(.each)
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
        for zone in retired.zones { if let mirror { publish(mirror.farewell(to: zone.text)) } }
        reflect(.newest)
    }

    @discardableResult
    func publish(_ message: Message) -> Bool {
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
    func lost(_ reason: String) {
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
