public import ArgumentParser
internal import Boards
internal import Calendars
internal import JSON
internal import Quantities
internal import VirtualBoards
internal import YAML

/// `lightwell-lab people`: when the simulated people of a site come, stay and go.
public struct PeopleCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "Statistics of the simulated people of a site, to be held against those of real rooms.",
        discussion: """
            On workdays only, without sensors and lamps. stay and absence are means in minutes at the desk and away \
            from it while the day is in full swing (09:00 to 11:30 and 14:00 to 16:00, of people who were there before \
            and stay on): the time spent so by how often it ended. arrival and departure are quartiles of the first and \
            the last moment at the desk. Where people have no desks, stay is the mean length of a visit.
            """)

    @Argument(help: "Site file, all zones of which have people to be simulated.") var site: String
    @Option(help: "First local day (2026-01-01).") var from: String?
    @Option(help: "Days.") var days: Int = 365
    @Option(help: "Seed of the people.") var seed: UInt64 = 1
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder
    @Option(help: "table, csv or json.") var format: Format = .table

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json }

    public init() {}

    public func validate() throws {
        if !(1...3_660).contains(days) { throw ValidationError("--days \(days) is not within 1 to 3660") }
    }

    public func run() throws {
        let report = try report()
        switch format {
        case .table: print(report.table)
        case .csv: print(report.csv)
        case .json: print(report.json.text)
        }
    }

    /// Lives through the days, and prints nothing.
    func report() throws -> PeopleReport {
        let peopled = try PeopledSite(
            reading: site, boards: boards, from: from, days: days, seed: seed, sensor: nil)
        let zones = Attendance.all(of: peopled.site, seed: seed, days: peopled.start..<peopled.end)
        return PeopleReport(peopled.site, zones)
    }
}
