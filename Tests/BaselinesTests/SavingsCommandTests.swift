import Activities
import ArgumentParser
import Calendars
import Chance
import Glibc
import JSON
import Quantities
import Scratch
import Testing

@testable import Baselines
@testable import Hub

struct SavingsCommandTests {
    let home = Home()

    @Test func `states a saving from files, in a time zone, with all days left out`() throws {
        write("energy.csv", energy(saving: 0.1))
        write("weather.csv", weather(without: "2024-05-01"))
        let report = try command().outcome()
        let savings = try #require(report.savings)
        #expect(report.refusal == nil && savings.days == 364)
        let share = try #require(savings.shareInterval)
        #expect(share.contains(0.1))
        #expect(report.table.contains("left out: 2024-05-01: no weather (0 % covered)"))
        #expect(report.json.text.contains("\"date\": \"2024-05-01\""))
    }

    @Test func `takes Fahrenheit for what it is`() throws {
        write("energy.csv", energy(saving: 0))
        write("weather.csv", weather())
        let plain = try #require(try command().outcome().savings)
        write(
            "weather.csv",
            "TIME,Temp_F\n"
                + Self.days.map { "\($0.date),\($0.celsius * 1.8 + 32)" }.joined(separator: "\n"))
        let other = try #require(try command().outcome().savings)
        #expect(abs(plain.predicted.kilowattHours - other.predicted.kilowattHours) < 0.01)
    }

    @Test func `names every wrong cell with its line`() throws {
        write("energy.csv", "start,kWh\n2023-01-01,1\n2023-13-01,2\n2023-01-03,three\n2023-01-01,1\n")
        write("weather.csv", weather())
        let error = #expect(throws: HubError.self) { _ = try command().outcome() }
        let lines = try #require(error).description.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].contains("energy.csv:3: “2023-13-01” has a date that is in no calendar"))
        #expect(lines[1].contains("energy.csv:4: “three” is not a number"))
        #expect(lines[2].contains("energy.csv:5: 2023-01-01 is before the time above it"))
    }

    @Test func `refuses rows that are not as wide as the header, such as those with a comma for decimals`() throws {
        let path = write("wide.csv", "start,kwh\n2026-01-01T00:00Z,12,75\n2026-01-01T01:00Z\n2026-01-01T02:00Z,1\n")
        let error = #expect(throws: HubError.self) { _ = try energyFile(path) }
        #expect(
            try #require(error).description == """
                \(path):2: the row has 3 cells, but the header has 2: write a point for decimals, and put a cell that \
                contains the separator in quotes
                \(path):3: the row has 1 cell, but the header has 2: leave a cell empty rather than out
                """)
        let quoted = write("quoted.csv", "start;kwh\n2026-01-01T00:00Z;\"12,75\"\n")
        let other = #expect(throws: HubError.self) { _ = try energyFile(quoted) }
        #expect(
            try #require(other).description
                == "\(quoted):2: “12,75” is not a number: write a point for decimals and nothing between thousands")
    }

    @Test func `reads quoted cells, semicolons and remarks, and midnights that a clock skips`() throws {
        let path = write(
            "quoted.csv", "# a meter, by hand\nStart;\"kWh\"\n\"2026-01-01T00:00Z\"; 1.5 \n2026-01-01T01:00Z;NaN\n;\n")
        let file = try energyFile(path)
        #expect(file.series().intervals.map(\.amount).filter(\.isFinite) == [1.5])
        // In Santiago clocks go from 24:00 to 01:00.
        var clock = WrittenClock(zone: try TimeZone(named: "America/Santiago"))
        for text in ["2026-09-06", "2026-09-06 00:00"] {
            let read = try clock.read(Array(text.utf8), in: 0..<text.utf8.count)
            #expect(read == .moment(try Timestamp(iso8601: "2026-09-06T04:00:00Z")))
        }
    }

    @Test func `end uses that share no interval with the total are no balance`() throws {
        let path = write("uses.csv", "start,total,light\n2026-01-01,1,\n2026-01-02,,1\n2026-01-03,2,\n")
        let command = try EndUsesCommand.parse([path, "--total", "total", "--uses", "light"])
        #expect(throws: ExitCode(1)) { try command.run() }
    }

    @Test func `leaves out rows that contradict each other, and says so`() throws {
        let path = write(
            "twice.csv", "start,kWh\n2023-01-01,1\n2023-01-02,2\n2023-01-02,3\n2023-01-03,4\n2023-01-03,4\n")
        let file = try IntervalFile(path, in: .utc, wanted: [(names: ["kwh"], isNeeded: true)])
        #expect(file.series().intervals.count { $0.amount.isFinite } == 2)
        #expect(file.notes.count == 2)
        #expect(file.notes[0].hasSuffix("1 rows say again what the row above says: counted once"))
    }

    @Test func `a bill of a month is no energy of a day`() throws {
        write(
            "energy.csv",
            "start,kWh\n" + (1...12).map { "2023-\($0 < 10 ? "0" : "")\($0)-01,100" }.joined(separator: "\n"))
        write("weather.csv", weather())
        #expect(try command().outcome().refusal == .tooShort(days: 0, least: 329))
    }

    @Test func `reads the hour that a clock shows twice as two, and misses the one it skips`() throws {
        var clock = WrittenClock(zone: try TimeZone(named: "Europe/Zurich"))
        let moments = ["2026-10-25 01:00", "2026-10-25 02:00", "2026-10-25 02:00", "2026-10-25 03:00"].map { text in
            if case .moment(let moment)? = try? clock.read(Array(text.utf8), in: 0..<text.utf8.count) {
                moment.iso8601
            } else {
                "none"
            }
        }
        #expect(moments == (0...3).map { $0 == 0 ? "2026-10-24T23:00:00Z" : "2026-10-25T0\($0 - 1):00:00Z" })
        #expect(try clock.read(Array("2027-03-28 02:30".utf8), in: 0..<16) == .skipped)
    }

    @Test func `refuses and says why, and reads adjustments with names`() throws {
        write("energy.csv", energy(saving: 0))
        write("weather.csv", weather())
        let log = write(
            "log.csv", "from,to,kwh_per_day,reason,by\n2024-02-01,2024-02-11,5,\"second shift, new\",A. Kim\n")
        let report = try command("--adjustments", log).outcome()
        #expect(report.savings?.adjusted == 50)
        #expect(report.table.contains("second shift, new; by A. Kim"))
        let short = try command("--baseline", "2023-06-01/2024-01-01").outcome()
        #expect(short.refusal == .tooShort(days: 214, least: 329) && short.savings == nil)
        #expect(short.table.hasSuffix("a model of a year needs 329"))
    }

    @Test func `shows beside the meter what control alone saved`() throws {
        write("energy.csv", energy(saving: 0.1))
        write("weather.csv", weather())
        let score = write(
            "score.json", "{\"hours_known\": 240, \"energies_kwh\": {\"used\": 10, \"clock\": 30, \"manual\": null}}")
        let report = try command("--attributed", score).outcome()
        #expect(report.attributed?.perDay == 2)
        #expect(report.table.contains("control alone: 20.000 kWh in 10.0 days"))
        #expect(throws: HubError.self) { _ = try command("--attributed", score, "--policy", "manual").outcome() }
    }

    @Test(.enabled(if: shared != nil, "../shared/data is not there: no real building is judged"))
    func `fits a real building better than its mean, without bias`() throws {
        let file = try #require(shared) + "/nmecr_school/building_2012_2015_daily.csv"
        let report = try SavingsCommand.parse([
            "--energy", file, "--weather", file, "--baseline", "2012-03-02/2013-03-01", "--reporting",
            "2013-03-02/2014-03-01", "--timezone", "Etc/GMT+8",
        ]).outcome()
        guard case .daily(let model) = report.fitted else {
            Issue.record("refused: \(String(describing: report.refusal))")
            return
        }
        #expect(model.statistics.cvrmse < 0.1 && abs(model.statistics.nmbe) < 1e-9)
    }

    private func energyFile(_ path: String) throws -> IntervalFile {
        try IntervalFile(path, in: .utc, wanted: [(names: ["kwh"], isNeeded: true)])
    }

    private static let days = SyntheticBuilding(base: 50, scatter: 8).days(731, seed: 11)

    private func energy(saving: Double) -> String {
        "start,kWh\n"
            + Self.days.map { day in
                "\(day.date),\(day.kilowattHours * (day.date.year > 2023 ? 1 - saving : 1))"
            }.joined(separator: "\n")
    }

    private func weather(without date: String = "") -> String {
        "start,celsius\n"
            + Self.days.filter { "\($0.date)" != date }.map { "\($0.date),\($0.celsius)" }.joined(separator: "\n")
    }

    private func command(_ more: String...) throws -> SavingsCommand {
        let given = ["--energy", home.path + "/energy.csv", "--weather", home.path + "/weather.csv"]
        let dates = more.contains("--baseline") ? [] : ["--baseline", "2023-01-01/2024-01-01"]
        return try SavingsCommand.parse(
            given + dates + ["--reporting", "2024-01-01/2024-12-31", "--timezone", "Europe/Zurich"] + more)
    }

    @discardableResult private func write(_ name: String, _ text: String) -> String {
        let path = home.path + "/" + name
        guard let file = fopen(path, "w") else { return path }
        fputs(text, file)
        fclose(file)
        return path
    }
}

/// The data that is kept beside the repository; `nil` where it is not.
private let shared: String? = {
    let named = getenv("LIGHTWELL_SHARED").map { String(cString: $0) }
    let beside = ["../shared", "../../shared"]
    return ([named].compactMap { $0 } + beside).map { $0 + "/data" }.first { access($0, R_OK) == 0 }
}()
