import Control
import Quantities
import Records
import Testing

@Suite struct `A trace` {
    /// What lets next year's settings be tried on this year's people.
    @Test(arguments: 0..<40) func `reproduces every decision, from its start or from any snapshot`(seed: UInt64) throws
    {
        var random = SplitMix(state: seed)
        var settings = Zone.Settings(steps: 2)
        settings.daylight.target = Lux(300)
        settings.daylight.lamps = Lux(200)
        settings.hold = .seconds(300)
        var zones = Zones([settings, settings])
        var writer = Trace.Writer(zones: 2, boot: 1)
        var inputs = [Zone.Inputs(), Zone.Inputs()]
        var snapshot = try #require(try? Self.snapshot(&zones, settings, at: .epoch))
        var blocks: [[UInt8]] = []
        for second in 0..<Int64(20_000) {
            let now = Instant(milliseconds: second * 1_000)
            for zone in 0..<2 {
                switch random.next() % 400 {
                case 0: inputs[zone].motion = Motion(isActive: true, onsets: WrappingCount(UInt32(second)))
                case 1..<4: inputs[zone].motion = Motion(isActive: false, onsets: WrappingCount(UInt32(second)))
                case 4: inputs[zone].illuminance = Lux(Double(random.next() % 700))
                case 5: inputs[zone].presses.increment()
                case 6: inputs[zone].motion = nil
                case 7: inputs[zone].schedule = .open
                default: break
                }
                while let due = zones.review(before: now) {
                    writer.note(
                        due.zone, zones.inputs[due.zone], zones.outputs[due.zone], at: due.at,
                        time: Timestamp(milliseconds: 7))
                }
                zones.step(zone, inputs[zone], at: now)
                writer.note(zone, inputs[zone], zones.outputs[zone], at: now, time: Timestamp(milliseconds: 7))
            }
            if second == 9_000 {
                // A block ends where a snapshot is made; the replay below sets out from here.
                if let block = writer.take() { blocks.append(block) }
                blocks.removeAll()
                writer = Trace.Writer(zones: 2, boot: 1)
                snapshot = try #require(try? Self.snapshot(&zones, settings, at: now))
            }
            if writer.count > 500, let block = writer.take() { blocks.append(block) }
        }
        if let block = writer.take() { blocks.append(block) }

        var replay = Zones([settings, settings])
        for zone in 0..<2 {
            var reader = StateReader(snapshot.zones[zone].words)
            replay.exchange(zone, &reader)
            #expect(reader.missing == 0)
        }
        let entries = try blocks.flatMap { try Trace.Block(decoding: $0).entries }
        var known = [Zone.Inputs(), Zone.Inputs()]
        var decided: [Int: (level: UInt8, reason: Reason)] = [:]
        var place = 0
        while place < entries.count {
            let (now, zone) = (entries[place].at, entries[place].zone)
            var decision = decided[zone]
            var hasInputs = false
            while place < entries.count, entries[place].at == now, entries[place].zone == zone {
                switch entries[place].event {
                case .motion(let motion): (known[zone].motion, hasInputs) = (motion, true)
                case .illuminance(let lux): (known[zone].illuminance, hasInputs) = (lux, true)
                case .presses(let count): (known[zone].presses, hasInputs) = (count, true)
                case .schedule(let schedule): (known[zone].schedule, hasInputs) = (schedule, true)
                case .setting: Issue.record("no settings were changed")
                case .output(let level, let reason): decision = (level, reason)
                }
                place += 1
            }
            // Reviews are not recorded: the replay finds them by itself.
            while replay.review(before: now) != nil {}
            if hasInputs {
                replay.step(zone, known[zone], at: now)
            } else {
                replay.step(zone, replay.inputs[zone], at: now)
            }
            decided[zone] = decision
            guard let decision, replay.outputs[zone].level == decision.level,
                replay.outputs[zone].reason == decision.reason
            else {
                Issue.record(
                    "seed \(seed): \(replay.outputs[zone]) at \(now), the board had \(String(describing: decision))")
                return
            }
        }
        let decisions = entries.count
        #expect(decisions > 5)
    }

    @Test func `says nothing when nothing happened`() {
        var writer = Trace.Writer(zones: 1, boot: 1)
        let outputs = Zone.Outputs(level: 0, reason: .vacant)
        writer.note(0, Zone.Inputs(), outputs, at: .epoch, time: Timestamp(milliseconds: 0))
        let count = writer.count
        writer.note(0, Zone.Inputs(), outputs, at: .epoch + .seconds(1), time: Timestamp(milliseconds: 1_000))
        #expect(writer.count == count)
    }

    private static func snapshot(_ zones: inout Zones, _ settings: Zone.Settings, at now: Instant) throws -> Snapshot {
        let states = (0..<2).map { zone in
            var writer = StateWriter()
            zones.exchange(zone, &writer)
            return Snapshot.ZoneState(name: "z\(zone)", steps: settings.steps, settings: [1: 300], words: writer.words)
        }
        let snapshot = Snapshot(boot: 1, at: now, time: Timestamp(milliseconds: 0), zones: states)
        let copy = try Snapshot(decoding: snapshot.encoded())
        #expect(copy == snapshot)
        return copy
    }
}
