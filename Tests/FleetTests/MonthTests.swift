import Journal
import Loop
import MQTT
import PrivateBroker
import Quantities
import Records
import Sparkplug
import Telemetry
import Testing
import Uplink

/// A board comes back after a month without network.
@Suite(.serialized) struct `A month of records` {
    private let board: SteppedBoard
    /// Intervals of a quarter of an hour, of two zones.
    private static let backlog: UInt64 = 2 * 2_880

    init() throws { board = try SteppedBoard() }

    @Test func `goes out oldest first at the pace of a board, while live values are those of now`() throws {
        for _ in 0..<Self.backlog / 2 {
            try board.write(1, of: "east")
            try board.write(1, of: "west")
        }
        let host = try Host(board)
        let uplink = try board.dial(catchUp: .standard)
        var now = Instant(milliseconds: 5_000)
        try board.turn(uplink, &now, until: uplink.isBorn)
        let (began, step) = (now, Duration.milliseconds(100))
        let rate = Int(try #require(CatchUp.standard.rate))
        var switchings = 0
        while board.journal.acknowledged < Self.backlog, switchings < 300 {
            // Somebody switches the lamps once in two seconds.
            switchings += 1
            let (sent, level) = (uplink.tally.entries, UInt8(1 - switchings % 2))
            board.handover.update { $0.zones[0].level = level }
            for _ in 0..<20 {
                uplink.turn(at: board.moment(now))
                try host.serve()
                let passed = Int((now - began).milliseconds)
                #expect(uplink.tally.entries <= passed * rate / 1_000 + Int(Delivery.window))
                now = now + step
            }
            for _ in 0..<1_000 where host.levels.count < switchings { try host.serve() }
            let news = try #require(host.levels.last)
            // Live values are looked at five times a second; no more than that pace lets by can be before them.
            #expect(news.level == Int32(level) && news.arrivals <= sent + Int(Delivery.window) + rate * 2 / 5)
        }
        #expect(host.taken == Self.backlog && host.ahead == 0, "in order, without a hole")
        #expect(switchings >= Int(Self.backlog) / rate / 2, "as slowly as it should")
        #expect(board.journal.givenUp == 0)
    }
}

/// A host that takes what comes next, and says at once how far it is.
private final class Host {
    private let connection: Connection
    private let journal: String
    private var session: HostSession
    /// Through which entry it has everything.
    private(set) var taken: UInt64 = 0
    /// Entries that came before the one before them.
    private(set) var ahead = 0
    /// Live levels of the first zone, and how many entries had come until then.
    private(set) var levels: [(level: Int32, arrivals: Int)] = []
    private var arrivals = 0

    init(_ board: SteppedBoard) throws {
        connection = try Connection(to: board.address, clientID: "host")
        session = HostSession(host: try Identifier("lightwell"))
        journal = board.journal.id
        _ = session.connecting(at: 0)
        try connection.connect()
        var grants = 0
        for _ in 0..<2_000 where grants < session.subscriptions.count {
            for event in connection.service() {
                if event == .subscribed { grants += 1 }
                guard event == .connected else { continue }
                for wanted in session.subscriptions { try connection.subscribe(to: wanted.filter, qos: 0) }
            }
            wait(for: connection.descriptor.map { [Interest($0)] } ?? [], atMost: .milliseconds(5))
        }
        _ = session.connected()
    }

    func serve() throws {
        wait(for: connection.descriptor.map { [Interest($0)] } ?? [], atMost: .milliseconds(5))
        let before = arrivals
        for event in connection.service() {
            guard case .message(let topic, let payload, let isRetained) = event else { continue }
            for event in session.received(topic: topic, payload: payload, retained: isRetained, at: 0) {
                if case .data(let data) = event { hear(data) }
            }
        }
        guard arrivals > before else { return }
        let node = NodeID(group: try Identifier("site"), node: try Identifier(SteppedBoard.node))
        let word = Acknowledgement(journal: journal, sequence: taken, host: "lightwell")
        let message = session.command(node, word.metrics(at: 0), at: 0)
        try connection.publish(topic: message.topic, payload: message.payload)
    }

    private func hear(_ data: HostEvent.Data) {
        if let shipment = Shipment(data.readings, device: data.device, journal: journal) {
            arrivals += 1
            if shipment.first > taken + 1 { ahead += 1 }
            if shipment.first == taken + 1 { taken = shipment.sequence }
        } else if data.device == "east", let reading = data.readings.first(where: { $0.name == "Lamps/Level" }),
            case .int32(let level)? = reading.value
        {
            levels.append((level, arrivals))
        }
    }
}
