import Testing

@testable import Sparkplug

@Suite struct `A host application` {
    var hub = HostSession(host: .hub)

    @Test mutating func `announces itself with the time of its will`() {
        let will = hub.connecting(at: 1_000)
        #expect((will.topic, will.qos, will.retain) == ("spBv1.0/STATE/hub", .atLeastOnce, true))
        #expect(HostState(decoding: will.payload) == HostState(online: false, timestamp: 1_000))
        let birth = hub.connected()
        #expect((birth.topic, birth.qos, birth.retain) == ("spBv1.0/STATE/hub", .atLeastOnce, true))
        #expect(HostState(decoding: birth.payload) == HostState(online: true, timestamp: 1_000))
        let death = hub.disconnecting(at: 9_000)
        #expect((death.topic, death.qos, death.retain) == ("spBv1.0/STATE/hub", .atLeastOnce, true))
        #expect(HostState(decoding: death.payload) == HostState(online: false, timestamp: 9_000))
    }

    @Test func `subscribes to its own STATE and to what edge nodes send`() {
        #expect(
            hub.subscriptions.map(\.filter) == [
                "spBv1.0/STATE/hub", "spBv1.0/+/NBIRTH/+", "spBv1.0/+/NDATA/+", "spBv1.0/+/NDEATH/+",
                "spBv1.0/+/DBIRTH/+/+", "spBv1.0/+/DDATA/+/+", "spBv1.0/+/DDEATH/+/+",
            ])
        #expect(hub.subscriptions.allSatisfy { $0.qos == .atLeastOnce })
    }

    @Test mutating func `contradicts its own late will, with the same time, while it is online`() {
        let will = hub.connecting(at: 1_000)
        #expect(hub.hears(will) == [])
        let birth = hub.connected()
        #expect(hub.hears(will) == [.send(birth)])
        #expect(hub.hears(birth) == [])
        #expect(hub.hears(hub.disconnecting(at: 2_000)) == [])
    }

    @Test mutating func `hears a node and its device being born, with types and times`() {
        var board = EdgeSession.office
        #expect(
            hub.isOnline(with: &board) == [
                .nodeBorn(
                    .board, bdSeq: 0,
                    readings: [
                        .of("bdSeq", .int64(0), at: 1), .of("Node Control/Rebirth", .boolean(false), at: 1),
                        .of("Meter/Energy", .double(4.5), at: 900),
                    ]),
                .deviceBorn(
                    .board, device: "east",
                    readings: [.of("Light", .boolean(true), at: 1), .of("Lux", .float, nil, at: 1)]),
            ])
    }

    @Test mutating func `hears data in the birth's types`() {
        var board = EdgeSession.office
        hub.isOnline(with: &board)
        let late = Metric("Lux", .float(300), at: 50, isHistorical: true, properties: [.quality(.stale)])
        let said = hub.hears(board.data(.east, [Metric("Light", .boolean(false), at: 70), late], at: 80))
        #expect(
            said == [
                .data(
                    HostEvent.Data(
                        node: .board, device: "east",
                        readings: [
                            .of("Light", .boolean(false), at: 70),
                            Reading(
                                name: "Lux", datatype: .float, value: .float(300), timestamp: 50, isHistorical: true,
                                properties: [.quality(.stale)]),
                        ], afterGap: false, sentAt: 80))
            ])
    }

    @Test mutating func `follows aliases, and commands by them`() throws {
        hub.isOnline()
        let birth = [
            Metric("bdSeq", .int64(3)),
            Metric(name: "Level", alias: 9, datatype: .int16, value: .int16(-4)),
        ]
        _ = hub.hears(.birth, Payload(timestamp: 5, metrics: birth, seq: 0))
        let data = hub.hears(
            .data, Payload(timestamp: 6, metrics: [Metric(name: nil, alias: 9, value: .int16(-5))], seq: 1))
        #expect(data.readings == [.of("Level", .int16(-5), at: 6)])
        let command = hub.command(
            .board, [Metric("Level", .int16(2)), Metric("Node Control/Rebirth", .boolean(true))], at: 7)
        #expect(
            try Payload(decoding: command.payload).metrics == [
                Metric(name: nil, alias: 9, value: .uint32(2)),
                Metric(name: "Node Control/Rebirth", value: .boolean(true)),
            ])
    }

    @Test(arguments: [false, true]) func `commands without number, at QoS 0, with datatypes if told so`(states: Bool)
        throws
    {
        let hub = HostSession(host: .hub, statesDatatypes: states)
        let message = hub.command(.board, device: "east", [Metric("Threshold", .int32(-5))], at: 7)
        #expect((message.topic, message.qos, message.retain) == ("spBv1.0/office/DCMD/board/east", .atMostOnce, false))
        let payload = try Payload(decoding: message.payload)
        #expect((payload.timestamp, payload.seq) == (7, nil))
        #expect(payload.metrics.first?.datatype == (states ? .int32 : nil))
        #expect(payload.metrics.first?.value?.resolved(as: .int32) == .int32(-5))
    }

    @Test mutating func `hears deaths once, and only of the present session`() {
        var board = EdgeSession.office
        hub.isOnline(with: &board)
        #expect(hub.hears(board.deviceDied(.east, at: 44)) == [.deviceDied(.board, device: "east", at: 44)])
        let oldDeath = board.disconnecting(at: 50)
        _ = board.connecting(at: 60)
        _ = board.connected(.office, at: 60).map { hub.hears($0) }
        #expect(hub.hears(oldDeath) == [], "a late will of the session before")
        let death = board.disconnecting(at: 70)
        #expect(hub.hears(death, at: 71) == [.nodeDied(.board, at: 71)])
        #expect(hub.hears(death, at: 72) == [])
    }

    @Test mutating func `asks a node that it does not know for its births, and delivers nothing before`() throws {
        hub.isOnline()
        let events = hub.hears(
            .data, Payload(timestamp: 5, metrics: [Metric("Light", .boolean(true))], seq: 9), at: 100)
        guard case .send(let request) = events.first else {
            Issue.record("no request: \(events)")
            return
        }
        #expect(events.count == 1)
        #expect((request.topic, request.qos, request.retain) == ("spBv1.0/office/NCMD/board", .atMostOnce, false))
        #expect(
            try Payload(decoding: request.payload)
                == Payload(
                    timestamp: 100,
                    metrics: [Metric(name: "Node Control/Rebirth", timestamp: 100, value: .boolean(true))]))
        #expect(hub.hears(.data, Payload(seq: 10), at: 2_099) == [], "not again before the timeout")
        #expect(hub.hears(.data, Payload(seq: 11), at: 2_100).requests == 1)
    }

    @Test mutating func `asks again when a device or a metric was never born`() {
        var board = EdgeSession.office
        hub.isOnline(with: &board)
        let stranger = Payload(
            timestamp: 5, metrics: [Metric("Light", .boolean(true)), Metric("New", .int8(1))], seq: 2)
        #expect(hub.hears(.data, stranger, device: "east") == [.send(hub.rebirth(.board, at: 1))])
        #expect(hub.hears(.data, Payload(seq: 3), device: "west", at: 9_000) == [.send(hub.rebirth(.board, at: 9_000))])
    }

    @Test mutating func `is not drawn into a circle by a node that never declares what it sends`() {
        hub.isOnline()
        var requests = 0
        for second in UInt64(0)..<600 {
            let birth = Payload(timestamp: 1, metrics: [Metric("bdSeq", .int64(0))], seq: 0)
            _ = hub.hears(.birth, birth, at: second * 1_000)
            let data = Payload(timestamp: 1, metrics: [Metric("undeclared", .int8(0))], seq: 1)
            requests += hub.hears(.data, data, at: second * 1_000).requests
        }
        // 0, 2, 6, 14, 30, 62 s and then each minute.
        #expect(requests == 14)
    }

    @Test mutating func `forgets all nodes when it connects again, and asks when it next hears them`() {
        var board = EdgeSession.office
        hub.isOnline(with: &board)
        _ = hub.connecting(at: 500)
        let change = board.data(nil, [Metric("Meter/Energy", .double(5))], at: 501)
        #expect(hub.hears(change, at: 502) == [], "its own birth comes first")
        _ = hub.connected()
        #expect(hub.tick(at: 9_999) == [])
        #expect(hub.hears(change, at: 503) == [.send(hub.rebirth(.board, at: 503))])
    }

    @Test(arguments: [
        ("elsewhere", [], false, "topic"),
        ("spBv1.0/office/NDATA/board", [0x08], false, "payload byte 1"),
        ("spBv1.0/office/NDATA/board", Payload().encoded(), false, "seq"),
        ("spBv1.0/office/NDATA/board", Payload(seq: 256).encoded(), false, "seq"),
        ("spBv1.0/office/NDATA/board", Payload(seq: 2).encoded(), true, "retained"),
        ("spBv1.0/office/NBIRTH/board", Payload(seq: 0).encoded(), false, "bdSeq"),
        ("spBv1.0/office/NDEATH/board", Payload().encoded(), false, "bdSeq"),
        ("spBv1.0/STATE/hub", Array("OFFLINE".utf8), false, "STATE"),
    ]) mutating func `reports what it cannot use`(topic: String, bytes: [UInt8], retained: Bool, word: String) {
        var board = EdgeSession.office
        hub.isOnline(with: &board)
        let events = hub.received(topic: topic, payload: bytes, retained: retained, at: 1)
        guard case .malformed(topic, let reason) = events.first, events.count == 1 else {
            Issue.record("not reported: \(events)")
            return
        }
        #expect(reason.contains(word))
    }

    @Test mutating func `delivers the rest of a message when one value does not fit`() {
        var board = EdgeSession.office
        hub.isOnline(with: &board)
        let metrics = [Metric("Light", .string("on")), Metric("Lux", .float(8))]
        let events = hub.hears(.data, Payload(timestamp: 5, metrics: metrics, seq: 2), device: "east")
        #expect(events.readings == [.of("Lux", .float(8), at: 5)])
        #expect(
            events.last
                == .malformed(
                    topic: "spBv1.0/office/DDATA/board/east", reason: "metric “Light” has a value that is no boolean"))
    }

    @Test mutating func `keeps metrics whose birth forgot the datatype, in the type of their field`() {
        hub.isOnline()
        let metrics = [Metric("bdSeq", .int64(0)), Metric(name: "x", value: .int32(-1)), Metric(name: nil, value: nil)]
        let events = hub.hears(.birth, Payload(timestamp: 5, metrics: metrics, seq: 0))
        #expect(events.count == 3)
        #expect(events.readings.last == .of("x", .unknown, .uint32(.max), at: 5))
        let data = hub.hears(.data, Payload(timestamp: 6, metrics: [Metric(name: "x", value: .int32(5))], seq: 1))
        #expect(data.readings == [.of("x", .unknown, .uint32(5), at: 6)])
    }

    @Test mutating func `does not flood its log with one message, nor quote names at length`() {
        hub.isOnline()
        let long = String(repeating: "x", count: 10_000)
        let nameless = [Metric](repeating: Metric(name: nil, value: nil), count: 4_998)
        let metrics = [Metric("bdSeq", .int64(0)), Metric(name: long, value: nil)] + nameless
        let events = hub.hears(.birth, Payload(timestamp: 5, metrics: metrics, seq: 0))
        let reasons = events.compactMap { if case .malformed(_, let reason) = $0 { reason } else { nil } }
        #expect(reasons.count == 6)
        #expect(reasons.allSatisfy { $0.count < 200 })
        #expect(reasons.last == "4994 more of its metrics are unusable")
    }

    @Test mutating func `does not hear commands and other hosts`() {
        hub.isOnline()
        let request = hub.rebirth(.board, at: 1)
        #expect(hub.hears(request) == [])
        #expect(hub.received(topic: "spBv1.0/STATE/other", payload: Array("x".utf8), retained: true, at: 1) == [])
    }
}

extension EdgeSession {
    static let office = EdgeSession(group: .office, node: .board)
}

extension NodeID {
    static let board = NodeID(group: .office, node: .board)
}

extension HostSession {
    mutating func isOnline() {
        _ = connecting(at: 0)
        _ = connected()
    }

    @discardableResult
    mutating func isOnline(with board: inout EdgeSession) -> [HostEvent] {
        isOnline()
        _ = board.connecting(at: 1)
        return board.connected(.office, at: 1).flatMap { hears($0) }
    }

    mutating func hears(_ message: Message?, at now: UInt64 = 1) -> [HostEvent] {
        message.map { received(topic: $0.topic, payload: $0.payload, retained: false, at: now) } ?? []
    }

    mutating func hears(
        _ kind: Topic.Kind, _ payload: Payload, device: String? = nil, at now: UInt64 = 1
    ) -> [HostEvent] {
        let topic = device.map { Topic.device(kind, .board, device: $0) } ?? .node(kind, .board)
        return received(topic: topic.description, payload: payload.encoded(), retained: false, at: now)
    }
}

extension [HostEvent] {
    var readings: [Reading] {
        flatMap { event -> [Reading] in
            switch event {
            case .nodeBorn(_, _, let readings), .deviceBorn(_, _, let readings): readings
            case .data(let data): data.readings
            default: []
            }
        }
    }

    var gaps: [Bool] { compactMap { if case .data(let data) = $0 { data.afterGap } else { nil } } }

    var requests: Int { count { if case .send = $0 { true } else { false } } }
}

extension Reading {
    static func of(_ name: String, _ value: Value, at time: UInt64) -> Reading {
        of(name, value.datatype ?? .unknown, value, at: time)
    }

    static func of(_ name: String, _ type: DataType, _ value: Value?, at time: UInt64) -> Reading {
        Reading(name: name, datatype: type, value: value, timestamp: time)
    }
}
