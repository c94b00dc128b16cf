import Control
import JSON
import Journal
import Logbook
import Quantities
import Records
import Replay
import Scratch
import Testing

@testable import Lab

@Suite struct `The report of an audit` {
    let home = Home()

    @Test func `finds the traces from any folder around them, and says what it looked for`() throws {
        let folder = try StateFolder(home.path + "/journals", program: "test")
        for place in ["", "/", "/journals", "/journals/traces"] {
            #expect(try TracesFolder(in: home.path + place).reader().id == folder.traces.id)
        }
        let error = #expect(throws: LabError.self) { try TracesFolder(in: home.path + "/nowhere").reader() }
        #expect(error?.description.contains("looked for \(home.path)/nowhere/traces") == true)
    }

    @Test func `says what was reproduced`() throws {
        let report = try audit([snapshot(at: 0), block(restating: 0)])
        #expect(report.difference == nil)
        #expect(report.table.hasSuffix("every decision is reproduced"))
        #expect(report.table.contains("decisions reproduced  1\n"))
        #expect(report.json.text.contains("\"decisions\": 1,\n  \"snapshots\": 0,\n  \"passed_over\": 0"))
        #expect(report.json.text.contains(#""is_reproduced": true"#))
    }

    @Test func `names the first difference in a sentence`() throws {
        let report = try audit([snapshot(at: 0), block(restating: 0, lit: 0, as: .vacant)])
        #expect(
            report.table.hasSuffix(
                "hall at 2026-06-30T00:01:00Z, boot 1: the board lit level 0 (vacant), the core decides level 2 (occupied)"
            ))
        for part in [
            #""kind": "decision""#, #""zone": "hall""#, #""time": "2026-06-30T00:01:00Z""#, #""since_boot_ms": 60000"#,
            #""board": {"level": 0, "reason": "vacant"}"#, #""core": {"level": 2, "reason": "occupied"}"#,
        ] { #expect(report.json.text.contains(part)) }
    }

    @Test func `is refused where nothing can be judged, or an entry cannot be read`() throws {
        let boot = Record.boot(Record.Boot(number: 1, at: start, software: "test")).encoded()
        for (entries, sentence) in [
            ([], "holds no trace"), ([block(restating: 0)], "no decision behind a snapshot"),
            (
                [snapshot(at: 0), [1, 77]],
                "entry 2 of journal"
            ),
            ([boot], "is a record, not a trace"),
        ] as [([[UInt8]], String)] {
            let error = #expect(throws: LabError.self) { try audit(entries) }
            #expect(error?.description.contains(sentence) == true, "\(String(describing: error))")
        }
    }

    private let start = Timestamp(milliseconds: 1_782_777_600_000)

    private func audit(_ entries: [[UInt8]]) throws -> AuditReport {
        let around = home.path + "/\(UInt64.random(in: 0 ... .max))"
        let journal = try Journal(directory: around + "/traces", limit: 65_536, program: "test")
        for entry in entries { try journal.append(entry) }
        try journal.sync()
        return try AuditReport(TracesFolder(in: around).reader())
    }

    /// Of a hall with two steps that has not been stepped yet.
    private func snapshot(at now: Int64) -> [UInt8] {
        var (zones, words) = (Zones([Zone.Settings(steps: 2)]), StateWriter())
        zones.exchange(0, &words)
        let hall = Snapshot.ZoneState(name: "hall", steps: 2, settings: [:], words: words.words)
        return Snapshot(
            boot: 1, at: Instant(milliseconds: now), time: start + .milliseconds(now), zones: [hall]
        ).encoded()
    }

    /// Says what the hall knew at a snapshot, and what it did when somebody came in a minute later.
    private func block(restating now: Int64, lit level: UInt8 = 2, as reason: Reason = .occupied) -> [UInt8] {
        var writer = Trace.Writer(zones: 1, boot: 1)
        var (at, inputs) = (Instant(milliseconds: now), Zone.Inputs())
        let first = Zone.Outputs(level: 2, reason: .starting)
        writer.note(0, inputs, first, at: at, time: start + .milliseconds(now))
        inputs.motion = Motion(isActive: true, onsets: WrappingCount(1))
        at = at + .minutes(1)
        writer.note(
            0, inputs, Zone.Outputs(level: level, reason: reason), at: at, time: start + .milliseconds(now + 60_000))
        return writer.take() ?? []
    }
}
