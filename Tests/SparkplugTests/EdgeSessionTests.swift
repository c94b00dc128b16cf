import Testing

@testable import Sparkplug

@Suite struct `An edge node` {
    var board = EdgeSession(group: .office, node: .board, nextBdSeq: 7)

    @Test mutating func `leaves its death as the will, with the number of the session only`() throws {
        let will = board.connecting(at: 1_000)
        #expect((will.topic, will.qos, will.retain) == ("spBv1.0/office/NDEATH/board", .atLeastOnce, false))
        #expect(
            try Payload(decoding: will.payload)
                == Payload(timestamp: 1_000, metrics: [Metric("bdSeq", .int64(7), at: 1_000)]))
        #expect(board.nextBdSeq == 8)
    }

    @Test mutating func `counts every CONNECT, from 255 on to 0`() throws {
        var sessions: [Value?] = []
        for _ in 0..<250 {
            sessions.append(try Payload(decoding: board.connecting(at: 1).payload).metrics.first?.value)
        }
        #expect(sessions == (0..<250).map { .int64((7 + $0) % 256) })
    }

    @Test mutating func `gives the number of a CONNECT that nobody answered to the next one`() throws {
        for _ in 0..<3 {
            let will = board.connecting(at: 1)
            #expect(try Payload(decoding: will.payload).bdSeq == 7)
            board.disconnected()
            #expect(board.nextBdSeq == 7)
        }
        _ = board.connecting(at: 2)
        board.answered()
        board.disconnected()
        #expect(board.nextBdSeq == 8, "the broker said no, or was gone before the births")
        try board.isUp()
        board.disconnected()
        #expect(board.nextBdSeq == 9)
    }

    @Test mutating func `is born with the number of its will, which is that of its death`() throws {
        for _ in 0..<3 {
            let will = try Payload(decoding: board.connecting(at: 1).payload).bdSeq
            let (births, again) = (board.connected(.office, at: 2), board.rebirth(.office, at: 3))
            for message in [births[0], again[0]] {
                #expect(try Payload(decoding: message.payload).bdSeq == will)
            }
            let death = board.disconnecting(at: 4)
            #expect(try death.decoded().bdSeq == will)
        }
    }

    @Test func `listens for its own commands at QoS 1, and for its primary host if it has one`() {
        #expect(
            board.subscriptions == [
                Subscription("spBv1.0/office/NCMD/board", qos: .atLeastOnce),
                Subscription("spBv1.0/office/DCMD/board/+", qos: .atLeastOnce),
            ])
        let tied = EdgeSession(group: .office, node: .board, primaryHost: .hub)
        #expect(tied.subscriptions.last == Subscription("spBv1.0/STATE/hub", qos: .atLeastOnce))
    }

    @Test mutating func `is born first, then its devices, counting from 0`() throws {
        _ = board.connecting(at: 1_000)
        let messages = board.connected(.office, at: 1_005)
        #expect(messages.map(\.topic) == ["spBv1.0/office/NBIRTH/board", "spBv1.0/office/DBIRTH/board/east"])
        #expect(messages.allSatisfy { $0.qos == .atMostOnce && !$0.retain })
        let payloads = try messages.map { try Payload(decoding: $0.payload) }
        #expect(payloads.map(\.seq) == [0, 1])
        #expect(
            payloads[0].metrics == [
                Metric("bdSeq", .int64(7), at: 1_005), Metric("Node Control/Rebirth", .boolean(false), at: 1_005),
                Metric("Meter/Energy", .double(4.5), at: 900),
            ])
        #expect(
            payloads[1].metrics == [
                Metric("Light", .boolean(true), at: 1_005),
                Metric(name: "Lux", timestamp: 1_005, datatype: .float, value: nil),
            ])
        #expect(board.isBorn)
    }

    @Test mutating func `reports changes by name and time, without datatypes`() throws {
        try board.isUp()
        let change = board.data(.east, [Metric("Light", .boolean(false))], at: 2_000)
        let message = try #require(change)
        #expect((message.topic, message.qos) == ("spBv1.0/office/DDATA/board/east", .atMostOnce))
        #expect(
            try Payload(decoding: message.payload)
                == Payload(
                    timestamp: 2_000, metrics: [Metric(name: "Light", timestamp: 2_000, value: .boolean(false))],
                    seq: 2))
        let late = Metric("Meter/Energy", .double(4.4), at: 800, isHistorical: true)
        let own = try board.data(nil, [late], at: 2_001).decoded()
        #expect(own.metrics == [Metric(name: "Meter/Energy", timestamp: 800, isHistorical: true, value: .double(4.4))])
        #expect(own.seq == 3)
    }

    @Test mutating func `says nothing that no birth has announced, and uses up no number for it`() throws {
        let change = [Metric("Light", .boolean(true))]
        #expect(board.data(nil, change, at: 1) == nil)
        #expect(board.connected(.office, at: 1) == [])
        _ = board.connecting(at: 1)
        #expect(board.data(nil, change, at: 1) == nil)
        #expect(board.deviceBorn(Births.Device(.west, []), at: 1) == nil)
        #expect(board.rebirth(.office, at: 1) == [])
        _ = board.connected(.office, at: 1)
        #expect(board.data(.west, change, at: 1) == nil)
        #expect(board.data(nil, [], at: 1) == nil)
        #expect(board.deviceDied(.west, at: 1) == nil)
        #expect(try board.data(.east, change, at: 2).decoded().seq == 2)
    }

    @Test mutating func `wraps its sequence from 255 to 0`() throws {
        try board.isUp()
        let numbers = try (0..<300).map { _ in
            try board.data(.east, [Metric("Light", .boolean(true))], at: 1).decoded().seq
        }
        #expect(numbers == (0..<300).map { UInt64(($0 + 2) % 256) })
    }

    @Test mutating func `bears and buries devices in the node's own sequence`() throws {
        try board.isUp()
        let born = board.deviceBorn(Births.Device(.west, [Metric("Light", .boolean(true))]), at: 5)
        #expect(born?.topic == "spBv1.0/office/DBIRTH/board/west")
        #expect(board.bornDevices == [.east, .west])
        let died = board.deviceDied(.west, at: 6)
        #expect((died?.topic, died?.qos) == ("spBv1.0/office/DDEATH/board/west", .atMostOnce))
        #expect(try died.decoded() == Payload(timestamp: 6, seq: 3))
        #expect(board.data(.west, [Metric("Light", .boolean(true))], at: 7) == nil)
    }

    @Test mutating func `is born again on request, in the same session`() throws {
        try board.isUp()
        _ = board.data(nil, [Metric("Meter/Energy", .double(5))], at: 2)
        let request = Payload(timestamp: 3, metrics: [Metric(name: "Node Control/Rebirth", value: .boolean(true))])
        let commands = board.received(topic: "spBv1.0/office/NCMD/board", payload: request.encoded(), retained: false)
        #expect(commands == [.rebirth])
        let births = try board.rebirth(.office, at: 4).map { try Payload(decoding: $0.payload) }
        #expect(births.map(\.seq) == [0, 1])
        #expect(births[0].metrics.first?.value == .int64(7))
        #expect(board.nextBdSeq == 8)
    }

    @Test mutating func `takes writes for itself and its devices`() throws {
        try board.isUp()
        let write = Payload(timestamp: 3, metrics: [Metric(name: "Threshold", value: .uint32(5))])
        #expect(
            board.received(topic: "spBv1.0/office/DCMD/board/east", payload: write.encoded(), retained: false)
                == [.write(device: .east, metrics: write.metrics, sentAt: 3)])
        let both = Payload(metrics: [
            Metric(name: "Node Control/Rebirth", value: .boolean(true)), Metric(name: "Site", value: .string("x")),
        ])
        #expect(
            board.received(topic: "spBv1.0/office/NCMD/board", payload: both.encoded(), retained: false)
                == [.write(device: nil, metrics: [Metric(name: "Site", value: .string("x"))], sentAt: nil), .rebirth])
    }

    @Test(arguments: [
        ("spBv1.0/office/NCMD/board", Payload(metrics: [Metric("Site", .string("x"))]).encoded(), true, "retained"),
        ("spBv1.0/office/NCMD/board", [0x12], false, "payload byte 1"),
        (
            "spBv1.0/office/DCMD/board/attic", Payload(metrics: [Metric("Light", .boolean(true))]).encoded(), false,
            "attic"
        ),
        ("spBv1.0/office/DCMD/board/a b", [], false, "a b"),
    ]) mutating func `refuses with a reason`(topic: String, bytes: [UInt8], retained: Bool, word: String) throws {
        try board.isUp()
        let commands = board.received(topic: topic, payload: bytes, retained: retained)
        guard case .refused(topic, let reason) = commands.first else {
            Issue.record("not refused: \(commands)")
            return
        }
        #expect(reason.contains(word))
    }

    @Test(arguments: [
        ("spBv1.0/office/NCMD/other", Metric("Node Control/Rebirth", .boolean(true))),
        ("spBv1.0/other/NCMD/board", Metric("Node Control/Rebirth", .boolean(true))),
        ("spBv1.0/office/NCMD/board", Metric("Node Control/Rebirth", .boolean(false))),
        ("spBv1.0/office/NDATA/board", Metric("Node Control/Rebirth", .boolean(true))),
        ("spBv1.0/STATE/hub", Metric("x", .boolean(true))),
        ("elsewhere", Metric("x", .boolean(true))),
    ]) mutating func `does nothing for what is not asked of it`(topic: String, metric: Metric) throws {
        try board.isUp()
        let bytes = Payload(metrics: [metric]).encoded()
        #expect(board.received(topic: topic, payload: bytes, retained: false) == [])
    }

    @Test mutating func `says its death before it leaves, and then nothing`() throws {
        try board.isUp()
        let leaving = board.disconnecting(at: 9)
        let death = try #require(leaving)
        #expect((death.topic, death.qos, death.retain) == ("spBv1.0/office/NDEATH/board", .atLeastOnce, false))
        let payload = try Payload(decoding: death.payload)
        #expect((payload.seq, payload.metrics) == (nil, [Metric("bdSeq", .int64(7), at: 9)]))
        #expect(board.data(nil, [Metric("Meter/Energy", .double(5))], at: 10) == nil)
        #expect(board.disconnecting(at: 11) == nil)
    }

    @Test mutating func `forgets what was born when the connection breaks`() throws {
        try board.isUp()
        board.disconnected()
        #expect(board.bornDevices.isEmpty && !board.isBorn)
        #expect(board.data(.east, [Metric("Light", .boolean(true))], at: 10) == nil)
    }
}

@Suite struct `An edge node tied to a primary host` {
    var board = EdgeSession(group: .office, node: .board, primaryHost: .hub)

    @Test mutating func `is not born before the host says that it is online`() {
        _ = board.connecting(at: 1)
        #expect(board.connected(.office, at: 2) == [])
        #expect(board.rebirth(.office, at: 2) == [])
        #expect(board.hears(false, 100) == [.hostState(online: false, timestamp: 100)])
        #expect(board.hears(true, 200, host: "other") == [])
        #expect(board.hears(true, 200) == [.hostState(online: true, timestamp: 200), .rebirth])
        #expect(board.rebirth(.office, at: 3).map(\.qos) == [.atMostOnce, .atMostOnce])
    }

    @Test mutating func `is born at once when the host was online already`() {
        _ = board.connecting(at: 1)
        #expect(board.hears(true, 200) == [.hostState(online: true, timestamp: 200)])
        #expect(board.connected(.office, at: 2).count == 2)
    }

    @Test mutating func `heeds no STATE older than the newest`() {
        _ = board.connecting(at: 1)
        _ = board.hears(true, 200)
        _ = board.connected(.office, at: 2)
        #expect(board.hears(false, 199) == [])
        #expect(board.hears(true, 201) == [])
        #expect(board.hears(false, 201) == [.hostState(online: false, timestamp: 201)])
    }

    @Test mutating func `waits anew in every connection`() {
        _ = board.connecting(at: 1)
        _ = board.hears(true, 200)
        _ = board.connected(.office, at: 2)
        _ = board.disconnecting(at: 3)
        _ = board.connecting(at: 4)
        #expect(board.connected(.office, at: 5) == [])
    }

    @Test mutating func `refuses a STATE that is none`() {
        _ = board.connecting(at: 1)
        let said = board.received(topic: "spBv1.0/STATE/hub", payload: Array("ONLINE".utf8), retained: true)
        #expect(said == [.refused(topic: "spBv1.0/STATE/hub", reason: "not a STATE object with online and timestamp")])
    }
}

extension Message? {
    /// - Throws: when there is no message, or it is no payload.
    func decoded() throws -> Payload { try Payload(decoding: #require(self).payload) }
}

extension EdgeSession {
    mutating func isUp() throws {
        _ = connecting(at: 1)
        let births = connected(.office, at: 1)
        try #require(births.count == 2)
    }

    mutating func hears(_ online: Bool, _ timestamp: UInt64, host: String = "hub") -> [EdgeCommand] {
        let state = HostState(online: online, timestamp: timestamp)
        return received(topic: "spBv1.0/STATE/\(host)", payload: state.encoded(), retained: true)
    }
}

extension Births {
    static let office = Births(
        metrics: [Metric("Meter/Energy", .double(4.5), at: 900)],
        devices: [
            Device(
                .east,
                [Metric(name: "Light", value: .boolean(true)), Metric(name: "Lux", datatype: .float, value: nil)])
        ])
}

extension Identifier {
    static let office = known("office")
    static let board = known("board")
    static let east = known("east")
    static let west = known("west")
    static let hub = known("hub")

    private static func known(_ text: String) -> Identifier {
        do { return try Identifier(text) } catch { preconditionFailure("\(error)") }
    }
}
