public import ArgumentParser
internal import Boards
internal import Calendars
internal import Console
internal import Control
internal import GPIO
internal import Journal
internal import Logbook
internal import Logging
internal import Loop
internal import MQTT
internal import Quantities
internal import Records
internal import Sparkplug
internal import Telemetry
internal import Uplink
internal import YAML

/// `lightwell-edge run`: the board at work.
public struct RunCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Control the zones of a site file, journal, and deliver.",
        discussion: "Every lamp is lit at the start and left lit at the end.")

    @Argument(help: "Site file of this board.") var site: String
    @Option(help: "Folder for journals and remembered settings.") var state: String = "/var/lib/lightwell"
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder
    @Option(help: "Where the device tree says what this machine is.") var deviceTree: String = Machine.deviceTree

    public init() {}

    /// A clock that shows less has not been set since the last power cut.
    static let earliestTrusted = Timestamp(milliseconds: 1_735_689_600_000)

    public func run() throws {
        let stop = Stop.main
        let log = Console.log("lightwell-edge")
        let site = try Site(reading: site, boards: boards)
        guard !site.board.isSimulated else {
            throw EdgeError("\(self.site) is of a simulated board; run it with lightwell-lab simulate")
        }
        if let mismatch = site.board.mismatch(
            with: Machine(reading: deviceTree).compatible, among: BoardModel.readable(in: boards))
        {
            throw EdgeError("\(self.site): \(mismatch)")
        }
        for warning in site.warnings { log.warning("\(warning)") }
        let folder = try StateFolder(state, program: "lightwell-edge run")
        do { try BoardName(group: site.group, board: site.id).note(in: state) } catch { log.warning("\(error)") }
        for journal in [folder.records, folder.traces, folder.counters] where journal.recovered.droppedBytes > 0 {
            log.warning("\(journal.directory): dropped a torn end of \(journal.recovered.droppedBytes) bytes")
        }
        var settings = site.zones.map { (id: $0.id, settings: $0.settings) }
        try folder.settings.restore(into: &settings)
        let history = try History(of: site.zones.map(\.id), in: folder)
        let (now, utc) = (Clock.monotonic(), Clock.utc())
        let plant = try RealPlant(site, at: now)
        let logbook = Logbook(
            zip(site.zones, settings).map { zone, settings in
                Logbook.Subject(id: zone.id, rating: zone.rating, settings: settings.settings)
            }, in: folder, boot: history.boot + 1, from: site.zones.map { history.totals[$0.id] ?? Totals() },
            interval: site.records, software: EdgeCommand.software, at: now, time: utc,
            isTrusted: utc >= Self.earliestTrusted)
        let handover = Handover(
            BoardState(
                BoardState.Description(
                    software: EdgeCommand.software, model: site.board.name, journal: folder.records.id),
                zones: zip(site.zones, settings).map { zone, settings in
                    BoardState.ZoneState(
                        id: zone.id, use: zone.use.rawValue, area: zone.area, load: zone.load,
                        settings: settings.settings, changed: utc)
                }))
        let keeper = Keeper(folder, log: log) { handover.toUplink.ring() }
        let others = Stop()
        var workers = [Worker { keeper.run(until: others) }]
        if let uplink = site.uplink {
            workers.append(try deliver(site, by: uplink, folder, handover, log, until: others))
        }
        log.notice("\(site.group)/\(site.id): \(site.zones.count) zones under control")
        var loop = ControlLoop(
            site, plant: plant, logbook: logbook, settings: settings.map(\.settings),
            overrides: try folder.settings.read(), keeper: keeper, handover: handover, stop: stop, at: now)
        defer {
            others.request()
            for worker in workers { worker.join() }
        }
        try loop.run()
    }

    private func deliver(
        _ site: Site, by way: UplinkPlan, _ folder: StateFolder, _ handover: Handover, _ log: Logger, until stop: Stop
    ) throws -> Worker {
        let uplink = try Uplink(
            Uplink.Identity(group: try Identifier(site.group), node: try Identifier(site.id), host: way.host),
            to: Broker(way.broker, authorities: way.ca, credentials: way.credentials),
            journals: way.traces ? [folder.records, folder.traces] : [folder.records],
            counter: folder.path + "/session", handover: handover, log: log)
        return Worker {
            // Nobody could tell what the stamps mean; the journals keep.
            while Clock.utc() < Self.earliestTrusted, !stop.isRequested {
                wait(for: [Interest(stop.wakeup.descriptor)], atMost: .seconds(1))
            }
            uplink.run(until: stop)
        }
    }
}

extension Site.Zone {
    fileprivate var rating: Accumulator.Rating {
        Accumulator.Rating(
            load: load, standby: standby, steps: UInt8(lamps.count),
            pulsesPerKilowattHour: meter.map { Int64($0.pulsesPerKilowattHour) })
    }
}
