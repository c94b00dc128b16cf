public import ArgumentParser
internal import Boards
internal import Console
internal import Exports
internal import Logbook
internal import Loop
internal import Quantities
internal import Records

/// `lightwell-edge adopt`: a new board goes on where an old one ended.
public struct AdoptCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "adopt", abstract: "Let a new board take over registers and settings of the one it replaces.",
        discussion: """
            Before its first start. The old board must stay off from then on: the hub refuses what it wrote after \
            its export. Import the export at the hub too, if the old board may not have delivered all of it.
            """)

    @Argument(help: "Export of the old board.") var export: String
    @Option(help: "Folder for journals; empty, or made.") var state: String = "/var/lib/lightwell"
    @Option(help: "Site file, with the site and id of the old board.") var site: String
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder

    public init() {}

    public func run() throws {
        let site = try Site(reading: site, boards: boards)
        let zones = site.zones.map(\.id)
        let adoption = try Adoption(
            of: export, by: BoardName(group: site.group, board: site.id), zones: zones,
            meters: site.meters.map(\.name))
        let id = try adoption.settle(in: state, at: Clock.utc())
        guard let old = adoption.header.records else { return }
        print("\(state): journal \(id) goes on after entry \(old.last) of journal \(old.id)")
        for standing in adoption.standings {
            print(
                "zone \(standing.zone): lamps \(kilowattHours(standing, .lampEnergy)) kWh, "
                    + "meter \(kilowattHours(standing, .meteredEnergy)) kWh")
        }
        for metering in adoption.meterings {
            print(
                "meter \(metering.meter): \(metering.pulses) pulses, \(Double(metering.amount) / 1e6) \(metering.medium.unit)"
            )
        }
        let relays = adoption.header.relays.filter { line, _ in
            BoardLine.lines(of: site).contains { $0.name == line && $0.isOutput }
        }
        for (line, count) in relays.sorted(by: { $0.key < $1.key }) {
            print("relay \(line): has moved \(count) times; take it out of \(state)/relays if it is replaced too")
        }
        let known = adoption.standings.map(\.zone)
        for zone in zones where !known.contains(zone) { print("zone \(zone): begins at zero") }
        for zone in adoption.ended { Console.say("zone \(zone) is not in the site file: its registers end") }
        if !adoption.header.commissionings.isEmpty {
            print("commissioning records stay with the old board; commission this one anew")
        }
        for lesson in adoption.lessons { print("zone \(lesson.zone): goes on with what it had learned") }
        for override in adoption.header.overrides {
            print(
                "zone \(override.zone): \(override.setting) \(override.value), unless the site file says otherwise now")
        }
    }

    private func kilowattHours(_ standing: Record.Interval, _ total: Total) -> Double {
        (Double(standing.totals[total]) / 1_000).rounded() / 1_000
    }
}
