import Chance
import Quantities
import Testing
import Uplink

@Suite struct `A board that was away` {
    @Test func `sends a window at once, and then so many in a second`() {
        var pace = CatchUp(rate: 50)
        expect(32, of: &pace, at: .epoch)
        expect(0, of: &pace, at: .epoch)
        #expect(pace.due == .epoch + .milliseconds(20))
        expect(0, of: &pace, at: .epoch + .milliseconds(19))
        expect(1, of: &pace, at: .epoch + .milliseconds(20))
        expect(25, of: &pace, at: .epoch + .milliseconds(520))
        expect(32, of: &pace, at: .epoch + .hours(3), "nothing is saved up beyond a window")
    }

    @Test func `sends as fast as it is heard where no rate is given`() {
        var pace = CatchUp.free
        let most = pace.allowance(at: .epoch)
        #expect(most == .max && pace.due == nil)
    }

    @Test(arguments: 0..<100) func `never sends more than its rate and a window, and never stands still`(seed: UInt64) {
        var random = SplitMix(state: seed)
        let rate = Int64.random(in: 1...200, using: &random)
        var pace = CatchUp(rate: rate)
        var (now, count) = (Instant.epoch, Int64(0))
        for _ in 0..<200 {
            count += Int64(sent(&pace, at: now))
            let passed = now.milliseconds
            #expect(count <= passed * rate / 1_000 + 32)
            guard let due = pace.due else { continue }
            #expect(due <= now + .milliseconds(1_000 / rate + 1))
            now = random.one(in: 2) ? due : now + .milliseconds(Int64.random(in: 0...2_000, using: &random))
        }
        #expect(count >= Swift.min(32, now.milliseconds * rate / 1_000))
    }

    private func expect(_ count: Int, of pace: inout CatchUp, at now: Instant, _ why: Comment? = nil) {
        let sent = sent(&pace, at: now)
        #expect(sent == count, why)
    }

    private func sent(_ pace: inout CatchUp, at now: Instant) -> Int {
        let most = pace.allowance(at: now)
        for _ in 0..<most { pace.spend() }
        return most
    }
}

@Suite struct `The buffer of a board` {
    @Test func `lasts as many hours as entries of its size fit into what nobody waits for`() {
        // 1,000 of 100 bytes; 15/16 of 1,600,000 bytes hold 15,000, less 1,000 that wait: 3,500 hours of 4.
        let buffer = Buffer(limit: 1_600_000, used: 100_000, entries: 1_000, backlog: 1_000, hourly: 4)
        #expect(buffer.hoursLeft == 3_500)
    }

    @Test func `counts what is acknowledged as room`() {
        #expect(Buffer(limit: 1_600_000, used: 1_500_000, entries: 15_000, backlog: 0, hourly: 4).hoursLeft == 3_750)
    }

    @Test func `has none left when it is full, and is not asked where nothing is written`() {
        #expect(Buffer(limit: 100_000, used: 100_000, entries: 10, backlog: 10, hourly: 4).hoursLeft == 0)
        #expect(Buffer(limit: 100_000, used: 0, entries: 0, backlog: 0, hourly: 0).hoursLeft == nil)
        #expect(Buffer(limit: 96_000, used: 0, entries: 0, backlog: 0, hourly: 1).hoursLeft == 1_000)
    }
}
