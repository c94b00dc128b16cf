public import Ledger
public import Logging
public import Loop
public import MQTT
public import Quantities
public import Sparkplug
internal import Telemetry

/// The Sparkplug host application that fills the ledger: takes what boards ship,
/// commits it in batches, and only then says so.
///
/// One thread owns the session and the ledger. While the disk is full or somebody else locks the ledger it waits; when
/// the ledger fails for good it stops. It loses nothing: what was not acknowledged stays on the boards.
public final class Aggregator {
    private let ledger: Ledger
    private let log: Logger
    private var connection: Connection
    private var session: HostSession
    private let registration: Registration?
    private let retention: Retention?
    private var boards: [NodeID: Board] = [:]
    private var roster: Roster
    private var chores = Chores()
    private var attempts = Attempts()
    private var missingGrants = 0
    private var arrivals: [Arrival] = []
    private var owed: [String: NodeID] = [:]

    /// A node that speaks as our boards do.
    private struct Board {
        /// Its records journal.
        let journal: String
        /// Its records are not taken.
        let isQuarantined: Bool
    }

    private struct Arrival {
        let node: NodeID
        let shipment: Shipment
    }

    /// - Parameters:
    ///   - host: the id boards are told to trust.
    ///   - reorderTimeout: how long a gap in what a board says may stay open before its births are asked for.
    ///   - statesDatatypes: whether commands say the datatypes of their values, which some foreign nodes cannot do without.
    ///   - registration: which boards are heard; `nil`: all.
    ///   - retention: how long what is kept; `nil`: for ever.
    /// - Throws: ``MQTTError`` when a certificate, key or password cannot be read, ``LedgerError`` when the ledger cannot.
    public init(
        _ host: Identifier, at broker: Broker, ledger: Ledger, reorderTimeout: Duration = .seconds(2),
        statesDatatypes: Bool = false, registration: Registration? = nil, retention: Retention? = nil, log: Logger
    ) throws {
        (self.ledger, self.log, self.registration, self.retention) = (ledger, log, registration, retention)
        roster = Roster(try ledger.sightings(), lastSignOfLife: try ledger.lastSignOfLife())
        connection = try Self.connection(host, to: broker)
        session = HostSession(
            host: host, reorderTimeout: UInt64(Swift.max(reorderTimeout.milliseconds, 0)),
            statesDatatypes: statesDatatypes)
    }

    /// Runs until it is asked to stop, then says goodbye.
    ///
    /// - Parameter reread: asks for the certificates, key and password to be read again.
    /// - Throws: ``LedgerError`` when the ledger cannot be written.
    public func run(until stop: Stop, _ reread: Reread = Reread()) throws(LedgerError) {
        while !stop.isRequested {
            if reread.take() { renew() }
            if attempts.isDue(at: Clock.monotonic()) { connect() }
            for event in connection.service() { handle(event) }
            if let remark = connection.takeRemark() { log.warning("\(remark)") }
            for event in session.tick(at: Clock.utc().wire) { handle(event) }
            if !arrivals.isEmpty { try settle() }
            acknowledge()
            try doChores()
            pause(stop, reread)
        }
        roster.lose(at: Clock.utc())
        do throws(LedgerError) { try ledger.note(roster.news()) } catch { log.error("\(error.description)") }
        publish(session.disconnecting(at: Clock.utc().wire))
        connection.disconnect()
    }

    private static func connection(_ host: Identifier, to broker: Broker) throws(MQTTError) -> Connection {
        try Connection(to: broker, clientID: "lightwell-hub-\(host)")
    }

    /// Goes on with another session, by the files as they are now. Where they cannot be read the session stays.
    private func renew() {
        do throws(MQTTError) {
            let renewed = try Self.connection(session.host, to: connection.broker)
            publish(session.disconnecting(at: Clock.utc().wire))
            connection.disconnect()
            owed.removeAll()
            connection = renewed
            attempts = Attempts()
            log.notice("read the certificates and credentials for \(connection.broker) again")
        } catch {
            log.error("\(error.description); the session goes on as before")
        }
    }

    private func connect() {
        let will = session.connecting(at: Clock.utc().wire)
        boards.removeAll()
        roster.lose(at: Clock.utc())
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
            missingGrants = session.subscriptions.count
            for subscription in session.subscriptions {
                try? connection.subscribe(to: subscription.filter, qos: Int32(subscription.qos.rawValue))
            }
        case .subscribed:
            missingGrants -= 1
            guard missingGrants == 0 else { return }
            attempts.succeed()
            log.info("connected to \(connection.broker) as host \(session.host)")
            publish(session.connected())
        case .refused(let reason): lost("\(connection.broker) refuses: \(reason)")
        case .disconnected(let reason): lost("lost \(connection.broker): \(reason)")
        case .message(let topic, let payload, let isRetained):
            let events = session.received(topic: topic, payload: payload, retained: isRetained, at: Clock.utc().wire)
            for event in events { handle(event) }
        }
    }

    private func handle(_ event: HostEvent) {
        switch event {
        case .nodeBorn(let node, _, let readings): born(node, readings)
        case .data(let data):
            guard let board = boards[data.node] else { return }
            guard let shipment = Shipment(data.readings, device: data.device, journal: board.journal) else {
                return roster.hear(data.node, zone: data.device, data.readings, at: Clock.utc())
            }
            // While the ledger cannot be written; what is let go comes again.
            guard arrivals.count < Self.mostArrivals else { return }
            if !board.isQuarantined { arrivals.append(Arrival(node: data.node, shipment: shipment)) }
        case .deviceBorn(let node, let zone, let readings):
            roster.hear(node, zone: zone, readings, at: Clock.utc())
        case .deviceDied(let node, let zone, _): roster.zoneDied(zone, of: node)
        case .nodeDied(let node, _):
            roster.died(node, at: Clock.utc())
            if boards.removeValue(forKey: node) != nil { log.info("board \(node) is gone") }
        case .send(let message): publish(message)
        case .malformed(let topic, let reason): log.debug("\(topic): \(reason)")
        }
    }

    private func born(_ node: NodeID, _ readings: [Reading]) {
        guard let journal = BoardState.journal(in: readings) else { return }
        let objection = registration?.objection(to: node)
        if boards[node] == nil {
            if let objection {
                log.warning("board \(node) is up, but its records stay there: \(objection)")
            } else {
                log.info("board \(node) is up")
            }
        }
        boards[node] = Board(journal: journal, isQuarantined: objection != nil)
        roster.born(node, journal: journal, readings, quarantine: objection, at: Clock.utc())
        if objection == nil { owed[journal] = node }
    }

    /// Puts what arrived into the ledger, all or nothing, and notes whom that is owed to.
    private func settle() throws(LedgerError) {
        guard chores.maySettle(at: Clock.monotonic()) else { return }
        var complaints: [NodeID: String?] = [:]
        do throws(LedgerError) {
            try ledger.commit { () throws(LedgerError) in
                for arrival in self.arrivals {
                    let node = arrival.node
                    let outcome = try self.ledger.take(arrival.shipment, site: node.group, board: node.node)
                    switch outcome {
                    case .foreign(let complaint): complaints[node] = complaint
                    case .taken:
                        if self.roster.hasComplaints { complaints[node] = .some(nil) }
                        self.owed[arrival.shipment.journal] = node
                    case .known, .early: self.owed[arrival.shipment.journal] = node
                    }
                }
            }
        } catch {
            guard error.mayPass else { throw error }
            owed.removeAll(keepingCapacity: true)
            if chores.postpone(at: Clock.monotonic()) {
                log.error("\(error.description); nothing is lost, records wait on the boards; trying again")
            }
            return
        }
        if chores.settled() { log.notice("the ledger can be written again") }
        arrivals.removeAll(keepingCapacity: true)
        let now = Clock.utc()
        for node in owed.values { roster.delivers(node, at: now) }
        for (node, complaint) in complaints where roster.complain(complaint, about: node) {
            if let complaint { log.error("refused \(node): \(complaint)") }
        }
    }

    private static let mostArrivals = 50_000

    private func noteRoster() throws(LedgerError) {
        let news = roster.news()
        do throws(LedgerError) { try ledger.note(news) } catch {
            roster.keep(news)
            throw error
        }
    }

    /// What is to be done now and then.
    private func doChores() throws(LedgerError) {
        let now = Clock.monotonic()
        do throws(LedgerError) {
            if chores.isDue(.roster, at: now) { try noteRoster() }
            if chores.isDue(.signOfLife, at: now) { try ledger.signOfLife(at: Clock.utc()) }
            guard let retention, chores.isDue(.retirement, at: now) else { return }
            let retired = try ledger.retire(retention, at: Clock.utc())
            if retired.hasMore { chores.hasMore(.retirement, at: now) }
            if !retired.isEmpty { log.info("gave up what is too old: \(retired)") }
        } catch {
            guard error.mayPass else { throw error }
            if chores.postpone(at: Clock.monotonic()) { log.error("\(error.description); trying again") }
        }
    }

    /// Tells boards how far the ledger holds their journals; also those that are too early, who then go back.
    private func acknowledge() {
        guard !owed.isEmpty else { return }
        let now = Clock.utc().wire
        for (journal, node) in owed {
            let word = Acknowledgement(
                journal: journal, sequence: ledger.watermark(of: journal), host: session.host.text)
            publish(session.command(node, word.metrics(at: now), at: now))
        }
        owed.removeAll(keepingCapacity: true)
    }

    private func publish(_ message: Message) {
        do throws(MQTTError) {
            try connection.publish(
                topic: message.topic, payload: message.payload, qos: Int32(message.qos.rawValue),
                isRetained: message.retain)
        } catch {
            lost(error.description)
        }
    }

    /// Says once what is wrong, and tries again later.
    private func lost(_ reason: String) {
        // Where there still is a line: a broker that is taken leave of says no will.
        let death = session.disconnecting(at: Clock.utc().wire)
        try? connection.publish(topic: death.topic, payload: death.payload, qos: 1, isRetained: death.retain)
        connection.disconnect()
        owed.removeAll()
        if attempts.fail(at: Clock.monotonic()) { log.warning("\(reason); trying again") }
    }

    private func pause(_ stop: Stop, _ reread: Reread) {
        var interests = [Interest(stop.wakeup.descriptor), Interest(reread.wakeup.descriptor)]
        if let descriptor = connection.descriptor {
            interests.append(Interest(descriptor, toWrite: connection.wantsToWrite))
        }
        var limit = Duration.seconds(1)
        if let due = attempts.due { limit = Swift.min(limit, Swift.max(due - Clock.monotonic(), .zero)) }
        if let deadline = session.deadline {
            limit = Swift.min(limit, .milliseconds(Int64(clamping: deadline) - Clock.utc().milliseconds))
        }
        wait(for: interests, atMost: limit)
    }
}
