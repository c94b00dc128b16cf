import Control
import Quantities
import Testing

@testable import Edge

@Suite struct `A board that shows which lamps are its own` {
    let start = Instant.epoch + .hours(1)
    /// A room with one step, a corridor with two, a dimmed lobby.
    let zones = [zone(steps: 1), zone(steps: 2, isEgress: true), zone(steps: 100, isEgress: true)]

    @Test func `is lit, then goes dark zone by zone for a second each`() {
        let identify = Identify(zones, at: start)
        #expect(levels(identify, after: 0) == [1, 2, 100])
        #expect(levels(identify, after: 3_000) == [0, 2, 100])
        #expect(levels(identify, after: 3_999) == [0, 2, 100])
        #expect(levels(identify, after: 4_000) == [1, 2, 100])
        #expect(levels(identify, after: 5_500) == [1, 1, 100], "ways out go down to one step")
        #expect(levels(identify, after: 7_500) == [1, 2, 33], "or to a third of their light")
        #expect(levels(identify, after: 9_000) == [1, 2, 100])
    }

    @Test func `blinks once whenever motion begins, and no more often than relays should`() {
        var identify = Identify(zones, at: start)
        identify.sees(0, at: start + .seconds(10))
        #expect(levels(identify, after: 10_100) == [1, 2, 100], "zones still show themselves")
        #expect(!identify.showsMotion(at: start + .seconds(11)) && identify.showsMotion(at: start + .seconds(12)))
        identify.sees(0, at: start + .seconds(20))
        #expect(levels(identify, after: 20_000) == [0, 2, 100])
        #expect(levels(identify, after: 20_500) == [1, 2, 100])
        identify.sees(0, at: start + .seconds(22))
        #expect(levels(identify, after: 22_100) == [1, 2, 100])
        identify.sees(0, at: start + .seconds(24))
        identify.sees(1, at: start + .seconds(24))
        #expect(levels(identify, after: 24_100) == [0, 1, 100])
    }

    @Test func `ends after half an hour, whatever moves`() {
        var identify = Identify(zones, at: start)
        identify.sees(0, at: start + .milliseconds(1_799_900))
        #expect(!identify.isOver(at: start + .milliseconds(1_799_999)))
        #expect(identify.isOver(at: start + .minutes(30)))
        #expect(identify.reviewBy(at: start + .milliseconds(1_799_950)) == start + .minutes(30))
    }

    /// The law: nothing is dark for longer than a second, and whoever looks when asked to misses no change.
    @Test func `leaves nobody in the dark for longer than a second, and asks to be looked at for every change`() {
        var identify = Identify(zones, at: start)
        var (darkSince, before) = ([Instant?](repeating: nil, count: 3), levels(identify, after: 0))
        var review = identify.reviewBy(at: start)
        for step in 0..<6_000 {
            let now = start + .milliseconds(Int64(step) * 10)
            if step % 37 == 0 { identify.sees(step % 3, at: now) }
            let found = levels(identify, after: Int64(step) * 10)
            if found != before, step % 37 != 0 { #expect(review <= now, "at \(step * 10) ms") }
            for zone in zones.indices {
                darkSince[zone] = found[zone] == 0 ? darkSince[zone] ?? now : nil
                if let since = darkSince[zone] { #expect(now - since < .seconds(1)) }
            }
            before = found
            review = identify.reviewBy(at: now)
        }
    }

    private func levels(_ identify: Identify, after milliseconds: Int64) -> [UInt8] {
        zones.indices.map { identify.level(of: $0, at: start + .milliseconds(milliseconds)) }
    }

    private static func zone(steps: UInt8, isEgress: Bool = false) -> Control.Zone.Settings {
        var settings = Control.Zone.Settings(steps: steps)
        settings.isEgress = isEgress
        return settings
    }
}
