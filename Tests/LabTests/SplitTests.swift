import ArgumentParser
import JSON
import Score
import Testing

@testable import Lab

/// The saving of a site, measure by measure.
@Suite struct `A split saving` {
    @Test func `adds up to that of all measures together`() throws {
        let split = try command().divided()
        let whole = try command().judged()
        #expect(split.parts.map(\.measure) == [.occupancy, .tuning, .daylight])
        #expect(split.parts[2].figures.tally.used == whole.total.figures.tally.used)
        #expect(split.parts[2].figures.tally.switchings == whole.total.figures.tally.switchings)
        let clocks = split.parts.map { $0.figures.tally[.clock] }
        #expect(Set(clocks).count == 1 && clocks[0] > 0)
        let savings = try #require(members(split.json)["measures"].map(items)).map(members)
        let alone = savings.map { number($0["saving_in_itself"]) }
        let inAll = savings.map { number($0["saving_in_all"]) }
        #expect(abs(alone.reduce(0, +) - inAll[2]) < 1e-5)
        #expect(alone[0] == inAll[0])
    }

    @Test func `gives daylight only to the last measure, and tuning nothing of relays`() throws {
        let parts = try command("--settings", "steps=2").divided().parts
        #expect(parts[0].figures.tally.used == parts[1].figures.tally.used)
        #expect(parts[2].figures.tally.used < parts[1].figures.tally.used)
        #expect(parts[0].figures.tally.daylightSwitchings == 0)
        #expect(parts[2].figures.tally.daylightSwitchings > 0)
    }

    @Test func `never loses by tuning dimmed lamps`() throws {
        let split = try command("--settings", "steps=dimmed").divided()
        let used = split.parts.map(\.figures.tally.used)
        #expect(used[1] <= used[0])
        #expect(used[2] < used[0])
        #expect(split.text.contains("\n+ daylight"))
        #expect(split.text.hasPrefix("measure "))
    }

    @Test func `is of a site, and of nothing that belongs to one run`() {
        #expect(throws: (any Error).self) { try ScoreCommand.parse(["a.csv", "--watts", "3", "--split"]) }
        #expect(throws: (any Error).self) { try ScoreCommand.parse(["a.yaml", "--split", "--decisions", "d.csv"]) }
        #expect(throws: (any Error).self) { try ScoreCommand.parse(["a.yaml", "--split", "--picture", "p.svg"]) }
    }

    @Test func `keeps levels as shares, rounded up, where the lamps are tried as two relays`() throws {
        let outcome = try command("--settings", "steps=2", "--decisions", "kept").judged()
        #expect(outcome.criteria.allSatisfy { !$0.isDimmed && $0.steps == 2 })
        #expect(outcome.decisions.text.contains(",0.500000,scheduled"))
    }

    /// Two days of the reference office that we ship.
    private func command(_ options: String...) throws -> ScoreCommand {
        let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
        return try ScoreCommand.parse(
            [root + "/boards/sites/reference-office.yaml", "--boards", root + "/boards"]
                + ["--from", "2026-03-02", "--days", "2"] + options)
    }

    private func members(_ json: JSON) -> [String: JSON] {
        guard case .object(let members) = json else { return [:] }
        return Dictionary(members) { first, _ in first }
    }

    private func items(_ json: JSON) -> [JSON] {
        guard case .array(let items) = json else { return [] }
        return items
    }

    private func number(_ json: JSON?) -> Double {
        if case .number(let value)? = json { value } else { .nan }
    }
}
