import MQTT
import Quantities
import Testing

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
