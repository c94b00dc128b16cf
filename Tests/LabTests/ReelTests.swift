import Control
import Journal
import Playback
import Quantities
import Records
import Scratch
import Testing

@testable import Lab

@Suite struct `A reel of a board's trace` {
    let home = Home()

    @Test func `holds what the zones knew, and not what they decided`() throws {
        var reel = try reel(zones: nil, seed: nil)
        let tape = try reel.cut()
        #expect(reel.names == ["hall", "stair"])
        #expect(reel.hours == 1)
        #expect(tape.steps == 62 * 2)
        let lines = try play(tape)
        #expect(lines.contains { $0.contains(" ms 60000 zone 1 level 1 reason 1 ") })
        #expect(lines.contains { $0.contains(" ms 60000 zone 0 level 2 reason 1 ") })
    }

    @Test func `takes the zones that are named, in that order`() throws {
        var reel = try reel(zones: ["stair"], seed: nil)
        let lines = try play(reel.cut())
        #expect(lines.contains { $0.contains(" ms 60000 zone 0 level 1 reason 1 ") })
        #expect(!lines.contains { $0.contains(" zone 1 ") })
    }

    @Test func `is the same for the same seed, and another for another`() throws {
        let cuts = try ([1, 1, 2] as [UInt64]).map { seed in
            var reel = try reel(zones: nil, seed: seed)
            return try play(reel.cut())
        }
        #expect(cuts[0] == cuts[1])
        #expect(cuts[0] != cuts[2])
    }

    @Test(arguments: [
        (["cellar"], "there is no zone cellar in"), (["hall", "hall"], "1 to 64 zones, each once, not 2"),
        ([], "1 to 64 zones, each once, not 0"),
    ]) func `is refused with zones that cannot be on it`(zones: [String], sentence: String) throws {
        var reel = try reel(zones: zones, seed: nil)
        let error = #expect(throws: LabError.self) { try reel.cut() }
        #expect(error?.description.contains(sentence) == true, "\(String(describing: error))")
    }

    @Test func `is refused where the journal holds nothing to play`() throws {
        var reel = try Reel(TracesFolder(in: journal([])).reader(), zones: nil, seed: nil)
        let error = #expect(throws: LabError.self) { try reel.cut() }
        #expect(error?.description.contains("holds no step behind a snapshot") == true)
    }

    private func play(_ tape: Tape) throws -> [Substring] {
        var desk = Desk(tape.bytes)
        var player = try Player(on: &desk)
        try player.play(on: &desk)
        return String(decoding: desk.told, as: UTF8.self).split(separator: "\n")
    }

    private func reel(zones: [String]?, seed: UInt64?) throws -> Reel {
        try Reel(TracesFolder(in: journal([snapshot(), block()])).reader(), zones: zones, seed: seed)
    }

    private func journal(_ entries: [[UInt8]]) throws -> String {
        let around = home.path + "/\(UInt64.random(in: 0 ... .max))"
        let journal = try Journal(directory: around + "/traces", limit: 65_536, program: "test")
        for entry in entries { try journal.append(entry) }
        try journal.sync()
        return around
    }

    private let start = Timestamp(milliseconds: 1_782_777_600_000)

    /// A hall with two steps and a stair with one, ten seconds after their start.
    private func snapshot() -> [UInt8] {
        let states = [("hall", 2), ("stair", 1)].map { name, steps in
            Snapshot.ZoneState(name: name, steps: steps, settings: [1: 600], words: [])
        }
        return Snapshot(boot: 1, at: Instant(milliseconds: 10_000), time: start, zones: states).encoded()
    }

    /// An hour in which somebody moves every other minute, in both zones.
    private func block() -> [UInt8] {
        var writer = Trace.Writer(zones: 2, boot: 1)
        var inputs = Zone.Inputs()
        for minute in 0...61 {
            let at = Instant(milliseconds: 10_000) + .minutes(Int64(minute))
            inputs.motion = Motion(isActive: minute % 2 == 1, onsets: WrappingCount(UInt32(minute)))
            for zone in 0..<2 {
                let outputs = Zone.Outputs(level: 1, reason: minute % 2 == 1 ? .occupied : .hold)
                writer.note(zone, inputs, outputs, at: at, time: start + .minutes(Int64(minute)))
            }
        }
        return writer.take() ?? []
    }
}
