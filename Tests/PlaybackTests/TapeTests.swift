import Chance
import Control
import Playback
import Quantities
import Testing

/// What lets a microcontroller prove that it decides as its host does.
@Suite struct `A tape` {
    @Test(arguments: 1...20) func `plays every decision of the zones it was made of, reviews and all`(seed: UInt64)
        throws
    {
        let (tape, told) = course(seed: seed)
        var stage = Desk(tape.bytes)
        var player = try Player(on: &stage)
        try player.play(on: &stage)
        #expect(stage.lines.filter { $0.hasPrefix("step ") } == told)
        #expect(player.steps > tape.steps)
    }

    @Test func `ends with the state of every zone`() throws {
        let (tape, _) = course(seed: 1)
        var stage = Desk(tape.bytes)
        var player = try Player(on: &stage)
        try player.play(on: &stage)
        let states = stage.lines.filter { $0.hasPrefix("state of zone ") }
        #expect(states.count == 4)
        #expect(Set(states.map { $0.split(separator: " ").last }).count == 4)
        #expect(stage.lines.last == states.last)
    }

    @Test func `is refused where it was cut, not read as shorter`() throws {
        let (tape, _) = course(seed: 1, steps: 20)
        for length in 0..<tape.bytes.count {
            var stage = Desk(Array(tape.bytes.prefix(length)))
            let error = #expect(throws: TapeError.self, "\(length) bytes") {
                var player = try Player(on: &stage)
                try player.play(on: &stage)
            }
            #expect(error == (length < 4 ? .notATape : .truncated))
        }
    }

    @Test func `is refused when it is of another release or no tape at all`() throws {
        let (tape, _) = course(seed: 1, steps: 1)
        for (place, error) in [(0, TapeError.notATape), (4, .foreign), (5, .malformed), (6, .foreign)] {
            var bytes = tape.bytes
            bytes[place] = place == 5 ? 65 : bytes[place] ^ 1
            #expect(throws: error) {
                var stage = Desk(bytes)
                _ = try Player(on: &stage)
            }
        }
    }

    @Test func `costs a few bytes a step`() {
        let (tape, _) = course(seed: 1, steps: 5_000)
        #expect(tape.bytes.count < 5_000 * 40)
    }

    @Test func `sums up a state so that any word counts`() {
        var sums: Set<UInt64> = []
        for changed in 0..<4 {
            var sum = StateSum()
            for word in 0..<3 {
                var value: Int64 = word == changed ? -1 : Int64(word)
                sum.exchange(&value)
            }
            #expect(sum.words == 3)
            sums.insert(sum.value)
        }
        #expect(sums.count == 4)
    }

    /// Four zones by chance, the last one following two others: their tape, and what they decided meanwhile.
    private func course(seed: UInt64, steps: Int = 400) -> (Tape, [String]) {
        var random = SplitMix(state: seed)
        var settings = (1...4).map { Zone.Settings(steps: UInt8($0 % 3 + 1)) }
        settings[0].daylight.target = Lux(100)
        settings[0].daylight.lamps = Lux(125)
        let links: [UInt64] = [0, 0, 0, 0b11]
        var (tape, zones, told) = (Tape(settings, links: links), Zones(settings, links: links), [String]())
        var (inputs, now) = (settings.map { _ in Zone.Inputs() }, Instant.epoch)
        for _ in 0..<steps {
            let zone = Int.random(in: 0..<4, using: &random)
            now = now + .milliseconds(Int64.random(in: 0...400_000, using: &random))
            while let (zone, due) = zones.review(before: now) {
                tell(&zones, zone, at: due, in: &told)
            }
            if random.one(in: 10) {
                settings[zone].hold = .seconds(Int64.random(in: 60...1_800, using: &random))
                tape.apply(settings[zone], to: zone, at: now)
                zones.apply(settings[zone], to: zone, at: now)
            }
            let isActive = Bool.random(using: &random)
            var motion = inputs[zone].motion ?? .still
            motion.isActive = isActive
            if isActive { motion.onsets.increment() }
            inputs[zone].motion = random.one(in: 20) ? nil : motion
            inputs[zone].illuminance = Lux(Double.random(in: 0...600, using: &random))
            if random.one(in: 20) { inputs[zone].presses.increment() }
            tape.step(zone, inputs[zone], at: now)
            zones.step(zone, inputs[zone], at: now)
            tell(&zones, zone, at: now, in: &told)
        }
        tape.end()
        return (tape, told)
    }

    private func tell(_ zones: inout Zones, _ zone: Int, at now: Instant, in told: inout [String]) {
        let outputs = zones.outputs[zone]
        var sum = StateSum()
        zones.exchange(zone, &sum)
        told.append(
            "step \(told.count + 1) ms \(now.milliseconds) zone \(zone) level \(outputs.level) "
                + "reason \(outputs.reason.rawValue) occupied \(outputs.isOccupied ? 1 : 0) "
                + "plugs \(outputs.plugs ? 1 : 0) setback \(outputs.setback.rawValue) "
                + "faults \(outputs.faults.rawValue) hold \(outputs.hold.milliseconds) "
                + "review \(outputs.reviewBy?.milliseconds ?? -1) state \(Int64(bitPattern: sum.value))")
    }
}

/// A tape played in memory.
private struct Desk: Stage {
    private var told: [UInt8] = []
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

    var lines: [String] { String(decoding: told, as: UTF8.self).split(separator: "\n").map { String($0) } }

    mutating func next() -> UInt8? { bytes.popFirst() }
    mutating func tell(_ byte: UInt8) { told.append(byte) }
}
