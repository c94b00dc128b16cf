import ArgumentParser
import Glibc
import Indicators
import Ledger
import Testing

@testable import Hub

@Suite struct `The import of faces` {
    private let building: Building

    init() throws {
        building = try Building(
            "main: { medium: electricity, use: total, unit: kWh, installations: { from: 2026-01-01, serial: A, start: 1000 } }",
            "light: { medium: electricity, use: lighting, parent: main, unit: kWh, installations: { from: 2026-01-01, serial: B } }"
        )
    }

    @Test func `reaches figures, the balance and savings, file after file`() throws {
        try building.weather(0..<4)
        try take("january", "main,2026-01-03T00:00Z,1200", "light,2026-01-01T00:00Z,10", "light,2026-01-03T00:00Z,58")
        try take(
            "later", "main,2026-01-03T00:00Z,1200", "main,2026-01-05T00:00Z,1400", "light,2026-01-03T00:00Z,58",
            "light,2026-01-05T00:00Z,106")
        #expect(try building.told(of: "main", 0..<4) == [400, 400, 400])
        #expect(try building.told(of: "light", 0..<4) == [96, 96, 96])
        #expect(try building.figure("lighting_share", 0..<4)?.value == 0.24)
    }

    @Test func `is refused twice, undone, and made again`() throws {
        let lines = ["main,2026-01-03T00:00Z,1200"]
        try take("january", lines[0])
        #expect(throws: ExitCode.failure) { try take("january", lines[0]) }
        #expect(throws: ExitCode.failure) { try take("twin", lines[0], "main,2026-01-02T00:00Z,1100") }
        try UndoCommand.parse(["1", "--ledger", building.ledger, "--by", "ann"]).run()
        try take("twin", lines[0], "main,2026-01-02T00:00Z,1100")
        #expect(try Ledger(building.ledger, .reading).batches().map(\.undone?.by) == ["ann", nil])
    }

    @Test func `run dry takes nothing, and needs the register`() throws {
        try take("january", "main,2026-01-03T00:00Z,1200", dry: true)
        #expect(access(building.ledger, F_OK) != 0)
        let command = try ImportCommand.parse(
            ["faces", "a.csv", "--ledger", building.ledger, "--organisation", building.organisation])
        #expect(throws: ValidationError.self) { try command.run() }
    }

    private func take(_ name: String, _ lines: String..., dry: Bool = false) throws {
        let text = "site,meter,time,reading\n" + lines.map { "s,\($0)\n" }.joined()
        let file = building.write("\(name).csv", text)
        try ImportCommand.parse(
            [
                "faces", file, "--ledger", building.ledger, "--organisation", building.organisation, "--register",
                building.register,
            ] + (dry ? ["--dry-run"] : [])
        ).run()
    }
}
