import Aggregator
import Control
import Journal
import Ledger
import Logbook
import Loop
import MQTT
import Quantities
import Records
import SQLite
import Sparkplug
import Telemetry
import Testing
import Uplink

/// What a hub does beside taking records.
@Suite(.serialized) struct `A hub` {
    let world: World

    init() throws { world = try World() }

    @Test func `takes nothing of a board that is not registered, shows it, and takes all once it is`() throws {
        try world.startHub(Registration(sites: ["other": nil], file: "organisation.yaml"))
        try world.startBoard()
        try world.journal(quarters: 0..<40)
        try world.wait { world.sentences.contains { $0.contains("site/board is up, but its records stay there") } }
        world.stopHub()
        #expect(world.folder.records.acknowledged == 0)
        let stranger = try #require(try Ledger(world.ledger, .reading).sightings().first)
        #expect(stranger.site == "site" && stranger.board == "board")
        #expect(
            stranger.quarantine
                == "organisation.yaml has no site site; declare it there and start the hub again, or correct the board's site"
        )
        try world.startHub(Registration(sites: ["site": ["another"]], file: "organisation.yaml"))
        try world.wait { world.sentences.contains { $0.contains("does not list board board of site") } }
        world.stopHub()
        try world.startHub(Registration(sites: ["site": ["board"]], file: "organisation.yaml"))
        try world.wait { world.isDelivered() }
        world.stopHub()
        #expect(try Ledger(world.ledger, .reading).sightings().first?.quarantine == nil)
    }

    @Test func `knows which boards are up, what is broken there, and that all of it is old when nobody is heard`()
        throws
    {
        world.handover.update { $0.zones[1].faults = [.motionStuck] }
        try world.startHub()
        try world.startBoard()
        try world.journal(quarters: 0..<4)
        try world.wait { world.isDelivered() }
        world.handover.update { $0.zones[0].faults = [.lightLost, .lampFailed] }
        func sighting() throws -> Sighting? { try Ledger(world.ledger, .reading).sightings().first }
        try world.wait { try sighting()?.faults == ["east": "light-lost,lamp-failed", "west": "motion-stuck"] }
        let up = try #require(try sighting())
        #expect(up.gone == nil && up.software == "test" && up.model == "simulated")
        #expect(up.journal == world.folder.records.id)
        world.handover.update { $0.zones[0].faults = [] }
        try world.wait { try sighting()?.faults == ["west": "motion-stuck"] }
        world.stopBoard()
        try world.wait { try sighting()?.gone != nil }
        #expect(try sighting()?.firstSeen == up.firstSeen)
        try world.startBoard()
        try world.wait { try sighting()?.gone == nil }
        world.stopHub()
        #expect(try sighting()?.gone != nil, "nobody hears it any more")
        #expect(try Ledger(world.ledger, .reading).lastSignOfLife() != nil)
    }

    @Test func `waits while somebody else locks the ledger, and then goes on`() throws {
        try world.startHub()
        try world.startBoard()
        try world.journal(quarters: 0..<10)
        try world.wait { world.isDelivered() }
        let other = try Connection(world.ledger)
        try other.transaction { () throws(SQLiteError) in
            #expect(throws: Never.self) {
                try world.journal(quarters: 10..<20)
                try world.wait { world.sentences.contains { $0.contains("nothing is lost") } }
            }
        }
        try world.wait { world.isDelivered() }
        #expect(world.sentences.contains("the ledger can be written again"))
        #expect(world.sentences.filter { $0.contains("nothing is lost") }.count == 1)
        world.stopHub()
        #expect(try Ledger(world.ledger, .reading).check() == [])
    }

    @Test func `serves the others while one board floods it`() throws {
        try world.startHub()
        let flood = try Connection(to: world.address, clientID: "flood")
        var session = EdgeSession(group: try Identifier("site"), node: try Identifier("flood"))
        let will = session.connecting(at: 1)
        try flood.setWill(topic: will.topic, payload: will.payload, qos: 1, isRetained: false)
        try flood.connect()
        try world.wait { flood.service().contains { if case .connected = $0 { true } else { false } } }
        var state = world.handover.state
        state.description.journal = "flood"
        for message in try session.connected(Births(state), at: 2) { try send(message, by: flood) }
        let interval = Record.Interval(
            zone: "east", boot: 1, start: World.start, end: World.start + .minutes(15), totals: Totals())
        let shipment = Shipment(journal: "flood", first: 9, sequence: 9, content: .record(.interval(interval)))
        let east = try Identifier("east")
        try world.startBoard()
        try world.journal(quarters: 0..<100)
        var sent = 0
        try world.wait {
            for _ in 0..<200 {
                let metrics = shipment.metrics(at: World.start)
                if let message = session.data(east, metrics, at: 3) { try send(message, by: flood) }
                sent += 1
            }
            _ = flood.service()
            return world.isDelivered()
        }
        #expect(sent > 200)
        world.stopHub()
        let ledger = try Ledger(world.ledger, .reading)
        #expect(ledger.watermark(of: "flood") == 0, "what came before it is missing")
        #expect(ledger.watermark(of: world.folder.records.id) == 200)
    }

    private func send(_ message: Message, by connection: MQTT.Connection) throws {
        try connection.publish(
            topic: message.topic, payload: message.payload, qos: Int32(message.qos.rawValue), isRetained: message.retain
        )
    }
}
