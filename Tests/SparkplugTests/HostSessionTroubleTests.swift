import Chance
import Testing

@testable import Sparkplug

@Suite struct `A host application that lost a message` {
    var hub = HostSession(host: .hub, reorderTimeout: 500)
    var board = EdgeSession.office

    @Test mutating func `delivers what follows, marked, and asks for births when the timeout ends`() {
        hub.isOnline(with: &board)
        _ = change()
        #expect(hub.hears(change(), at: 1_000).gaps == [true])
        #expect(hub.deadline == 1_500)
        #expect(hub.hears(change(), at: 1_200).gaps == [true])
        #expect(hub.tick(at: 1_499) == [])
        #expect(hub.tick(at: 1_500) == [.send(hub.rebirth(.board, at: 1_500))])
        #expect(hub.deadline == nil)
        #expect(hub.hears(change(), at: 1_600).gaps == [true])
        #expect(hub.hears(change(), at: 2_000).requests == 1, "asked again when no birth comes")
        for birth in board.rebirth(.office, at: 2_100) { _ = hub.hears(birth, at: 2_100) }
        #expect(hub.hears(change(), at: 2_200).gaps == [false])
        #expect(hub.tick(at: 9_000) == [])
    }

    @Test mutating func `asks for nothing when the message was only late`() {
        hub.isOnline(with: &board)
        let late = change()
        #expect(hub.hears(change(), at: 1_000).gaps == [true])
        #expect(hub.hears(late, at: 1_100).gaps == [true])
        #expect(hub.deadline == nil)
        #expect(hub.hears(change(), at: 1_200).gaps == [false])
        #expect(hub.tick(at: 9_000) == [])
    }

    @Test mutating func `does not wait for ever when its clock is set back`() {
        hub.isOnline(with: &board)
        _ = change()
        _ = hub.hears(change(), at: 1_000_000)
        #expect(hub.tick(at: 10).requests == 1)
    }

    private mutating func change() -> Message? { board.data(nil, [Metric("Meter/Energy", .double(5))], at: 1) }
}

@Suite struct `A host application among strangers` {
    @Test func `holds no more nodes than it says`() {
        var hub = HostSession(host: .hub)
        hub.isOnline()
        let data = Payload(seq: 0).encoded()
        for n in 0..<HostSession.Limit.nodes {
            _ = hub.received(topic: "spBv1.0/g/NDATA/n\(n)", payload: data, retained: false, at: 1)
        }
        let events = hub.received(topic: "spBv1.0/g/NDATA/more", payload: data, retained: false, at: 1)
        #expect(
            events == [
                .malformed(topic: "spBv1.0/g/NDATA/more", reason: "there are more nodes than this host can hold")
            ])
    }

    @Test func `holds no more devices of a node than it says`() {
        var hub = HostSession(host: .hub)
        hub.isOnline()
        _ = hub.hears(.birth, Payload(metrics: [Metric("bdSeq", .int64(0))], seq: 0))
        for n in 0..<HostSession.Limit.devicesPerNode {
            _ = hub.hears(.birth, Payload(seq: UInt64(n + 1) % 256), device: "d\(n)")
        }
        let next = UInt64(HostSession.Limit.devicesPerNode + 1) % 256
        let more = hub.hears(.birth, Payload(seq: next), device: "more")
        #expect(
            more == [
                .malformed(topic: "spBv1.0/office/DBIRTH/board/more", reason: "the node has more than 1000 devices")
            ])
        #expect(
            hub.hears(.birth, Payload(seq: (next + 1) % 256), device: "d5").count == 1, "one of them may come again")
    }

    @Test func `declares no more than it has room for, and gets the room back`() {
        var hub = HostSession(host: .hub, reorderTimeout: 2_000, statesDatatypes: false, tableBytes: 4_000)
        hub.isOnline()
        let few = (0..<20).map { Metric("m\($0)", .int8(0)) }
        let many = (0..<30).map { Metric("m\($0)", .int8(0)) }
        let birth = Payload(metrics: [Metric("bdSeq", .int64(0))], seq: 0)
        for _ in 0..<100 {
            _ = hub.hears(.birth, birth)
            #expect(hub.hears(.birth, Payload(metrics: few, seq: 1), device: "east").count == 1)
            let refused = hub.hears(.birth, Payload(metrics: many, seq: 2), device: "east")
            #expect(
                refused.last
                    == .malformed(
                        topic: "spBv1.0/office/DBIRTH/board/east",
                        reason: "all births together declare too much to hold"))
            #expect(hub.hears(.birth, Payload(metrics: few, seq: 3), device: "east").count == 1)
            #expect(hub.hears(.death, Payload(seq: 4), device: "east").count == 1)
            #expect(hub.hears(.birth, Payload(metrics: few, seq: 5), device: "west").count == 1)
            #expect(hub.hears(.death, Payload(metrics: birth.metrics)).count == 1)
        }
    }

    @Test(arguments: 0..<10) func `survives whatever they send`(seed: UInt64) {
        var random = SplitMix(state: seed)
        var hub = HostSession(host: .hub)
        hub.isOnline()
        var board = EdgeSession.office
        _ = board.connecting(at: 1)
        let births = board.connected(.office, at: 1)
        let good =
            births
            + [board.data(nil, [Metric("Meter/Energy", .double(1))], at: 1), board.disconnecting(at: 1)]
            .compactMap { $0 }
        var (heard, malformed) = (0, 0)
        for now in UInt64(1)...3_000 {
            let message = good.randomElement(using: &random) ?? good[0]
            var bytes = message.payload
            if random.next() % 2 == 0 {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            for event in hub.received(topic: message.topic, payload: bytes, retained: false, at: now) {
                if case .malformed = event { malformed += 1 } else { heard += 1 }
            }
            _ = hub.tick(at: now)
        }
        #expect(heard > 300 && malformed > 300)
    }
}

@Suite struct `An edge node and a host application` {
    /// Whatever the network loses, delays or repeats: once it is quiet, the host believes what the board last said.
    @Test(arguments: 0..<100) func `agree in the end`(seed: UInt64) {
        var random = SplitMix(state: seed)
        var (hub, board) = (HostSession(host: .hub), EdgeSession.office)
        var believed: [String: Value] = [:]
        var births = Births.office
        var inbox: [Message] = []
        var toHub: [Message] = []
        hub.isOnline()
        _ = board.connecting(at: 1)
        toHub += board.connected(births, at: 1)
        for step in UInt64(0)..<400 {
            let now = step * 100
            let isQuiet = step >= 200
            if step % 10 == 0, !isQuiet || step < 390 {
                let value = Value.double(Double(step))
                births.metrics[0].value = value
                if let message = board.data(nil, [Metric("Meter/Energy", value)], at: now) { toHub.append(message) }
            }
            if !isQuiet, random.next() % 40 == 0 {
                board.disconnected()
                _ = board.connecting(at: now)
                toHub += board.connected(births, at: now)
            }
            if !isQuiet {
                if random.next() % 3 == 0 { toHub.shuffle(using: &random) }
                toHub.removeAll { _ in random.next() % 5 == 0 }
                inbox.removeAll { _ in random.next() % 5 == 0 }
            }
            for message in inbox {
                for case .rebirth in board.received(topic: message.topic, payload: message.payload, retained: false) {
                    toHub += board.rebirth(births, at: now)
                }
            }
            inbox = []
            for event in toHub.flatMap({ hub.hears($0, at: now) }) + hub.tick(at: now) {
                if case .send(let message) = event { inbox.append(message) }
                for reading in [event].readings { believed[reading.name] = reading.value }
            }
            toHub = []
        }
        #expect(believed["Meter/Energy"] == births.metrics[0].value)
        #expect(board.data(nil, births.metrics, at: 50_000).map { hub.hears($0, at: 50_000).gaps } == [false])
    }
}
