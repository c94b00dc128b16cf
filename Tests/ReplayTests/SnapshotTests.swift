import Control
import Quantities
import Records
import Replay
import Testing

@Suite struct `An audit` {
    private var board = Hall()

    @Test mutating func `checks the state at every snapshot after the first`() throws {
        let entries = board.live(days: 3)
        let (audit, difference) = try audit(entries)
        #expect(difference == nil)
        #expect((audit.decisions, audit.snapshots, audit.passed, audit.boots) == (12, 2, 0, 1))
        #expect(audit.zones == ["hall"])
        #expect(audit.period?.lowerBound == board.start)
    }

    @Test mutating func `says what board and core go on with when their states differ`() throws {
        var entries = board.live(days: 2)
        var snapshot = try Snapshot(decoding: entries[2])
        // The last sign of life.
        snapshot.zones[0].words[1] -= 120_000
        entries[2] = snapshot.encoded()
        let difference = try audit(entries).1
        guard case .state(let mine, let core, let words)? = difference?.kind else {
            Issue.record("\(String(describing: difference))")
            return
        }
        #expect(words == 1)
        #expect(mine.reviewBy.map { $0 + .minutes(2) } == core.reviewBy)
        #expect(difference?.at == snapshot.at)
    }

    @Test mutating func `notices a setting that changed without a trace`() throws {
        var entries = board.live(days: 2)
        var snapshot = try Snapshot(decoding: entries[2])
        snapshot.zones[0].settings[1] = 600
        entries[2] = snapshot.encoded()
        #expect(try audit(entries).1?.kind == .setting(1, board: 600, core: 900))
    }

    @Test mutating func `sets out again behind a gap, without alarm`() throws {
        let entries = board.live(days: 3)
        var audit = Audit()
        #expect(try audit.take(entries[0]) == nil)
        audit.skip(2...3)
        for entry in entries[3...] { #expect(try audit.take(entry) == nil) }
        #expect((audit.gaps, audit.lost, audit.passed, audit.snapshots) == (1, 2, 1, 0))
        #expect(audit.decisions == 4)
    }

    @Test mutating func `passes over what its journal has no snapshot for`() throws {
        let entries = board.live(days: 3)
        let (audit, difference) = try audit(Array(entries.dropFirst()))
        #expect(difference == nil)
        #expect((audit.passed, audit.decisions, audit.snapshots) == (1, 8, 1))
    }

    @Test mutating func `takes a boot that was counted twice for two`() throws {
        let entries = board.live(days: 2)
        let (audit, difference) = try audit(entries + entries)
        #expect(difference == nil)
        #expect(audit.boots == 2)
        #expect(audit.decisions == 16)
    }

    @Test mutating func `refuses what does not fit the snapshot before it`() throws {
        let entries = board.live(days: 2)
        var block = Trace.Writer(zones: 2, boot: 1)
        block.add(Trace.Entry(at: .epoch, zone: 1, event: .motion(nil)), time: board.start)
        let stranger = block.take() ?? []
        #expect(throws: Audit.Unreadable.zone(1, of: 1)) { try audit([entries[0], stranger]) }
        block.add(Trace.Entry(at: .epoch, zone: 0, event: .motion(nil)), time: board.start)
        let headless = block.take() ?? []
        #expect(throws: Audit.Unreadable.beginning) { try audit([entries[0], headless]) }
        var snapshot = try Snapshot(decoding: entries[2])
        snapshot.zones.append(snapshot.zones[0])
        snapshot.zones[1].name = "attic"
        let error = #expect(throws: Audit.Unreadable.self) { try audit([entries[0], entries[1], snapshot.encoded()]) }
        #expect(error?.description == "the snapshot has the zones hall, attic, but the boot began with hall")
        snapshot.zones[0].settings[99] = 1
        #expect(throws: Audit.Unreadable.setting(99, 1)) { try audit([snapshot.encoded()]) }
        snapshot.zones[0].settings[99] = nil
        snapshot.zones[0].words.removeLast()
        #expect(throws: Audit.Unreadable.state(zone: "hall")) { try audit([snapshot.encoded()]) }
        #expect(throws: Audit.Unreadable.record(.kind(77))) { try audit([[1, 77]]) }
    }

    private func audit(_ entries: [[UInt8]]) throws -> (Audit, Audit.Difference?) {
        var audit = Audit()
        for entry in entries { if let difference = try audit.take(entry) { return (audit, difference) } }
        return (audit, nil)
    }
}

/// One zone; somebody passes every morning at six.
private struct Hall {
    let start = Timestamp(milliseconds: 1_782_777_600_000)
    private var zones = Zones([Zone.Settings(steps: 2)])

    /// A snapshot and a block for each day.
    mutating func live(days: Int64) -> [[UInt8]] {
        var (entries, inputs, now) = ([[UInt8]](), Zone.Inputs(), Instant.epoch)
        for day in 0..<days {
            var words = StateWriter()
            zones.exchange(0, &words)
            let hall = Snapshot.ZoneState(name: "hall", steps: 2, settings: [1: 900], words: words.words)
            entries.append(Snapshot(boot: 1, at: now, time: time(now), zones: [hall]).encoded())
            var writer = Trace.Writer(zones: 1, boot: 1)
            if day == 0 { zones.step(0, inputs, at: now) }
            writer.note(0, inputs, zones.outputs[0], at: now, time: time(now))
            for (hour, isActive) in [(Int64(23), true), (24, false)] {
                now = .epoch + .hours(day * 24 + hour)
                while let (_, due) = zones.review(before: now) {
                    writer.note(0, zones.inputs[0], zones.outputs[0], at: due, time: time(due))
                }
                inputs.motion = Motion(isActive: isActive, onsets: WrappingCount(UInt32(day) + 1))
                zones.step(0, inputs, at: now)
                writer.note(0, inputs, zones.outputs[0], at: now, time: time(now))
            }
            if let block = writer.take() { entries.append(block) }
        }
        return entries
    }

    private func time(_ now: Instant) -> Timestamp { start + .milliseconds(now.milliseconds) }
}
