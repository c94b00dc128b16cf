public import ArgumentParser
internal import Calendars
internal import Console
internal import Glibc
internal import Meters
internal import Quantities
internal import Register
internal import YAML

/// `lightwell-hub meters`: what the register of meters says, and whether it can be right.
public struct MetersCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "meters", abstract: "Check and list the register of meters.",
        discussion: """
            Says every problem of the file with its place, and exits 1 then. Times without an instrument, counts \
            that fit no transformer, and calibrations that have ended are findings: they are said, and the exit is 0.
            """)

    @Option(help: "The register's file, meters.yaml.") var register: String
    @Option(help: "The organisation's file: its sites, zones and time zones.") var organisation: String
    @Option(help: "The day of the list and its calibrations, such as 2026-06-30; today (UTC) if not given.")
    var date: String?
    @Option(help: "table or json.") var format: Format = .table

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

    public init() {}

    public func run() throws {
        let organisation = try Organisation(reading: organisation)
        let register = try MeterRegister(reading: register, of: organisation)
        let now = Timestamp(milliseconds: Int64(Glibc.time(nil)) * 1_000)
        let date = try date.map { try CivilDate($0) } ?? TimeZone.utc.civil(of: now).date
        let noon = TimeZone.utc.timestamp(of: date) + .hours(12)
        let listing = Listing(of: register.meters, at: noon) { organisation.site($0)?.timezone }
        switch format {
        case .table: print(listing.table, terminator: "")
        case .json: print(listing.json, terminator: "")
        }
        for finding in (register.warnings + register.overdue(on: date)).sorted() { Console.say(finding.description) }
    }
}
