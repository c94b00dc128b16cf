import ArgumentParser
import Calendars
import Glibc
import JSON
import Pictures
import Quantities
import Recordings
import Score
import Testing

@testable import Lab

/// The command as its users have it, from files to figures.
@Suite struct `The score of a recording` {
    /// A working day by the half-minute: there from 8 to 10, moving now and then.
    private static let day = (0..<960).map { row -> String in
        let second = 7 * 3_600 + row * 30
        let isThere = (8 * 3_600..<10 * 3_600).contains(second)
        return "2020-01-06T\(clock(second)),\(isThere && row % 23 == 0 ? 1 : 0),\(isThere ? 2 : 0)"
    }

    @Test func `prints figures that a count of its decisions confirms`() throws {
        let (outcome, _) = try judged(Self.day, "--settings", "hold=5min,daylight=off")
        let figures = outcome.json
        let lines = outcome.decisions.text.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
        let decisions = lines.map { (second: seconds($0[0]), level: Double($0[1]) ?? -1) }
        var (lit, vacant, dark) = (0.0, 0.0, 0.0)
        for row in 0..<960 {
            for tick in 0..<300 {
                let second = Double(7 * 3_600 + row * 30) + Double(tick) / 10
                let level = decisions.last { $0.second <= second }?.level ?? -1
                let isThere = (8 * 3_600..<10 * 3_600).contains(Int(second))
                lit += level > 0 ? 0.1 : 0
                vacant += level > 0 && !isThere ? 0.1 : 0
                dark += level == 0 && isThere ? 0.1 : 0
            }
        }
        #expect(abs(number("hours_lit", figures) - lit / 3_600) < 1e-4)
        #expect(abs(number("hours_lit_vacant", figures) - vacant / 3_600) < 1e-4)
        #expect(abs(number("minutes_dark_occupied", figures) - dark / 60) < 1e-2)
        #expect(abs(number("energy_kwh", figures) - 0.2 * lit / 3_600) < 1e-4)
        #expect(
            number("switchings", figures)
                == Double(zip(decisions, decisions.dropFirst()).count { $0.level != $1.level }))
        #expect(number("darkenings_occupied", figures) > 0)
        #expect(number("hours_recorded", figures) == 8)
    }

    @Test func `counts a dimmer's power by its level, and its driver's share`() throws {
        let (outcome, _) = try judged(Self.day, "--settings", "steps=dimmed,hold=5min,warning=30s,daylight=off")
        let lines = outcome.decisions.text.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
        let decisions = lines.map { (second: seconds($0[0]), level: Double($0[1]) ?? -1) }
        let end = (second: 15 * 3_600.0, level: 0.0)
        var energy = 0.0
        for (decision, next) in zip(decisions, decisions.dropFirst() + [end]) where decision.level > 0 {
            let share = 0.05 + 0.95 * decision.level
            energy += 200 * share * (next.second - decision.second)
        }
        #expect(abs(number("energy_kwh", outcome.json) - energy / 3_600_000) < 1e-4)
        #expect(decisions.contains { 0 < $0.level && $0.level < 1 })
    }

    @Test func `writes decisions by the clock of the recording`() throws {
        #expect(
            try judged(Self.day).outcome.decisions.text.hasPrefix(
                "timestamp,level,reason\n2020-01-06T07:00:00,1,starting\n"))
        let (outcome, _) = try judged(Self.day, "--utc-offset", "+05:30")
        #expect(outcome.decisions.text.contains("\n2020-01-06T07:00:00+05:30,1,starting\n"))
    }

    @Test func `breaks at gaps, and says where`() throws {
        let (outcome, _) = try judged(Array(Self.day[..<300] + Self.day[500...]))
        #expect(
            outcome.parts[0].gaps.map(\.text).joined().contains(
                #""from": "2020-01-06T09:29:30", "to": "2020-01-06T11:10:00", "minutes": 100.5"#))
        #expect(outcome.decisions.text.split(separator: "\n").count { $0.hasSuffix("starting") } == 2)
    }

    @Test func `adds up several recordings`() throws {
        let (outcome, _) = try judged(Self.day, Self.day)
        let twice = 2 * number("energy_kwh", .object(outcome.parts[0].members))
        #expect(abs(number("energy_kwh", outcome.json) - twice) < 1e-8)
        #expect(number("R", outcome.json) == number("R", .object(outcome.parts[0].members)))
        #expect(outcome.decisions.text.hasPrefix("recording,timestamp,level,reason\n"))
    }

    @Test func `has every figure under its name`() throws {
        let names = [
            "hours_recorded", "hours_occupied", "hours_lit", "hours_lit_vacant", "minutes_dark_occupied", "false_offs",
            "darkenings_occupied", "false_offs_per_occupied_hour", "switchings", "energy_kwh", "saving_first_to_last",
            "saving_clock", "R", "R_physical", "R_information", "R_oracle_information",
            "ratio_to_information", "sensor_adequate", "illuminance_deficit", "arrival_latency_p95_s", "gates",
        ]
        guard case .object(let members) = try judged(Self.day).outcome.json else {
            Issue.record("the figures are no object")
            return
        }
        for name in names { #expect(members.contains { $0.0 == name }) }
    }

    @Test func `asks for what it lacks, all at once`() throws {
        let truthless = ["2020-01-06T08:00:00,1"], still = ["2020-01-06T08:00:00,1"]
        let error = try #require(throws: LabError.self) {
            try judged([truthless, still], headers: ["timestamp,motion", "timestamp,occupied"])
        }
        #expect(error.description.contains("a score needs the column occupied"))
        #expect(error.description.contains("--pir typical"))
    }

    @Test func `reads offsets west of Greenwich`() throws {
        #expect(
            try judged(Self.day, "--utc-offset", "-05:00").outcome.decisions.text.contains(
                "\n2020-01-06T07:00:00-05:00,1,starting\n"))
    }

    @Test func `gives each recording chances of its own`() throws {
        let truth = Self.day.map { row in
            let cells = row.split(separator: ",")
            return "\(cells[0]),\(cells[2])"
        }
        let outcome = try judged(
            [truth, truth], headers: ["timestamp,occupied", "timestamp,occupied"],
            options: ["--pir", "poor", "--settings", "hold=2min"])
        #expect(outcome.parts[0].figures.tally.switchings != outcome.parts[1].figures.tally.switchings)
    }

    @Test func `refuses rows too far apart to be one run`() throws {
        let rows = (8..<20).map { "2020-01-06T\($0 < 10 ? "0" : "")\($0):00:00,1,1" }
        let error = try #require(throws: LabError.self) { try judged(rows) }
        #expect(error.description.contains("its rows are 60.0 min apart"))
    }

    @Test func `draws the day with the most false-offs, and names the days there are`() throws {
        let outcome = try judged(Self.day, "--settings", "hold=2min").outcome
        let day = try #require(DayOfZone.worst(of: outcome.parts[0].days))
        let drawn = DayOfZone(name: "room", criteria: outcome.criteria[0], date: day)
        let picture = drawn.picture(outcome.relive(0, drawn.span))
        #expect(Int64(picture.notes.count) == outcome.parts[0].figures.tally.falseOffs)
        #expect(picture.svg.hasPrefix("<svg"))
        #expect(picture.motion.count > 6)
    }

    @Test func `needs the lamps' load`() {
        #expect(throws: (any Error).self) { try ScoreCommand.parse(["a.csv"]) }
        #expect(throws: (any Error).self) { try ScoreCommand.parse(["a.yaml", "--watts", "3"]) }
        #expect(throws: (any Error).self) { try ScoreCommand.parse(["a.yaml", "b.yaml"]) }
        #expect(throws: (any Error).self) { try ScoreCommand.parse(["a.csv", "--watts", "nan"]) }
        #expect(throws: (any Error).self) { try ScoreCommand.parse(["a.csv", "--watts", "-5"]) }
        #expect(throws: (any Error).self) { try ScoreCommand.parse(["a.csv", "a.csv", "--watts", "5"]) }
        #expect(throws: (any Error).self) { try ScoreCommand.parse(["a.csv", "--watts", "5", "--day", "2020-01-01"]) }
    }

    private func judged(_ recordings: [String]..., options: String...) throws -> (outcome: ScoreCommand.Outcome, Void) {
        try (judged(recordings, headers: nil, options: options), ())
    }

    private func judged(_ recording: [String], _ options: String...) throws -> (outcome: ScoreCommand.Outcome, Void) {
        try (judged([recording], headers: nil, options: options), ())
    }

    @discardableResult
    private func judged(
        _ recordings: [[String]], headers: [String]?, options: [String] = []
    ) throws -> ScoreCommand.Outcome {
        var template = Array("/tmp/lightwell-score-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var files: [String] = []
        defer {
            for file in files { unlink(file) }
            rmdir(folder)
        }
        for (index, rows) in recordings.enumerated() {
            let header = headers?[index] ?? "timestamp,motion,occupied"
            files.append("\(folder)/\(index).csv")
            #expect(replace(files[index], with: ([header] + rows).joined(separator: "\n") + "\n"))
        }
        return try ScoreCommand.parse(files + ["--watts", "200"] + options).judged()
    }

    private func number(_ name: String, _ json: JSON) -> Double {
        guard case .object(let members) = json, let member = members.first(where: { $0.0 == name })?.1 else {
            return .nan
        }
        switch member {
        case .number(let value): return value
        case .integer(let value): return Double(value)
        default: return .nan
        }
    }

    private func seconds(_ time: Substring) -> Double {
        let parts = time.split(separator: "T")[1].split(separator: ":").compactMap { Double($0) }
        return parts[0] * 3_600 + parts[1] * 60 + parts[2]
    }

    private static func clock(_ second: Int) -> String {
        [second / 3_600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
