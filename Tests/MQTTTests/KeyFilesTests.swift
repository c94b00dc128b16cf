import Addresses
import Glibc
import MQTT
import PrivateBroker
import Testing

@Suite(.serialized, .enabled(if: Authority.isPossible, "openssl is not installed"))
struct `The files that let somebody in` {
    @Test func `are refused when everybody may read the secret ones, with the cure`() throws {
        let authority = try Authority()
        let key = authority.board() + "/key.pem"
        let broker = try broker(authority, credentials: nil)
        #expect(broker.trouble == nil)
        chmod(key, 0o640)
        #expect(broker.trouble == nil)
        chmod(key, 0o644)
        let words = "key \(key) is open to everybody on this machine; close it: chmod o= \(key)"
        #expect(broker.trouble == words)
        let error = #expect(throws: MQTTError.self) { try Connection(to: broker, clientID: "test") }
        #expect(error?.description == words)
    }

    @Test func `are another edition when one is replaced, and the same when not`() throws {
        let authority = try Authority()
        let broker = try broker(authority, credentials: nil)
        let before = broker.edition
        #expect(before == broker.edition)
        try authority.provision("rotate site/board")
        #expect(before != broker.edition)
    }

    @Test func `may be credentials that systemd hands over`() throws {
        let file = try FileReference("credential:key")
        #expect(try file.path(credentials: "/run/credentials/x") == "/run/credentials/x/key")
        let error = #expect(throws: MQTTError.self) { try file.path(credentials: nil) }
        #expect(
            error?.description
                == "credential:key exists only in a service that systemd runs with LoadCredential=key:FILE")
    }

    @Test func `are of no use with the wrong password, which no message repeats`() throws {
        let authority = try Authority()
        try authority.run("touch passwords && mosquitto_passwd -b passwords reader right")
        let broker = try PrivateBroker([
            "user root", "allow_anonymous false", "password_file \(authority.folder)/passwords",
            "certfile \(authority.folder)/broker/certificate.pem", "keyfile \(authority.folder)/broker/key.pem",
        ])
        for (password, isRight) in [("wrong-password", false), ("right", true)] {
            try authority.run("umask 077; printf 'reader\\n\(password)\\n' >credentials")
            let address = try BrokerAddress("mqtts://localhost:\(broker.port)")
            let connection = try Connection(
                to: Broker(
                    address, authorities: .path(authority.folder + "/ca/ca.pem"),
                    credentials: .path(authority.folder + "/credentials")), clientID: "test")
            try connection.connect()
            let story = try wait(for: [connection]) { event in
                if case .refused = event { true } else { event == .connected }
            }
            #expect(story == [isRight ? .connected : .refused("Connection Refused: not authorised.")])
        }
    }

    @Test(arguments: ["hub", "broker"]) func `are not made for a group that could be taken for something else`(
        group: String
    ) throws {
        let authority = try Authority()
        #expect(throws: PrivateBroker.Failure.self) {
            try authority.provision("site \(group) --broker-name localhost --boards lightwell")
        }
        #expect(access("\(authority.folder)/boards/\(group).lightwell", F_OK) != 0)
    }

    private func broker(_ authority: Authority, credentials: FileReference?) throws -> Broker {
        let folder = authority.board()
        return Broker(
            try BrokerAddress("mqtts://localhost"), authorities: .path(folder + "/ca.pem"),
            identity: Broker.Identity(certificate: .path(folder + "/certificate.pem"), key: .path(folder + "/key.pem")),
            credentials: credentials)
    }
}
