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

    @Test func `begins at once, and failure is news only the first time`() {
        var attempts = Attempts(Backoff(first: .seconds(1), limit: .seconds(8)))
        #expect(attempts.isDue(at: .epoch))
        attempts.begin()
        #expect(!attempts.isDue(at: .epoch + .hours(1)))
        let (first, second) = (attempts.fail(at: .epoch), attempts.fail(at: .epoch))
        #expect(first && !second)
        #expect(attempts.isDue(at: .epoch + .seconds(2)))
        attempts.succeed()
        let again = attempts.fail(at: .epoch)
        #expect(again)
    }
}
