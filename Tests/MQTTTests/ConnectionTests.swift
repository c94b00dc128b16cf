import Addresses
import Glibc
import MQTT
import PrivateBroker
import Testing

@Suite(.serialized) struct `A session with a real broker` {
    @Test func `delivers what it published, byte for byte and in order`() throws {
        let broker = try PrivateBroker()
        let listener = try session("listener", at: broker)
        try listener.subscribe(to: "a/#", qos: 1)
        let speaker = try session("speaker", at: broker)
        try settle(listener, speaker)
        for number in 0..<300 { try speaker.publish(topic: "a/b", payload: [UInt8(number % 256), 0, 255]) }
        var received: [[UInt8]] = []
        try wait(for: listener, speaker) { event in
            if case .message("a/b", let payload, false) = event { received.append(payload) }
            return received.count == 300
        }
        #expect(received == (0..<300).map { [UInt8($0 % 256), 0, 255] })
    }

    @Test func `leaves its will when it vanishes, and none when it takes its leave`() throws {
        let broker = try PrivateBroker()
        let listener = try session("listener", at: broker)
        try listener.subscribe(to: "will/#", qos: 1)
        var vanishing: Connection? = try session("vanishing", at: broker, will: "will/vanishing")
        let leaving = try session("leaving", at: broker, will: "will/leaving")
        try settle(listener)
        leaving.disconnect()
        shutdown(try #require(vanishing?.descriptor), Int32(SHUT_RDWR))
        vanishing = nil
        var wills: [String] = []
        try wait(for: listener) { event in
            if case .message(let topic, _, _) = event { wills.append(topic) }
            return wills.contains("will/vanishing")
        }
        #expect(wills == ["will/vanishing"])
    }

    @Test func `notices that the broker is gone, and comes back when it is`() throws {
        let broker = try PrivateBroker()
        let connection = try session("survivor", at: broker)
        broker.stop()
        try wait(for: connection) { if case .disconnected = $0 { true } else { false } }
        let error = #expect(throws: MQTTError.self) { try connection.connect() }
        #expect(error?.description == "cannot reach mqtt://127.0.0.1:\(broker.port): Connection refused")
        try broker.start()
        try connection.connect()
        try wait(for: connection) { $0 == .connected }
    }

    @Test func `drops what is too long for it, says so once, and goes on`() throws {
        let broker = try PrivateBroker()
        let listener = try session("listener", at: broker)
        try listener.subscribe(to: "a", qos: 1)
        let speaker = try session("speaker", at: broker)
        try settle(listener, speaker)
        #expect(listener.takeRemark() == nil)
        for size in [Connection.most + 1, Connection.most, 3] {
            try speaker.publish(topic: "a", payload: [UInt8](repeating: 7, count: size))
        }
        var sizes: [Int] = []
        try wait(for: listener, speaker) { event in
            if case .message("a", let payload, _) = event { sizes.append(payload.count) }
            return sizes.last == 3
        }
        #expect(sizes == [Connection.most, 3])
        #expect(listener.takeRemark() == "a: dropped a message of 4194305 bytes; at most 4194304 are taken")
        #expect(listener.takeRemark() == nil)
    }

    private func session(_ name: String, at broker: PrivateBroker, will: String? = nil) throws -> Connection {
        let connection = try Connection(to: Broker(BrokerAddress("mqtt://127.0.0.1:\(broker.port)")), clientID: name)
        if let will { try connection.setWill(topic: will, payload: [1], qos: 1, isRetained: false) }
        try connection.connect()
        try wait(for: connection) { $0 == .connected }
        return connection
    }

    /// Lets a subscription reach the broker: a round trip of the same session follows it.
    private func settle(_ connections: Connection...) throws {
        for connection in connections {
            try connection.subscribe(to: "settle", qos: 0)
            try connection.publish(topic: "settle", payload: [])
            try wait(for: connection) { if case .message("settle", _, _) = $0 { true } else { false } }
        }
    }

    private func wait(for connections: Connection..., until isDone: (Connection.Event) -> Bool) throws {
        for _ in 0..<2_000 {
            for connection in connections {
                for event in connection.service() where isDone(event) { return }
            }
            var waiting = pollfd(fd: connections[0].descriptor ?? -1, events: Int16(POLLIN), revents: 0)
            poll(&waiting, 1, 10)
        }
        throw PrivateBroker.Failure(what: "nothing happened in time")
    }
}
