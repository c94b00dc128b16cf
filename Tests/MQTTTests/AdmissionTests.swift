import Addresses
import Glibc
import MQTT
import PrivateBroker
import Testing

@Suite(.serialized, .enabled(if: Authority.isPossible, "openssl is not installed"))
struct `A broker as scripts/provision sets it up` {
    let authority: Authority
    let broker: PrivateBroker

    init() throws {
        authority = try Authority()
        broker = try PrivateBroker(authority.settings)
    }

    @Test func `lets a board in that shows its certificate, and its hub, and nobody learns of a password`() throws {
        let hub = try enter(authority.hub)
        try hub.subscribe(to: "spBv1.0/+/NDATA/+", qos: 1)
        try wait(for: [hub]) { $0 == .subscribed }
        let board = try enter(authority.board())
        try board.publish(topic: "spBv1.0/site/NDATA/board", payload: [1, 2, 3])
        try wait(for: [hub, board]) {
            $0 == .message(topic: "spBv1.0/site/NDATA/board", payload: [1, 2, 3], isRetained: false)
        }
    }

    @Test func `sends a stranger away, whom another authority vouches for`() throws {
        let strangers = try Authority()
        expect("unknown ca", in: try refusal(identity: strangers.board(), trusting: authority.board()))
    }

    @Test func `sends away who shows no certificate, or one that has ended, or one that was revoked`() throws {
        expect("certificate required", in: try refusal(identity: nil, trusting: authority.board()))
        try authority.expire("boards/site.board", "site.board", as: "client")
        expect("certificate expired", in: try refusal(identity: authority.board()))
        try authority.run("cp -r boards/site.other kept")
        try authority.provision("revoke site/other")
        broker.stop()
        try broker.start()
        expect("certificate revoked", in: try refusal(identity: authority.folder + "/kept"))
    }

    /// The broker's word, or what is left where our next one crossed it on its way.
    private func expect(_ alert: String, in reason: String) {
        #expect(reason.contains("alert " + alert) || reason.contains("may not accept our certificate"), "\(reason)")
    }

    @Test func `is not taken for another machine, nor after its end, nor when nobody vouches for it`() throws {
        let elsewhere = try refusal(identity: authority.board(), host: "127.0.0.1")
        #expect(elsewhere.contains("host name verification failed"), "\(elsewhere)")
        let strangers = try Authority()
        let unknown = try refusal(identity: authority.board(), trusting: strangers.board())
        #expect(unknown.contains("certificate verify failed"), "\(unknown)")
        try authority.expire("broker", "localhost", as: "server")
        broker.stop()
        try broker.start()
        let ended = try refusal(identity: authority.board())
        #expect(ended.contains("certificate verify failed"), "\(ended)")
    }

    @Test func `is not played by a board`() throws {
        let settings = authority.settings.map {
            $0.replacing("/broker/certificate", with: "/boards/site.other/certificate")
        }
        .map { $0.replacing("/broker/key", with: "/boards/site.other/key") }
        let impostor = try PrivateBroker(settings)
        let reason = try refusal(identity: authority.board(), port: impostor.port)
        #expect(reason.contains("certificate verify failed"), "\(reason)")
    }

    @Test func `hears of a board only from itself`() throws {
        let hub = try enter(authority.hub)
        try hub.subscribe(to: "spBv1.0/#", qos: 1)
        try wait(for: [hub]) { $0 == .subscribed }
        for topic in [
            "spBv1.0/site/NDATA/other", "spBv1.0/site/DDATA/other/zone", "spBv1.0/site/NBIRTH/other",
            "spBv1.0/site/NDEATH/other", "spBv1.0/elsewhere/NDATA/board", "spBv1.0/site/NCMD/other",
            "spBv1.0/site/NCMD/board", "spBv1.0/STATE/hub", "lightwell/site/other/zone",
        ] {
            // By MQTT 3.1.1 the broker drops it without a word, or drops the session; once it has answered the next
            // request of that session, it is through with it.
            let board = try enter(authority.board())
            try board.publish(topic: topic, payload: [6])
            try board.subscribe(to: "spBv1.0/site/NCMD/board", qos: 1)
            try wait(for: [board]) { if case .disconnected = $0 { true } else { $0 == .subscribed } }
        }
        let board = try enter(authority.board())
        try board.publish(topic: "spBv1.0/site/DDATA/board/zone", payload: [7])
        let story = try wait(for: [hub, board]) { if case .message = $0 { true } else { false } }
        #expect(story.last == .message(topic: "spBv1.0/site/DDATA/board/zone", payload: [7], isRetained: false))
    }

    @Test func `passes on no will under the name of another`() throws {
        let hub = try enter(authority.hub)
        try hub.subscribe(to: "spBv1.0/#", qos: 1)
        try wait(for: [hub]) { $0 == .subscribed }
        for (will, value) in [("spBv1.0/site/NDEATH/other", 6), ("spBv1.0/site/NDEATH/board", 7)] as [(String, UInt8)] {
            let board = try session(authority.board())
            try board.setWill(topic: will, payload: [value], qos: 1, isRetained: false)
            try board.connect()
            try wait(for: [board]) { $0 == .connected }
            // The next session has the same name: the broker is through with this one before it lets that one in.
            shutdown(try #require(board.descriptor), Int32(SHUT_RDWR))
        }
        let story = try wait(for: [hub]) { if case .message = $0 { true } else { false } }
        #expect(story == [.message(topic: "spBv1.0/site/NDEATH/board", payload: [7], isRetained: false)])
    }

    @Test func `tells a board nothing of its neighbours`() throws {
        let (hub, board) = (try enter(authority.hub), try enter(authority.board()))
        let other = try enter(authority.board("other"))
        try board.subscribe(to: "#", qos: 1)
        try wait(for: [board]) { $0 == .subscribed }
        try other.publish(topic: "spBv1.0/site/DDATA/other/zone", payload: [6], qos: 1)
        try other.publish(topic: "lightwell/site/other/zone", payload: [6], qos: 1)
        try hub.publish(topic: "spBv1.0/site/NCMD/other", payload: [6], qos: 1)
        // The neighbour has had its command: its own messages were handled before.
        try other.subscribe(to: "spBv1.0/site/NCMD/other", qos: 1)
        try wait(for: [other, hub]) { $0 == .subscribed }
        try hub.publish(topic: "spBv1.0/site/NCMD/other", payload: [8], qos: 1)
        try wait(for: [other, hub]) { if case .message = $0 { true } else { false } }
        try hub.publish(topic: "spBv1.0/site/NCMD/board", payload: [7], qos: 1)
        let story = try wait(for: [board, hub]) { if case .message = $0 { true } else { false } }
        #expect(story.last == .message(topic: "spBv1.0/site/NCMD/board", payload: [7], isRetained: false))
    }

    private func session(
        _ identity: String?, trusting folder: String? = nil, host: String = "localhost", port: Int32? = nil
    ) throws -> Connection {
        let address = try BrokerAddress("mqtts://\(host):\(port ?? broker.port)")
        return try Connection(
            to: Broker(
                address, authorities: .path((folder ?? identity ?? "") + "/ca.pem"),
                identity: identity.map {
                    Broker.Identity(certificate: .path($0 + "/certificate.pem"), key: .path($0 + "/key.pem"))
                }), clientID: "test-\(identity?.split(separator: "/").last ?? "nobody")")
    }

    private func enter(_ identity: String) throws -> Connection {
        let connection = try session(identity)
        try connection.connect()
        try wait(for: [connection]) { $0 == .connected }
        return connection
    }

    /// Why a session does not come to be.
    private func refusal(
        identity: String?, trusting folder: String? = nil, host: String = "localhost", port: Int32? = nil
    ) throws -> String {
        let connection = try session(identity, trusting: folder, host: host, port: port)
        do { try connection.connect() } catch { return error.description }
        let story = try wait(for: [connection]) { event in
            if case .disconnected = event { true } else { event == .connected }
        }
        if case .disconnected(let reason)? = story.last { return reason }
        return "it is let in"
    }
}
