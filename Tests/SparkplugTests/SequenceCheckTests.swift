import Chance
import Testing

@testable import Sparkplug

@Suite struct `The sequence of a node` {
    @Test func `goes on from 255 with 0`() {
        var check = SequenceCheck(after: 254)
        #expect(check.take(255, at: 0) == true)
        #expect(check.take(0, at: 0) == true)
        #expect(check.gapSince == nil)
    }

    @Test func `is whole again when all that was missing came`() {
        var check = SequenceCheck(after: 0)
        #expect(check.take(4, at: 7) == false)
        #expect(check.gapSince == 7)
        #expect(check.take(2, at: 8) == false)
        #expect(check.take(1, at: 8) == false)
        #expect(check.gapSince == 7)
        #expect(check.take(3, at: 9) == false)
        #expect(check.gapSince == nil)
        #expect(check.take(5, at: 10) == true)
    }

    @Test func `is broken by a number that came before`() {
        var check = SequenceCheck(after: 0)
        #expect(check.take(1, at: 0) == true)
        #expect(check.take(1, at: 3) == false)
        #expect(check.gapSince == 3)
    }

    @Test func `stays broken once given up`() {
        var check = SequenceCheck(after: 0)
        _ = check.take(2, at: 0)
        check.giveUp()
        #expect(check.gapSince == nil && check.hasGivenUp)
        #expect(check.take(3, at: 1) == false)
        _ = check.take(9, at: 2)
        #expect(check.gapSince == nil)
    }

    /// A permutation within less than the cycle of 256 leaves no gap; one message less leaves one.
    @Test(arguments: 0..<100) func `does not depend on the order of arrival`(seed: UInt64) {
        var random = SplitMix(state: seed)
        let start = UInt8.random(in: 0...255, using: &random)
        let numbers = (1...UInt8.random(in: 2...200, using: &random)).map { start &+ $0 }
        var (whole, holed) = (SequenceCheck(after: start), SequenceCheck(after: start))
        for number in numbers.shuffled(using: &random) { _ = whole.take(number, at: 1) }
        for number in numbers.dropFirst().shuffled(using: &random) { _ = holed.take(number, at: 1) }
        #expect(whole.gapSince == nil)
        #expect(holed.gapSince == 1)
    }
}

@Suite struct `Asking for births` {
    @Test func `waits twice as long each time, and begins anew after a quiet time`() {
        var pace = RebirthPace()
        let asked = (0...1_000).filter { pace.ask(at: $0 * 1_000, timeout: 5_000) }
        #expect(asked == [0, 5, 15, 35, 75, 135, 195, 255, 315, 375, 435, 495, 555, 615, 675, 735, 795, 855, 915, 975])
        #expect(pace.ask(at: 1_300_000, timeout: 5_000) == true)
        #expect(pace.ask(at: 1_304_999, timeout: 5_000) == false)
        #expect(pace.ask(at: 1_305_000, timeout: 5_000) == true)
    }

    @Test func `is allowed when the clock was set back`() {
        var pace = RebirthPace()
        _ = pace.ask(at: 1_000_000, timeout: 5_000)
        #expect(pace.ask(at: 10, timeout: 5_000) == true)
    }
}
