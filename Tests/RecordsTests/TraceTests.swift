import Chance
import Control
import Quantities
import Records
import Testing

@Suite struct `A trace` {
    @Test(arguments: 0..<200) func `block is read back as it was written`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        var writer = Trace.Writer(zones: 3, boot: 7)
        var now = Instant(milliseconds: 5_000)
        let entries = (0..<random.next() % 300 + 1).map { _ in
            now = now + .milliseconds(Int64(random.next() % 2 * (random.next() % 100_000)))
            return Trace.Entry(at: now, zone: Int(random.next() % 3), event: Self.event(&random))
        }
        for entry in entries { writer.add(entry, time: Timestamp(milliseconds: entry.at.milliseconds + 1_000)) }
        let bytes = writer.take()
        let block = try Trace.Block(decoding: #require(bytes))
        #expect(block.entries == entries)
        #expect(block.boot == 7)
        #expect(block.base == entries[0].at)
        #expect(block.baseTime == Timestamp(milliseconds: entries[0].at.milliseconds + 1_000))
        let rest = writer.take()
        #expect(rest == nil)
    }

    @Test func `says nothing when nothing happened`() {
        var writer = Trace.Writer(zones: 1, boot: 1)
        let outputs = Zone.Outputs(level: 0, reason: .vacant)
        writer.note(0, Zone.Inputs(), outputs, at: .epoch, time: Timestamp(milliseconds: 0))
        let count = writer.count
        writer.note(0, Zone.Inputs(), outputs, at: .epoch + .seconds(1), time: Timestamp(milliseconds: 1_000))
        #expect(writer.count == count)
    }

    @Test func `says what changed, and only that`() throws {
        var writer = Trace.Writer(zones: 1, boot: 1)
        var inputs = Zone.Inputs(illuminance: Lux(100))
        let outputs = Zone.Outputs(level: 1, reason: .hold)
        writer.note(0, inputs, outputs, at: .epoch, time: Timestamp(milliseconds: 0))
        _ = writer.take()
        inputs.illuminance = Lux(120)
        writer.note(0, inputs, outputs, at: .epoch + .seconds(1), time: Timestamp(milliseconds: 1_000))
        let bytes = writer.take()
        let block = try Trace.Block(decoding: #require(bytes))
        #expect(block.entries == [Trace.Entry(at: .epoch + .seconds(1), zone: 0, event: .illuminance(Lux(120)))])
    }

    @Test func `parts a step from the one before it at the same moment, though that changed nothing`() throws {
        var writer = Trace.Writer(zones: 1, boot: 1)
        var inputs = Zone.Inputs(schedule: .open)
        let (outputs, time) = (Zone.Outputs(level: 0, reason: .manualOff), Timestamp(milliseconds: 0))
        writer.note(0, inputs, outputs, at: .epoch, time: time)
        _ = writer.take()
        let now = Instant(milliseconds: 7)
        writer.note(0, inputs, outputs, at: now, time: time)
        inputs.motion = Motion(isActive: true, onsets: WrappingCount(1))
        writer.note(0, inputs, outputs, at: now, time: time)
        writer.note(0, setting: 1, value: 60, at: now, time: time)
        let block = try Trace.Block(decoding: writer.take() ?? [])
        #expect(
            block.entries.map(\.event) == [
                .schedule(.open), .motion(inputs.motion), .schedule(.open), .setting(1, 60),
            ])
    }

    private static func event(_ random: inout SplitMix) -> Trace.Event {
        let count = WrappingCount(UInt32(truncatingIfNeeded: random.next()))
        switch random.next() % 10 {
        case 8: return .doubles(count)
        case 9: return .longs(count)
        case 0: return .motion(nil)
        case 1: return .motion(Motion(isActive: random.next() % 2 == 0, onsets: count))
        case 2: return .illuminance(nil)
        case 3: return .illuminance(Lux(Double(random.next() % 5_000)))
        case 4: return .illuminance(Lux(Double(random.next() % 5_000) / 7))
        case 5: return .presses(count)
        case 6: return .setting(UInt8(random.next() % 14), Double(random.next() % 900) / 3)
        default:
            return .output(
                level: UInt8(random.next() % 4), reason: Reason(rawValue: UInt8(random.next() % 11)) ?? .vacant)
        }
    }
}

@Suite struct `A snapshot` {
    @Test func `is read back as it was written, and a version of another core is refused`() throws {
        var zones = Zones([Zone.Settings(steps: 2)])
        zones.step(0, Zone.Inputs(illuminance: Lux(0.1)), at: .epoch)
        var words = StateWriter()
        zones.exchange(0, &words)
        let state = Snapshot.ZoneState(name: "z", steps: 2, settings: [1: 300, 7: 0.1], words: words.words)
        let snapshot = Snapshot(boot: 1, at: .epoch, time: Timestamp(milliseconds: 3), zones: [state])
        var bytes = snapshot.encoded()
        #expect(try Snapshot(decoding: bytes) == snapshot)
        bytes[2] = 99
        #expect(throws: RecordError.version(99)) { try Snapshot(decoding: bytes) }
    }
}
