import Addresses
import Control
import Journal
import Logging
import Loop
import MQTT
import PrivateBroker
import Quantities
import Records
import Sparkplug
import Telemetry
import Uplink

/// A board of two zones, its journal in memory, whose uplinks are given their turns on a hand-turned clock.
final class SteppedBoard {
    let broker: PrivateBroker
    let journal = MemoryJournal(limit: 8 << 20)
    let counter = SessionCounter()
    let handover: Handover

    static let start = Timestamp(milliseconds: 1_782_777_600_000)
    static let node = "board"

    init() throws {
        broker = try PrivateBroker()
        handover = Handover(
            BoardState(
                BoardState.Description(software: "test", model: "simulated", journal: journal.id),
                zones: ["east", "west"].map { zone in
                    BoardState.ZoneState(
                        id: zone, use: "open-office", area: SquareMetres(100), load: Watts(600),
                        settings: Zone.Settings(steps: 1), changed: Self.start)
                }))
    }

    func dial(
        commands: CommandMemory = CommandMemory(), catchUp: CatchUp = .free, mirrors: Bool = false
    ) throws -> Uplink {
        var log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        log.logLevel = .critical
        return try Uplink(
            Uplink.Identity(group: Identifier("site"), node: Identifier(Self.node), host: "lightwell"), to: address,
            journals: [journal], counter: counter, handover: handover, commands: commands, catchUp: catchUp,
            mirrors: mirrors, log: log)
    }

    /// Gives turns until something is so; a minute at most.
    func turn(
        _ uplink: Uplink, _ now: inout Instant, by step: Quantities.Duration = .milliseconds(10),
        until isSo: @autoclosure () -> Bool
    ) throws {
        for _ in 0..<6_000 {
            uplink.turn(at: moment(now))
            if isSo() { return }
            wait(for: uplink.interest.map { [$0] } ?? [], atMost: .milliseconds(10))
            now = now + step
        }
        throw PrivateBroker.Failure(what: "it did not come to be in a minute")
    }

    /// Journals intervals of a quarter of an hour.
    func write(_ count: Int, of zone: String = "east") throws {
        for _ in 0..<count {
            let number = Int64(journal.last) + 1
            var totals = Totals()
            totals[.observedTime] = number * 900_000
            totals[.lampEnergy] = number * 150_000
            let end = Self.start + .minutes(15 * number)
            let interval = Record.Interval(zone: zone, boot: 1, start: end - .minutes(15), end: end, totals: totals)
            try journal.append(Record.interval(interval).encoded())
        }
    }

    func moment(_ now: Instant) -> Moment { Moment(now, Self.start + .milliseconds(now.milliseconds)) }

    var address: Broker {
        get throws { Broker(try BrokerAddress("mqtt://127.0.0.1:\(broker.port)")) }
    }
}

/// Somebody at the broker who listens to some topics, and may speak.
final class Ear {
    private let connection: Connection
    private let filter: String
    private(set) var isListening = false
    private(set) var heard: [(topic: String, payload: [UInt8], isRetained: Bool)] = []

    init(_ broker: Broker, to filter: String) throws {
        self.filter = filter
        connection = try Connection(to: broker, clientID: "ear-\(filter.count)")
        try connection.connect()
        for _ in 0..<2_000 where !isListening {
            listen()
            wait(for: connection.descriptor.map { [Interest($0)] } ?? [], atMost: .milliseconds(5))
        }
    }

    /// - Returns: how many messages it has heard so far.
    @discardableResult
    func listen() -> Int {
        for event in connection.service() {
            switch event {
            case .connected: try? connection.subscribe(to: filter, qos: 0)
            case .subscribed: isListening = true
            case .message(let topic, let payload, let isRetained): heard.append((topic, payload, isRetained))
            case .refused, .disconnected: break
            }
        }
        return heard.count
    }

    func say(_ message: Message) throws {
        try connection.publish(topic: message.topic, payload: message.payload, qos: Int32(message.qos.rawValue))
    }
}
