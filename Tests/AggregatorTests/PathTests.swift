import Addresses
import Aggregator
import Journal
import Ledger
import Logbook
import Loop
import MQTT
import PrivateBroker
import Quantities
import Records
import Settings
import Sparkplug
import Telemetry
import Testing
import Uplink

@Suite(.serialized) struct `From a board's journal to the ledger, over a real broker` {
    let world: World

    init() throws { world = try World() }

    @Test func `every record arrives once`() throws {
        try world.startHub()
        try world.startBoard()
        try world.journal(quarters: 0..<400)
        try world.wait { world.isDelivered() }
        try expectAll(quarters: 400)
    }

    @Test func `nothing is lost or counted twice when the broker dies`() throws {
        try world.startHub()
        try world.startBoard()
        for round in Int64(0)..<4 {
            try world.journal(quarters: round * 200..<round * 200 + 200)
            try world.wait { world.folder.records.acknowledged > UInt64(round) * 400 }
            world.broker.stop()
            try world.broker.start()
        }
        try world.wait { world.isDelivered() }
        try expectAll(quarters: 800)
    }

    @Test func `nothing is lost or counted twice when hub and board come and go`() throws {
        try world.journal(quarters: 0..<300)
        try world.startBoard()
        try world.startHub()
        try world.wait { world.folder.records.acknowledged > 50 }
        world.stopHub()
        try world.journal(quarters: 300..<600)
        world.stopBoard()
        try world.startHub()
        try world.startBoard()
        try world.wait { world.isDelivered() }
        try expectAll(quarters: 600)
    }

    @Test func `a zone that the site file no longer has lives until its records are delivered`() throws {
        let host = Host(try world.address)
        try host.connect()
        try world.wait {
            _ = host.listen()
            return host.isListening
        }
        var totals = Totals()
        totals[.lampEnergy] = 42
        try world.folder.records.append(
            Record.interval(
                Record.Interval(
                    zone: "attic", boot: 1, start: World.start, end: World.start + .minutes(15), totals: totals)
            ).encoded())
        try world.journal(quarters: 0..<100)
        try world.startHub()
        try world.startBoard()
        var story: [String] = []
        try world.wait {
            for event in host.listen() {
                switch event {
                case .deviceBorn(_, "attic", _): story.append("born")
                case .data(let data) where data.device == "attic": story.append("tells")
                case .deviceDied(_, "attic", _): story.append("dies")
                default: break
                }
            }
            return story.last == "dies"
        }
        // The hub takes a record once; the board may have to say it twice.
        #expect(story.first == "born" && story.contains("tells") && story.last == "dies")
        world.stopHub()
        let uses = try Ledger(world.ledger, .reading).uses(from: World.start, to: World.start + .hours(1))
        #expect(uses[ZonePath(site: "site", zone: "attic")]?.moved[.lampEnergy] == 42)
    }

    @Test func `a board tied to its host says nothing without it, and leaves when it goes`() throws {
        let host = Host(try world.address)
        try host.connect()
        try world.wait {
            _ = host.listen()
            return host.isListening
        }
        try world.startBoard(waitsForHost: true)
        try world.journal(quarters: 0..<4)
        var story: [String] = []
        let hear = {
            for event in host.listen() {
                switch event {
                case .nodeBorn: story.append("born")
                case .nodeDied: story.append("dies")
                default: break
                }
            }
        }
        for _ in 0..<50 {
            hear()
            Loop.wait(for: [], atMost: .milliseconds(10))
        }
        #expect(story == [])
        try world.startHub()
        try world.wait {
            hear()
            return world.isDelivered()
        }
        #expect(story == ["born"])
        world.stopHub()
        try world.wait {
            hear()
            return story.count == 2
        }
        #expect(story == ["born", "dies"])
    }

    @Test func `an order that comes again is taken once, and one that is retained never`() throws {
        let host = Host(try world.address)
        try host.connect()
        try world.wait {
            _ = host.listen()
            return host.isListening
        }
        try host.write("Settings/Hold", .double(300), to: "east", retained: true)
        try world.startBoard()
        try world.wait { host.listen().contains { if case .deviceBorn(_, "west", _) = $0 { true } else { false } } }
        let order = [Property("id", .string("order-1"))]
        for _ in 0..<3 { try host.write("Settings/Shed", .double(20), to: "east", order) }
        try host.write("Settings/Hold", .double(600), to: "west")
        var asked: [SettingRequest] = []
        try world.wait {
            asked += world.handover.take()
            return asked.contains { $0.zone == "west" }
        }
        #expect(
            asked.map { "\($0.zone) \($0.setting.key) \($0.terms.id ?? "")" } == ["east shed order-1", "west hold "])
    }

    @Test func `a setting sent by another host reaches control, and an impossible one is refused in public`() throws {
        let host = Host(try world.address)
        try host.connect()
        try world.wait {
            _ = host.listen()
            return host.isListening
        }
        try world.startBoard()
        try world.wait { host.listen().contains { if case .deviceBorn(_, "east", _) = $0 { true } else { false } } }
        try host.write("Settings/Hold", .double(600), to: "east")
        var asked: [SettingRequest] = []
        try world.wait {
            asked += world.handover.take()
            return !asked.isEmpty
        }
        #expect(asked.map(\.zone) == ["east"] && asked[0].setting.key == "hold" && asked[0].value == 600)
        try host.write("Settings/Hold", .string("long"), to: "east")
        try world.wait {
            host.listen().contains { event in
                guard case .data(let data) = event, data.device == "east" else { return false }
                return data.readings.contains {
                    $0.name == "Settings/Refused" && $0.value == .string("hold: the value should be a number of s")
                }
            }
        }
    }

    private func expectAll(quarters: Int64) throws {
        world.stopHub()
        let ledger = try Ledger(world.ledger, .reading)
        #expect(ledger.watermark(of: world.folder.records.id) == UInt64(quarters * 2))
        let uses = try ledger.uses(from: World.start, to: World.start + .minutes(15 * quarters))
        #expect(uses.count == 2)
        for zone in ["east", "west"] {
            #expect(uses[ZonePath(site: "site", zone: zone)]?.moved[.lampEnergy] == quarters * 150_000)
            #expect(uses[ZonePath(site: "site", zone: zone)]?.moved[.observedTime] == quarters * 900_000)
        }
    }
}

/// A host application that is not ours: it listens, and writes.
private final class Host {
    private let connection: Connection?
    private var session: HostSession?
    private var grants = 0

    var isListening: Bool { grants == session?.subscriptions.count }

    init(_ broker: Broker) {
        connection = try? Connection(to: broker, clientID: "other")
        session = (try? Identifier("other")).map { HostSession(host: $0) }
    }

    func connect() throws {
        guard let will = session?.connecting(at: now) else { return }
        try connection?.setWill(topic: will.topic, payload: will.payload, qos: 1, isRetained: true)
        try connection?.connect()
    }

    func listen() -> [HostEvent] {
        var events: [HostEvent] = []
        for event in connection?.service() ?? [] {
            switch event {
            case .connected:
                for wanted in session?.subscriptions ?? [] {
                    try? connection?.subscribe(to: wanted.filter, qos: Int32(wanted.qos.rawValue))
                }
            case .subscribed:
                grants += 1
                guard isListening else { continue }
                if let birth = session?.connected() {
                    try? connection?.publish(topic: birth.topic, payload: birth.payload, qos: 1, isRetained: true)
                }
            case .message(let topic, let payload, let isRetained):
                events += session?.received(topic: topic, payload: payload, retained: isRetained, at: now) ?? []
            case .refused, .disconnected: break
            }
        }
        for case .send(let message) in events {
            try? connection?.publish(topic: message.topic, payload: message.payload)
        }
        return events
    }

    func write(
        _ name: String, _ value: Value, to device: String, _ properties: [Property] = [], retained: Bool = false
    ) throws {
        guard let node = NodeID(group: "site", node: "board") else { return }
        let metric = Metric(name, value, at: now, properties: properties)
        guard let message = session?.command(node, device: device, [metric], at: now) else { return }
        try connection?.publish(topic: message.topic, payload: message.payload, isRetained: retained)
    }

    private var now: UInt64 { Clock.utc().wire }
}
