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
internal import Quantities
internal import Records
internal import Service
internal import Telemetry
internal import Uplink
internal import YAML

/// `lightwell-edge run`: the board at work.
public struct RunCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Control the zones of a site file, journal, and deliver.",
        discussion: """
            Every lamp is lit at the start and left lit at the end. SIGHUP reads the site file again, with all lines held.
            Exit status: 78 wrong configuration, 77 not permitted, 74 disk, 69 something needed is in use or not there.
            """)

    @Argument(help: "Site file of this board.") var site: String
    @Option(help: "Folder for journals and remembered settings.") var state: String = "/var/lib/lightwell"
    @Option(help: "Folder of board files.") var boards: String = BoardModel.folder
    @Option(help: "Where the device tree says what this machine is.") var deviceTree: String = Machine.deviceTree
    @Flag(help: "Where the site file is bad, run on the last good one that the state folder keeps.")
    var lastGood = false

    public init() {}

    public func run() throws {
        let reread = Reread.main
        let stop = Stop.main
        let log = Console.log("lightwell-edge")
        var manager = ServiceManager.none
        do throws(SocketError) { manager = try .inEnvironment() } catch { log.warning("\(error.description)") }
        do {
            try work(until: stop, reread, manager, log)
        } catch {
            let sentences = (error as? Problems)?.list.map(\.description) ?? ["\(error)"]
            manager.tell(.status(sentences.joined(separator: "; ")))
            for sentence in sentences { Console.say(sentence) }
            throw ExitCode(Ending.status(of: error).rawValue)
        }
    }

    private func work(until stop: Stop, _ reread: Reread, _ manager: ServiceManager, _ log: Logger) throws {
        let copy = StateFolder.siteCopy(in: state)
        let reading = try Configuration.read(site, boards: boards, orElse: lastGood ? copy : nil)
        let site = reading.site
        guard !site.board.isSimulated else {
            throw EdgeError(
                "\(self.site) is of a simulated board; run it with lightwell-lab simulate", status: .configuration)
        }
        if let mismatch = site.board.mismatch(
            with: Machine(reading: deviceTree).compatible, among: BoardModel.readable(in: boards))
        {
            throw EdgeError("\(self.site): \(mismatch)", status: .configuration)
        }
        for warning in site.warnings { log.warning("\(warning)") }
        for problem in reading.problems { log.error("\(problem)") }
        if !reading.problems.isEmpty { log.error("\(self.site) is not in force; \(copy.path) is") }
        let folder = try StateFolder(state, program: "lightwell-edge run")
        for journal in [folder.records, folder.traces, folder.counters] where journal.recovered.droppedBytes > 0 {
            log.warning("\(journal.directory): dropped a torn end of \(journal.recovered.droppedBytes) bytes")
        }
        var settings = site.zones.map { (id: $0.id, settings: $0.settings) }
        let isTrusted = Clock.utc() >= Clock.earliestTrusted
        let (overrides, damage) = folder.settings.salvage()
        for sentence in damage { log.error("\(sentence)") }
        SettingsFile.restore(overrides, into: &settings, at: isTrusted ? Clock.utc() : nil)
        let history = try History(of: site.zones.map(\.id), in: folder.books)
        let lessons = Self.lessons(in: state, log)
        let socket = try LocalServer(path: Counter(state: state).path)
        let (now, utc) = (Clock.monotonic(), Clock.utc())
        let banks = try RealPlant.banks(of: site)
        let dimmers = try DimmerDrive.drives(of: site)
        let past = RealPlant.Past(
            relays: RelayLife(in: state).operations,
            pulses: site.zones.map { $0.pulses(until: history.totals[$0.id] ?? Totals()) })
        let plant = try RealPlant(site, on: banks, dimmers: dimmers, past: past, at: now)
        let logbook = Logbook(
            zip(site.zones, settings).map { zone, settings in
                Logbook.Subject(id: zone.id, rating: zone.rating, settings: settings.settings)
            }, in: folder.books, boot: history.boot + 1, from: site.zones.map { history.totals[$0.id] ?? Totals() },
            interval: site.records, software: EdgeCommand.software, at: now, time: utc,
            isTrusted: utc >= Clock.earliestTrusted)
        let handover = Handover(
            BoardState(
                BoardState.Description(
                    software: EdgeCommand.software, model: site.board.name, journal: folder.records.id),
                zones: zip(site.zones, settings).map { zone, settings in
                    BoardState.ZoneState(
                        id: zone.id, use: zone.use.rawValue, area: zone.area, load: zone.load,
                        settings: settings.settings, changed: utc)
                }))
        handover.update { $0.interval = site.records }
        do { try BoardName(group: site.group, board: site.id).note(in: state) } catch { log.warning("\(error)") }
        let keeper = Keeper(folder, log: log) { handover.toUplink.ring() }
        let mailbox = Mailbox(
            Picture(
                lines: BoardLine.lines(of: site).count,
                zones: site.zones.map { Picture.Zone(level: $0.settings.steps, reason: .starting) }))
        let configuration = Configuration(reading, file: self.site, boards: boards, copy: copy)
        let news = UplinkNews()
        let reception = Reception(site, configuration, mailbox, folder, news, at: now)
        let courier = Courier(of: site, folder, handover, news, log)
        do { try courier.follow(site.uplink) } catch {
            // The lamps come first; records wait in the journal until a reload finds the files in order.
            let about = site.uplink.map { "\($0.broker)" } ?? ""
            news.log(about: about, passingTo: log).error("nothing goes to \(about): \(error)")
        }
        let others = Stop()
        let workers = [
            Worker { keeper.run(until: others) },
            Worker {
                configuration.keep(reading, log: log)
                configuration.serve(reread, until: others, mailbox, courier, manager, log)
            },
            Worker { socket.run(until: others, for: reception) },
        ]
        defer {
            mailbox.close()
            others.request()
            for worker in workers { worker.join() }
        }
        var loop = ControlLoop(
            site, plant: plant, logbook: logbook, settings: settings.map(\.settings), overrides: overrides,
            lessons: lessons,
            with: ControlLoop.Company(keeper: keeper, handover: handover, mailbox: mailbox, manager: manager),
            stop: stop, at: now)
        loop.run {
            log.notice("\(Configuration.sentence(configuration.standing))")
            manager.tell(.ready, .status(Configuration.sentence(configuration.standing)))
        }
    }
}

extension RunCommand {
    /// Without them zones learn anew: no reason not to start.
    private static func lessons(in state: String, _ log: Logger) -> Lessons? {
        do throws(JournalError) {
            let lessons = try Lessons(in: state)
            for complaint in lessons.complaints { log.warning("\(complaint)") }
            return lessons
        } catch {
            log.warning("what zones had learned is left out: \(error)")
            return nil
        }
    }
}

extension Site.Zone {
    fileprivate var rating: Accumulator.Rating {
        Accumulator.Rating(
            load: load, standby: standby, steps: settings.steps,
            pulsesPerKilowattHour: meter.map { Int64($0.pulsesPerKilowattHour) })
    }

    /// Of its meter, in all boots before.
    fileprivate func pulses(until totals: Totals) -> UInt64 {
        // A pulse is a whole number of milliwatt-hours, or nearly.
        meter.map { UInt64((Double(totals[.meteredEnergy]) * Double($0.pulsesPerKilowattHour) / 1e6).rounded()) } ?? 0
    }
}
