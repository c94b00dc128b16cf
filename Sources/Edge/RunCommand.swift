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
            Where the state folder cannot be written it controls all the same and keeps its journals in memory, in \
            /run/lightwell or /dev/shm; a power cut loses those then. doctor says so.

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
        let copy = StateFolder.siteCopy(in: self.state)
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
        let (folder, history, meters) = try Self.memory(self.state, of: site, log)
        let state = folder.path
        for journal in [folder.records, folder.traces, folder.counters] where journal.recovered.droppedBytes > 0 {
            log.warning("\(journal.directory): dropped a torn end of \(journal.recovered.droppedBytes) bytes")
        }
        var settings = site.zones.map { (id: $0.id, settings: $0.settings) }
        let clock = ClockWatch(site.clock, in: ClockMemory())
        let isTrusted = clock.isTrusted
        if case .untrusted(let reason, let cure) = clock.trust {
            log.warning("the clock \(reason); schedules are unknown and records wait until then; \(cure)")
        }
        let (remembered, damage) = folder.settings.salvage()
        for sentence in damage { log.error("\(sentence)") }
        let overrides = SettingsFile.standing(remembered, over: settings)
        if overrides != remembered {
            log.notice("settings from afar that the site file says otherwise since are dropped")
            do { try folder.settings.write(overrides) } catch { log.warning("\(error)") }
        }
        SettingsFile.restore(overrides, into: &settings, at: isTrusted ? Clock.utc() : nil)
        let book = MeterBook(in: state)
        for name in meters.behind.sorted() {
            log.warning(
                """
                meter \(name) was counted in memory for a while, which its reading lacks: it shows none until the site file \
                says what its face showed, and since when, after that
                """)
        }
        let lessons = Self.lessons(in: state, log)
        let socket = Self.socket(in: state, log)
        let (now, utc) = (Clock.monotonic(), Clock.utc())
        let (banks, dimmers) = try lines(of: site)
        let past = RealPlant.Past(
            relays: RelayLife(in: state).operations, meters: meters.counted, behind: meters.behind)
        let plant = try RealPlant(site, on: banks, dimmers: dimmers, past: past, at: now)
        let logbook = Logbook(
            zip(site.zones, settings).map { zone, settings in
                Logbook.Subject(id: zone.id, rating: zone.rating, settings: settings.settings)
            }, in: folder.books, boot: history.boot + 1, from: site.zones.map { history.totals[$0.id] ?? Totals() },
            interval: site.records, meters: meters.accounts, software: EdgeCommand.software, at: now, time: utc,
            isTrusted: isTrusted)
        let handover = Handover(
            BoardState(
                BoardState.Description(
                    software: EdgeCommand.software, model: site.board.name, journal: folder.records.id),
                zones: zip(site.zones, settings).map { zone, settings in
                    BoardState.ZoneState(
                        id: zone.id, use: zone.use.rawValue, area: zone.area, load: zone.load,
                        settings: settings.settings, changed: utc)
                }))
        handover.update { state in
            state.interval = site.records
            state.meters = zip(site.meters, meters.accounts).map { BoardState.MeterState($0, $1, at: utc) }
        }
        do throws(SettingsFile.Unusable) { try book.keep(meters.faces) } catch { log.warning("\(error.description)") }
        do { try BoardName(group: site.group, board: site.id).note(in: state) } catch { log.warning("\(error)") }
        let keeper = Keeper(folder, clock, log: log) { isDurable in
            handover.toUplink.ring()
            if handover.state.isDurable != isDurable { handover.update { $0.isDurable = isDurable } }
        }
        let mailbox = Mailbox(
            Picture(
                lines: BoardLine.lines(of: site).count,
                zones: site.zones.map { Picture.Zone(level: $0.settings.steps, reason: .starting) }))
        let configuration = Configuration(reading, file: self.site, boards: boards, copy: folder.site)
        let news = UplinkNews()
        let reception = Reception(site, configuration, mailbox, folder, news, clock, at: now)
        let courier = Courier(of: site, folder, handover, news, clock, log)
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
            Worker { socket?.run(until: others, for: reception) },
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
    /// Takes what the site file names, but for the relays of the lamps. On the very board of the site file a chip that is
    /// not there may still come: whoever started this tries again.
    private func lines(of site: Site) throws -> ([Bank], [DimmerDrive?]) {
        do {
            return (try RealPlant.banks(of: site), try DimmerDrive.drives(of: site))
        } catch {
            guard Ending.mayPass(error), Machine(reading: deviceTree).isA(site.board) else { throw error }
            throw EdgeError("\(error)", status: .unavailable)
        }
    }

    private typealias Memory = (folder: StateFolder, history: History, meters: MeterStandings)

    /// A folder that cannot be written or read is no reason to leave rooms without control.
    private static func memory(_ path: String, of site: Site, _ log: Logger) throws(JournalError) -> Memory {
        let program = "lightwell-edge run"
        do throws(JournalError) {
            var memory = try past(in: StateFolder(path, program: program), of: site)
            for sentence in StandIn.end(for: memory.folder, program: program) { log.warning("\(sentence)") }
            memory.meters = try standings(site, after: memory.history, in: memory.folder)
            return memory
        } catch {
            guard StandIn.helps(against: error) else { throw error }
            let memory = try past(
                in: StandIn.open(for: path, because: error, in: StandIn.folders(for: path), program: program), of: site)
            let place = memory.folder.path
            log.error("\(error); control goes on, and what it writes down is in memory only, in \(place)")
            return memory
        }
    }

    private static func past(in folder: StateFolder, of site: Site) throws(JournalError) -> Memory {
        let meters = site.meters.map { MeterKey($0.name, $0.medium) }
        let history = try History(of: site.zones.map(\.id), meters: meters, in: folder.books)
        return (folder, history, try standings(site, after: history, in: folder))
    }

    private static func standings(
        _ site: Site, after history: History, in folder: StateFolder
    ) throws(JournalError) -> MeterStandings {
        let book = MeterBook(in: folder.path)
        return try MeterStandings(site, after: history, in: folder.books, known: book.lines, behind: book.behind)
    }

    /// Where it is asked; without it nobody can ask, and lamps go on.
    private static func socket(in state: String, _ log: Logger) -> LocalServer? {
        do throws(SocketError) { return try LocalServer(path: Counter.socket(in: state)) } catch {
            log.error("lightwell-edge status, lines, doctor and walk-test get no answer: \(error)")
            return nil
        }
    }

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
}
