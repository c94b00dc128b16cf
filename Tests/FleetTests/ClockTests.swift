import Chance
import Quantities
import Simulation
import Testing

@testable import Fleet

@Suite struct `The clock of a fleet` {
    private let real = Timestamp(milliseconds: 1_780_272_000_000)
    private let began = Instant(milliseconds: 77_000)

    @Test func `runs ahead until it is now, and then with the time`() {
        let clock = VirtualClock(.times(600), from: real - .hours(1), to: nil, began: began, real: real)
        #expect(clock.time(at: began + .seconds(3), real: real + .seconds(3)) == real - .minutes(30))
        #expect(clock.time(at: began + .seconds(60), real: real + .seconds(60)) == real + .seconds(60))
    }

    @Test func `that began in the future stays there`() {
        let clock = VirtualClock(.times(60), from: real + .days(1), to: nil, began: began, real: real)
        #expect(clock.time(at: began + .seconds(1), real: real) == real + .days(1) + .minutes(1))
    }

    @Test(arguments: 0..<500) func `never passes the real one or its end, and never goes back`(seed: UInt64) {
        var random = SplitMix(state: seed)
        let start = real - .milliseconds(Int64(random.next() % 100_000_000))
        let end = random.one(in: 2) ? start + .milliseconds(Int64(random.next() % 200_000_000)) : nil
        let speed = random.one(in: 4) ? Speed.max : .times(Double(1 + random.next() % 100_000))
        let clock = VirtualClock(speed, from: start, to: end, began: began, real: real)
        var (passed, last) = (Duration.zero, start)
        for _ in 0..<50 {
            passed = passed + .milliseconds(Int64(random.next() % 20_000))
            let time = clock.time(at: began + passed, real: real + passed)
            #expect(last <= time && time <= real + passed)
            if let end { #expect(time <= end) }
            last = time
        }
    }
}

@Suite struct `A fate` {
    @Test(arguments: 0..<200) func `strikes as often as it should, for as long as it should`(seed: UInt64) {
        let misfortune = Misfortune(every: .minutes(30), lasts: .minutes(2))
        guard var fate = Fate(misfortune, seed: Seed(seed), from: .epoch) else { return }
        var (now, strikes, last) = (Instant.epoch, 0, Instant.epoch)
        while now < .epoch + .days(2) {
            if let end = fate.strikes(at: now) {
                #expect(.minutes(1) <= end - now && end - now <= .minutes(3))
                #expect(strikes == 0 ? now < .epoch + .minutes(31) : .minutes(15) <= now - last)
                (strikes, last) = (strikes + 1, end)
            }
            now = now + .seconds(1)
        }
        #expect(70...115 ~= strikes, "90 in two days on average")
    }
}
