import ArgumentParser
import JSON
import Score
import Scratch
import Testing
import VirtualBoards

@testable import Lab

/// People of a site, as a command line asks for them.
@Suite struct `The people of a site` {
    private static let folder = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    private static let boards = folder + "/boards"

    @Test func `are told by hour, and by zone`() throws {
        let report = try people("--days", "56").report()
        #expect(report.rows.map(\.zone) == ["wang", "page", "meeting"])
        #expect(report.rows.map(\.model) == ["wang", "page", "visits"])
        #expect(report.rows[0].attendance.workdays == 40)
        for row in report.rows.prefix(2) {
            #expect(abs(try #require(row.stay) / 72.8 - 1) < 0.1)
            #expect(abs(try #require(row.absence) / 42.6 - 1) < 0.1)
            #expect(abs(try #require(row.longAbsences) - 0.368) < 0.06)
        }
        #expect(try #require(report.rows[1].profileError) < 0.04)
        #expect(report.rows[2].absence == nil && (report.rows[2].visits ?? 0) > 10)
        #expect(report.building[10] > 45 && report.building[3] < 0.5)
    }

    @Test func `are a table, lines of as many cells, and one object`() throws {
        let report = try people("--days", "7").report()
        #expect(report.table.hasPrefix("zone "))
        let cells = report.csv.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).count
        }
        #expect(cells.count == 4 && Set(cells).count == 1)
        guard case .object(let members) = report.json else {
            Issue.record("no object")
            return
        }
        #expect(members.map(\.0) == ["desks", "at_desks_by_hour", "zones"])
        #expect(throws: (any Error).self) { try PeopleCommand.parse(["a.yaml", "--days", "0"]) }
    }

    @Test func `press buttons in a score only where they are said to`() throws {
        let (nobody, usual) = (try score().judged(), try score("--answers", "usual").judged())
        #expect(nobody.total.figures.isPressed == false)
        #expect(nobody.total.figures.gates.first { $0.name == "manual_overrides" }?.holds == nil)
        let gate = usual.total.figures.gates.first { $0.name == "manual_overrides" }
        #expect(gate?.holds != nil && gate?.value == usual.total.figures.tally.pressesPerHundredHours)
        let (quiet, lively) = (nobody.total.figures.tally, usual.total.figures.tally)
        #expect(quiet.warnings > 0 && quiet.presses == 0)
        #expect(
            Double(lively.answeredWarnings) / Double(lively.warnings)
                > Double(quiet.answeredWarnings) / Double(quiet.warnings))
        #expect(usual.json.text.contains(#""answers": "usual""#))
        #expect(throws: (any Error).self) { try ScoreCommand.parse(["a.csv", "--watts", "3", "--answers", "usual"]) }
    }

    @Test func `have plugs and a climate in a score`() throws {
        let home = Home()
        let file = home.path + "/loads.yaml"
        let text = """
            lightwell: 1
            site: geneva
            id: loads
            board: simulated
            place: { latitude: 46.23 °, longitude: 6.14 °, timezone: Europe/Zurich }
            open: [mon-fri 07:00-19:00]
            records: 60 min
            zones:
              office:
                use: cellular-office
                area: 14 m2
                load: 112 W
                lamps: GPIO1
                motion: GPIO2
                plugs: GPIO3
                simulate:
                  people: 1
                  plugs: { base: 5 W, person: 60 W, switched: 50 % }
                  climate: { heat-loss: 20 W/K, capacity: 1 kWh/K }
              store:
                use: storage
                area: 10 m2
                load: 41 W
                lamps: GPIO4
                motion: GPIO5
                simulate: { people: 2 }

            """
        #expect(replace(file, with: text))
        let outcome = try ScoreCommand.parse([file, "--days", "28", "--boards", Self.boards]).judged()
        let loads = try #require(outcome.loads)
        #expect(loads.rows.map(\.name) == ["office"])
        let plugs = try #require(loads.rows[0].plugs)
        #expect(plugs.cut > 0 && plugs.used > plugs.cut)
        let climate = try #require(loads.rows[0].climate)
        let (always, clock, control) = (climate[0].heating, climate[1].heating, climate[2].heating)
        #expect(control < always && clock < always)
        #expect(outcome.json.text.contains(#""climate_control""#))
        #expect(loads.text.contains("office"))
    }

    private func people(_ options: String...) throws -> PeopleCommand {
        try PeopleCommand.parse(
            [Self.folder + "/scripts/validate/people.yaml", "--boards", Self.boards] + options)
    }

    private func score(_ options: String...) throws -> ScoreCommand {
        try ScoreCommand.parse(
            [
                Self.folder + "/scripts/validate/rooms.yaml", "--days", "14", "--boards", Self.boards, "--settings",
                "hold=5min",
            ] + options)
    }
}
