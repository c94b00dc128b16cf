import ArgumentParser
import Baselines
import Calendars
import Glibc
import JSON
import Scratch
import Testing

@testable import Hub

/// What the command says of holidays and occupancy, and of which lamps a meter and a trace are.
@Suite struct `A saving beside a trace` {
    private let home = Home()

    @Test func `states a disagreement only where the meter is known to serve the zones of the trace`() throws {
        let score = write("score.json", Self.score(zones: ["south", "corridor"]))
        let known = try command("--attributed", score, "--zones", "corridor,south").outcome()
        #expect(known.scope?.isSame == true)
        #expect(known.table.contains("disagreement") && known.table.contains("of the same zones: corridor, south"))
        let other = try command("--attributed", score, "--zones", "south,kitchen").outcome()
        #expect(other.scope?.isSame == false)
        #expect(
            other.table.contains(
                "not of the same lamps: only the meter serves kitchen; only the trace is of corridor; so no "
                    + "disagreement is stated"))
        #expect(other.json.text.contains("\"disagreement_kwh_per_day\": null"))
        #expect(other.table.contains("control alone: 20.000 kWh in 10.0 days"))
        let unknown = try command("--attributed", score).outcome()
        #expect(unknown.scope?.isSame == nil && unknown.json.text.contains("\"within_interval\": null"))
        #expect(unknown.table.contains("which zones the meter serves is not known (--register, --zones)"))
    }

    @Test func `a recorded room is of the zones that the user names`() throws {
        let score = write("score.json", Self.score(zones: nil))
        let named = try command("--attributed", score, "--zones", "south", "--trace-zones", "south").outcome()
        #expect(named.scope?.isSame == true)
        let nameless = try command("--attributed", score, "--zones", "south").outcome()
        #expect(nameless.table.contains("of which zones the trace is, is not known (--trace-zones)"))
    }

    @Test func `a meter that counts more than lamps is not of the same lamps`() {
        let scope = LampScope(meter: ["south"], trace: ["south"], otherUse: "total")
        #expect(scope.isSame == false)
        #expect(scope.description.contains("the meter counts total, not lamps alone; so no disagreement is stated"))
    }

    @Test func `holidays come from a table or a site file, and a list that is too short is told`() throws {
        let table = write("free.csv", "date,name\n2023-05-01,labour\n2023-12-25,\n2024-05-01,labour\n")
        let report = try command("--holidays", table).outcome()
        #expect(report.holidays?.baseline == 2 && report.holidays?.reporting == 1)
        #expect(report.table.contains("kept as sunday: 2 in the baseline, 1 in the reporting period"))
        let site = write("site.yaml", "lightwell: 1\nzones: {}\nholidays: [2023-05-01, 2023-12-25]\n")
        let short = try command("--holidays", site, "--day-off", "fri").outcome()
        #expect(short.holidays?.kept == .friday)
        #expect(
            short.notes.contains("no holiday of \(site) lies in the reporting period: does the list reach over it?"))
    }

    @Test func `without a list of holidays nothing is other than before`() throws {
        let table = write("free.csv", "date\n2030-01-01\n")
        let (plain, listed) = (try command().outcome(), try command("--holidays", table).outcome())
        #expect(plain.savings != nil && plain.savings == listed.savings && plain.holidays == nil)
    }

    @Test func `names every date that a list of holidays has wrong`() throws {
        let table = write("free.csv", "date\n2023-02-30\n2023-05-01\nMonday\n")
        let error = #expect(throws: HubError.self) { _ = try command("--holidays", table).outcome() }
        let lines = try #require(error).description.split(separator: "\n")
        #expect(lines.count == 2 && lines[0].contains("free.csv:2: ") && lines[1].contains("free.csv:4: "))
        let site = write("site.yaml", "zones: {}\n")
        let other = #expect(throws: HubError.self) { _ = try command("--holidays", site).outcome() }
        #expect(try #require(other).description.contains("has no holidays"))
    }

    @Test func `occupancy may have a file of its own`() throws {
        let people = write(
            "people.csv", "start,occupied\n" + Self.days.map { "\($0.date),\($0.date.day)" }.joined(separator: "\n"))
        let report = try command("--occupancy", people).outcome()
        guard case .daily(let model) = report.fitted else {
            Issue.record("refused: \(String(describing: report.refusal))")
            return
        }
        #expect(!model.form.occupancy, "nothing hangs on the day of the month")
        let few = write("few.csv", "start,occupied\n2023-01-01,1\n2023-01-02,2\n2023-01-03,1\n")
        #expect(try command("--occupancy", few).outcome().refusal == .tooShort(days: 3, least: 329))
    }

    @Test func `an adjustment that stands there twice is no adjustment, one that changes nothing is told`() throws {
        let row = "2024-02-01,2024-02-11,5,second shift,A. Kim\n"
        let twice = write("log.csv", "from,to,kwh_per_day,reason,by\n" + row + row)
        let error = #expect(throws: HubError.self) { _ = try command("--adjustments", twice).outcome() }
        #expect(
            try #require(error).description.hasSuffix(
                "log.csv:3: says again what a row above says: it would count twice"))
        let early = write("early.csv", "from,to,kwh_per_day,reason,by\n2022-02-01,2022-02-11,5,second shift,A. Kim\n")
        #expect(
            try command("--adjustments", early).outcome().notes == [
                "the adjustment of 2022-02-01/2022-02-11 speaks of no day that counts, and changes nothing"
            ])
    }

    private static let days = SyntheticBuilding(base: 50, scatter: 8).days(731, seed: 11)

    private static func score(zones: [String]?) -> String {
        let parts = zones.map { ", \"zones\": [" + $0.map { "{\"name\": \"\($0)\"}" }.joined(separator: ", ") + "]" }
        return "{\"hours_known\": 240, \"energies_kwh\": {\"used\": 10, \"clock\": 30}\(parts ?? "")}"
    }

    private func command(_ more: String...) throws -> SavingsCommand {
        let meter =
            "start,kWh,celsius\n"
            + Self.days.map { "\($0.date),\($0.kilowattHours),\($0.celsius)" }
            .joined(separator: "\n")
        let file = write("meter.csv", meter)
        return try SavingsCommand.parse(
            [
                "--energy", file, "--weather", file, "--baseline", "2023-01-01/2024-01-01", "--reporting",
                "2024-01-01/2024-12-31",
            ] + more)
    }

    private func write(_ name: String, _ text: String) -> String {
        let path = home.path + "/" + name
        guard let file = fopen(path, "w") else { return path }
        fputs(text, file)
        fclose(file)
        return path
    }
}
