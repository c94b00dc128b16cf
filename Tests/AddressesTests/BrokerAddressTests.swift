import Addresses
import Testing

@Suite struct `The address of a broker` {
    @Test func `is plain on this machine and TLS elsewhere`() throws {
        let local = try BrokerAddress("mqtt://127.0.0.1:18830")
        #expect(local.host == "127.0.0.1" && local.port == 18_830 && !local.isEncrypted)
        let far = try BrokerAddress("mqtts://broker.example.org")
        #expect(far.host == "broker.example.org" && far.port == 8_883 && far.isEncrypted)
        #expect(try BrokerAddress("mqtt://[::1]:1884").description == "mqtt://[::1]:1884")
    }

    @Test(arguments: [
        ("mqtt://10.1.2.3", "use mqtts://10.1.2.3"),
        ("mqtt://127.example.org", "use mqtts://127.example.org"),
        ("tcp://127.0.0.1", "is not a broker"),
        ("mqtt://127.0.0.1:0", "is not a broker"),
        ("mqtt://", "is not a broker"),
    ]) func `that cannot be says what is wrong`(address: String, complaint: String) {
        let error = #expect(throws: BrokerAddress.Malformed.self) { try BrokerAddress(address) }
        #expect(error?.description.contains(complaint) ?? false, "\(error?.description ?? "")")
    }

    @Test func `with a password in it is refused without repeating it`() {
        let error = #expect(throws: BrokerAddress.Malformed.self) { try BrokerAddress("mqtts://me:secret@host") }
        #expect(error?.description.contains("secret") == false)
    }
}
