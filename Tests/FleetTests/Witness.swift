import Aggregator
import Ledger
import Logging
import Loop
import MQTT
import Sparkplug
import Telemetry

/// A host application that is not ours: it follows all boards, writes nothing but demands of births, and notes what it
/// does not like.
final class Witness {
    private let connection: Connection
    private var session: HostSession
    private var grants = 0
    private var numbers: [NodeID: UInt64] = [:]
    private(set) var complaints: [String] = []
    private(set) var births = 0
    private(set) var deaths = 0

    init(_ broker: Broker) throws {
        connection = try Connection(to: broker, clientID: "witness")
        session = HostSession(host: try Identifier("witness"))
        let will = session.connecting(at: Clock.utc().wire)
        try connection.setWill(topic: will.topic, payload: will.payload, qos: 1, isRetained: true)
        try connection.connect()
        while !isListening { listen() }
    }

    var isListening: Bool { grants == session.subscriptions.count }

    func listen() {
        for event in connection.service() {
            switch event {
            case .connected:
                for wanted in session.subscriptions {
                    try? connection.subscribe(to: wanted.filter, qos: Int32(wanted.qos.rawValue))
                }
            case .subscribed: grants += 1
            case .message(let topic, let payload, let isRetained):
                let events = session.received(
                    topic: topic, payload: payload, retained: isRetained, at: Clock.utc().wire)
                for event in events { hear(event) }
            case .refused(let reason), .disconnected(let reason): complaints.append(reason)
            }
        }
    }

    private func hear(_ event: HostEvent) {
        switch event {
        case .nodeBorn(let node, let number, _):
            births += 1
            // A session that was cut before its births has used a number too.
            if let last = numbers[node], (number + 256 - last) % 256 > 128 {
                complaints.append("\(node): bdSeq \(number) after \(last)")
            }
            numbers[node] = number
        case .nodeDied: deaths += 1
        case .data(let data) where data.afterGap: complaints.append("\(data.node): a message is missing")
        case .malformed(let topic, let reason): complaints.append("\(topic): \(reason)")
        case .send(let message): complaints.append("\(message.topic): births are missing")
        case .data, .deviceBorn, .deviceDied: break
        }
    }
}

/// Our hub, on a thread of its own.
final class Hub {
    private let stop = Stop()
    private let worker: Worker

    init(_ broker: Broker, ledger: String) throws {
        var log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        log.logLevel = .critical
        let aggregator = try Aggregator(
            Identifier("lightwell"), at: broker, ledger: Ledger(ledger, .writing(program: "test")), log: log)
        worker = Worker { [stop] in try? aggregator.run(until: stop) }
    }

    func end() {
        stop.request()
        worker.join()
    }
}
