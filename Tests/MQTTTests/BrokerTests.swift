import MQTT
import Quantities
import Testing

@Suite struct `The address of a broker` {
    @Test func `is plain on this machine and TLS elsewhere`() throws {
        let local = try Broker("mqtt://127.0.0.1:18830")
        #expect(local.host == "127.0.0.1" && local.port == 18_830 && !local.isSecure)
        let far = try Broker("mqtts://broker.example.org")
        #expect(far.host == "broker.example.org" && far.port == 8_883 && far.isSecure)
    }

    @Test(arguments: [
        ("mqtt://10.1.2.3", "is not on this machine: use mqtts://"),
        ("tcp://127.0.0.1", "should begin with mqtt://"),
        ("mqtt://127.0.0.1:0", "the port should be a number from 1 to 65535"),
        ("mqtt://user:secret@127.0.0.1", "they go into a credentials file"),
        ("mqtt://", "should read mqtt://HOST:PORT"),
    ]) func `that cannot be says what is wrong`(address: String, complaint: String) {
        let error = #expect(throws: Broker.Malformed.self) { try Broker(address) }
        #expect(error?.description.contains(complaint) ?? false, "\(error?.description ?? "")")
    }
}

@Suite struct `The wait before another try` {
    @Test func `doubles up to its limit and begins anew after success`() {
        var random = SystemRandomNumberGenerator()
        var backoff = Backoff(first: .seconds(1), limit: .seconds(8))
        for step in [1, 2, 4, 8, 8, 8] as [Int64] {
            let wait = backoff.wait(&random)
            #expect(.milliseconds(step * 500) <= wait && wait <= .seconds(step))
        }
        backoff.reset()
        #expect(backoff.wait(&random) <= .seconds(1))
    }
}
