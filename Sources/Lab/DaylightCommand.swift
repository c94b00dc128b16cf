public import ArgumentParser
internal import Boards
internal import Calendars
internal import Quantities
internal import Simulation
internal import VirtualBoards
internal import YAML

/// `lightwell-lab daylight`: how much of a year's light the windows of a site give.
public struct DaylightCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "daylight", abstract: "Tell how much daylight the zones of a site have while they are open.",
        discussion: """
            For each zone with a window: hours open; daylit hours, of which daylight alone gives what people need; \
            their share; the share of the need that daylight covers; and the energy of its lamps, kWh, always on while \
            open and dimmed all the time to what daylight leaves (they give just what people need at full light, draw \
            5 % of their load beside what they give, and are off where nothing is left to give).
            """)

    @Argument(help: "Site file.") var site: String
    @Option(help: "First local day, such as 2026-01-01.") var from: String = "2026-01-01"
    @Option(parsing: .unconditional, help: "Days, 1 to 3660.") var days: Int = 365
    @Option(help: "Seed of skies and clouds.") var seed: UInt64 = 1
    @Option(help: "Weather file (EPW, or CSV of hours) in place of the skies of the site.") var weather: String?
    @Option(
        parsing: .unconditional,
        help: "How far clouds move the light about within minutes, %, 0 to 100 (standard deviation).")
    var clouds: Double = 25
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder
    @Option(help: "table or csv.") var format: Format = .table

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv }

    public init() {}

    public func validate() throws {
        if !(1...3_660).contains(days) { throw ValidationError("--days \(days) is not within 1 to 3660") }
        if !(0...100).contains(clouds) { throw ValidationError("--clouds \(clouds) is not within 0 to 100 %") }
    }

    public func run() throws {
        let site = try Site(reading: self.site, boards: boards)
        let year = try site.typicalYear(beside: self.site, rather: weather)
        let zone = site.place.timezone
        let start = try Timestamp(iso8601: from, dateIn: zone)
        let end = zone.timestamp(of: zone.civil(of: start).date.adding(days: days))
        let supplies = DaylightSupply.of(site, year: year, seed: seed, cloudiness: clouds / 100, from: start, to: end)
        guard !supplies.isEmpty else {
            throw LabError("\(self.site) has no zone with a window: add simulate: { …, window: { … } } to one")
        }
        let header = ["zone", "open_h", "daylit_h", "autonomy_pct", "covered_pct", "always_on_kwh", "dimmed_kwh"]
        let rows = supplies.map { supply in
            [
                supply.zone, supply.open.fixed(1), supply.daylit.fixed(1), (supply.autonomy * 100).fixed(1),
                (supply.covered * 100).fixed(1), supply.alwaysOn.fixed(2), supply.dimmed.fixed(2),
            ]
        }
        switch format {
        case .table: print(TextTable(rows: [header] + rows).text)
        case .csv: for row in [header] + rows { print(row.joined(separator: ",")) }
        }
    }
}
