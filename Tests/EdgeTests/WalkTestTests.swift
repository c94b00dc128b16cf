import Control
import Quantities
import Testing

@testable import Edge

@Suite struct `A walk test` {
    let start = Instant.epoch + .hours(1)

    /// Two relays.
    let room = Zone.Settings(steps: 2)

    @Test func `flashes when it begins, then is dark until something moves`() {
        let walk = WalkTest(of: 0, room, at: start)
        #expect(walk.level(at: start) == 2 && walk.reviewBy(at: start) == start + .seconds(2))
        #expect(walk.level(at: start + .seconds(2)) == 0)
    }

    @Test func `is lit for two seconds from each motion, and from the last of many`() {
        var walk = WalkTest(of: 0, room, at: start)
        for second in [10, 11, 12] { walk.stirs(at: start + .seconds(Int64(second))) }
        #expect(walk.level(at: start + .milliseconds(13_999)) == 2)
        #expect(walk.level(at: start + .seconds(14)) == 0)
        walk.stirs(at: start + .seconds(9))
        #expect(walk.level(at: start + .seconds(14)) == 0)
    }

    @Test func `is lit for as long as a sensor sees motion, and two seconds more`() {
        var walk = WalkTest(of: 0, room, at: start)
        walk.sees(true, at: start + .seconds(10))
        #expect(walk.level(at: start + .seconds(100)) == 2)
        #expect(walk.reviewBy(at: start + .seconds(100)) == start + .minutes(30))
        walk.sees(false, at: start + .seconds(100))
        #expect(walk.level(at: start + .milliseconds(101_999)) == 2)
        #expect(walk.reviewBy(at: start + .seconds(100)) == start + .seconds(102))
        #expect(walk.level(at: start + .seconds(102)) == 0)
    }

    @Test func `is lit while a sensor is lost`() {
        var walk = WalkTest(of: 0, room, at: start)
        walk.isBlind = true
        #expect(walk.level(at: start + .minutes(20)) == 2)
    }

    @Test func `only dips a way out`() {
        var stairs = room
        stairs.isEgress = true
        let walk = WalkTest(of: 0, stairs, at: start)
        #expect(walk.level(at: start) == 2)
        #expect(walk.level(at: start + .minutes(1)) == 1)
    }

    @Test func `leaves a way out with one step lit, but for a blink at motion`() {
        var stairs = Zone.Settings(steps: 1)
        stairs.isEgress = true
        var walk = WalkTest(of: 0, stairs, at: start)
        #expect(walk.level(at: start) == 0 && walk.reviewBy(at: start) == start + .milliseconds(500))
        #expect(walk.level(at: start + .milliseconds(500)) == 1)
        // Twenty seconds of motion: a blink each three and a half seconds, and never longer than half a second.
        var dark = 0
        for step in 0..<200 {
            let now = start + .minutes(1) + .milliseconds(Int64(step) * 100)
            walk.sees(step % 2 == 0, at: now)
            dark = walk.level(at: now) == 0 ? dark + 1 : 0
            #expect(dark <= 5)
        }
        #expect(walk.level(at: start + .minutes(10)) == 1)
    }

    @Test func `ends after half an hour, whatever moves`() {
        var walk = WalkTest(of: 0, room, at: start)
        walk.sees(true, at: start + .minutes(30))
        #expect(!walk.isOver(at: start + .milliseconds(1_799_999)))
        #expect(walk.isOver(at: start + .minutes(30)))
        #expect(walk.reviewBy(at: start + .minutes(29)) <= start + .minutes(30))
    }
}

extension WalkTest {
    /// Motion that is over at once.
    fileprivate mutating func stirs(at now: Instant) {
        sees(true, at: now)
        sees(false, at: now)
    }
}

@Suite struct `The traffic of lines` {
    let start = Instant.epoch + .hours(1)

    @Test func `is what happened in the last minute`() {
        var traffic = Traffic(lines: 2, at: start)
        for second in 0..<30 { traffic.note(0, at: start + .seconds(Int64(second))) }
        traffic.note(1, lost: 3, at: start + .seconds(30))
        #expect(traffic.perMinute(0, at: start + .seconds(30)) == 30)
        #expect(traffic.perMinute(1, at: start + .seconds(30)) == 1 && traffic.lost(1) == 3)
        #expect(traffic.perMinute(0, at: start + .seconds(69)) == 20)
        #expect(traffic.perMinute(0, at: start + .seconds(95)) == 0)
        #expect(traffic.perMinute(1, at: start + .days(1)) == 0 && traffic.lost(1) == 3)
    }

    @Test func `never counts more than happened, nor less than in fifty seconds`() {
        var traffic = Traffic(lines: 1, at: start)
        for step in 0..<2_000 {
            let now = start + .milliseconds(Int64(step) * 700)
            traffic.note(0, at: now)
            let count = traffic.perMinute(0, at: now)
            #expect(count <= 60_000 / 700 + 1)
            #expect(count >= min(UInt32(step) + 1, 50_000 / 700))
        }
    }
}
