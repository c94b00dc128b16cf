import Chance
import Control
import Cycle
import Journal
import Logbook
import Quantities
import Records
import Replay
import Scratch
import Testing

@Suite struct `The trace of a board that learns` {
    @Test func `reproduces what it decides by what it had learned before a restart, and after it forgot`() throws {
        let home = Home()
        let folder = try StateFolder(home.path + "/state", program: "test")
        var holds: [Duration] = []
        for boot in 1...3 as ClosedRange<Int64> { holds += try live(boot, in: folder) }
        #expect(holds[0] == Self.settings.hold, "nothing is known at first")
        #expect(holds[1] < holds[0], "learned in the first boot")
        #expect(holds[2] == holds[1], "and known from the start of the second")
        #expect(holds[4] == Self.settings.hold, "forgotten at the end of it")
        var (audit, restored) = (Audit(), [[Int64]]())
        for entry in try folder.traces.read(from: 1, atMost: 1_000_000) {
            let bytes = try #require(entry.bytes)
            if let snapshot = try? Snapshot(decoding: bytes), snapshot.boot > Int64(restored.count) {
                restored.append(snapshot.zones[0].words)
            }
            #expect(try audit.take(bytes) == nil)
        }
        #expect(audit.boots == 3 && audit.decisions > 300 && audit.snapshots == 1)
        #expect(restored[1].count == restored[0].count && restored[1] != restored[0])
    }

    /// One boot of thirty hours; in the second the zone forgets at the end.
    ///
    /// - Returns: The learned hold time at its start and at its end.
    private func live(_ boot: Int64, in folder: StateFolder) throws -> [Duration] {
        var logbook = Logbook(
            [
                Logbook.Subject(
                    id: "office", rating: Accumulator.Rating(load: Watts(300), standby: .zero, steps: 1),
                    settings: Self.settings)
            ], in: folder.books, boot: boot, from: [Totals()], interval: .minutes(15), software: "test", at: .epoch,
            time: Timestamp(milliseconds: 1_782_777_600_000 + boot * 172_800_000))
        var cycle = Cycle(Zones([Self.settings]))
        #expect(try Lessons(in: folder.path).restore(to: ["office"], in: &cycle).isEmpty)
        let before = cycle.zones.learned(of: 0).hold
        var desk = Desk()
        _ = cycle.turn(on: &desk, telling: &logbook, at: .epoch)
        logbook.snapshot(of: &cycle, at: .epoch)
        var now = Instant.epoch
        var random = SplitMix(state: UInt64(boot))
        while now < .epoch + .hours(30) {
            desk.inputs.motion = Motion(isActive: true, onsets: WrappingCount(desk.onsets + 1))
            _ = cycle.turn(on: &desk, telling: &logbook, at: now)
            now = now + .milliseconds(.random(in: 2_000...9_000, using: &random))
            desk.inputs.motion = Motion(isActive: false, onsets: WrappingCount(desk.onsets))
            _ = cycle.turn(on: &desk, telling: &logbook, at: now)
            now = now + .milliseconds(.random(in: 10_000...110_000, using: &random))
        }
        if boot == 2 {
            cycle.resetLearned(of: 0, on: &desk, telling: &logbook, at: now)
            logbook.reset(0, by: "test", at: now)
            _ = cycle.turn(0, on: &desk, telling: &logbook, at: now)
            logbook.snapshot(of: &cycle, at: now)
        }
        logbook.learn(from: &cycle)
        logbook.close(at: now)
        for journal in [folder.traces, folder.counters] { try journal.sync() }
        return [before, cycle.zones.learned(of: 0).hold]
    }

    private static let settings: Zone.Settings = {
        var settings = Zone.Settings(steps: 1)
        settings.isAdaptive = true
        return settings
    }()
}

/// Where somebody works, with a lamp that always obeys.
private struct Desk: Plant {
    var inputs = Zone.Inputs(schedule: .open)
    var onsets: UInt32 { inputs.motion?.onsets.count ?? 0 }

    mutating func sample(_ zone: Int, at now: Instant) -> Zone.Inputs { inputs }
    mutating func actuate(_ zone: Int, _ outputs: Zone.Outputs, at now: Instant) -> Bool { true }
}
