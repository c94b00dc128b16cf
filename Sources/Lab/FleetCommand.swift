internal import Addresses
public import ArgumentParser
internal import Boards
internal import Calendars
internal import Console
internal import Fleet
internal import Glibc
internal import JSON
internal import Loop
internal import MQTT
internal import Quantities
internal import YAML

/// `lightwell-lab fleet`: many virtual boards at a broker, as a load.
public struct FleetCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "fleet", abstract: "Run many virtual boards at a broker: a load for brokers and hubs.",
        discussion: """
            Every board has people, control, records and an MQTT session of its own, and speaks as a real board does. \
            Its records are kept in memory until the host acknowledges them, within a limit; beyond that they give way \
            to hours, then to days, as on a real board.

            Virtual time never passes the real one, unless --from lies in the future: once there, the fleet goes on at \
            the pace of the clock. Without --from it begins so that it gets there at the end of --duration, or 30 days \
            ago. The clocks of the boards differ by up to 10 s of real time and at most one interval of records, so \
            that not all records are sent at once. With --speed max every board lives on as soon as its records are \
            acknowledged: that needs a host.

            Outages and kills are in real time, as the waits of an MQTT client are; each board has its own, between \
            half and one and a half of the average, by seed. In an outage the connection ends without a word, so that \
            the broker publishes the will. A killed board boots again, in a new session with the next bdSeq.

            In the end (Ctrl-C, --duration, --until) the boards are switched off in good order, deliver what they \
            still have, and take leave. Durations are such as 500ms, 90s, 30min, 2h or 1d. Exits 1 when records of \
            boards that a host listened to were not acknowledged, when some gave way, or when a board was never born.
            """)

    @Option(help: "Number of boards, 1 to 10000.") var boards: Int = 100
    @Option(help: "Zones of each board, 1 to 64 (default: 8, or those of --site).") var zones: Int?
    @Option(help: "Site file that all boards have in common (default: a built-in floor).") var site: String?
    @Option(help: "Broker, such as mqtt://127.0.0.1:1883.") var broker: String
    @OptionGroup var options: BrokerOptions
    @Option(help: "Host application whose acknowledgements count.") var host: String = "lightwell"
    @Option(help: "Sparkplug group of the boards.") var group: String = "fleet"
    @Option(help: "Seed of people, weather, sensors and misfortunes.") var seed: UInt64 = 1
    @Option(help: "Virtual seconds in a second, 1 to 100000, or max.") var speed: Pace = Pace(speed: .times(1))
    @Option(help: "First virtual moment, such as 2026-06-01 or 2026-06-01T12:00:00Z.") var from: String?
    @Option(help: "Virtual moment at which the boards stop.") var until: String?
    @Option(help: "Real time after which the boards stop (default: none).") var duration: Lasting?
    @Option(help: "Average real time between two outages of a board's network.") var outageEvery: Lasting?
    @Option(help: "Average length of an outage.") var outageFor: Lasting = Lasting(.minutes(2))
    @Option(help: "Average real time between two power cuts of a board.") var killEvery: Lasting?
    @Option(help: "Average length of a power cut.") var killFor: Lasting = Lasting(.seconds(10))
    @Option(help: "A board publishes changed live values no more often than this, in real time.")
    var live: Lasting = Lasting(.seconds(5))
    @Option(help: "How long to wait for the last acknowledgements, in real time.")
    var patience: Lasting = Lasting(.minutes(1))
    @Option(help: "Keep the journals in this new folder, on the disk as real boards do (default: in memory).")
    var journals: String?
    @Option(help: "Most memory for the records of a board, KiB.") var memory: Int = Plan.standardMemory / 1_024
    @Option(help: "Write the boards' own counters into this folder, a file for each, for lightwell-hub reconcile.")
    var counters: String?
    @Option(help: "Folder of board files.") var boardFiles: String = BoardModel.folder
    @Option(help: "Figures at the end: table or json.") var format: Format = .table

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

    public init() {}

    public func run() throws {
        let stop = Stop.main
        let address = options.broker(at: try BrokerAddress(broker))
        let remarks = Remarks { Console.say("lightwell-lab: \($0)") }
        let plan = try plan()
        let fleet = try Fleet(plan, site: try building(), at: address, log: remarks.log)
        let figures = try fleet.run(until: stop, for: duration?.duration, patience: patience.duration) { figures in
            if Console.isTerminal { Console.show(FleetReport(figures, plan).line) }
        }
        if Console.isTerminal { Console.show("") }
        if let counters { try write(fleet.standings, plan, into: counters) }
        let report = FleetReport(figures, plan, warnings: remarks.count)
        print(format == .json ? report.json.text : report.table)
        let failures = report.failures
        guard failures.isEmpty else { throw LabError(failures.joined(separator: "\n")) }
    }

    private func plan() throws -> Plan {
        guard 1...10_000 ~= boards else { throw LabError("--boards \(boards) is not within 1 to 10000") }
        guard 16...1_048_576 ~= memory else { throw LabError("--memory \(memory) is not within 16 to 1048576 KiB") }
        let now = Clock.utc()
        var start = now - .days(30)
        if let from {
            start = try Timestamp(iso8601: from)
        } else if let duration, case .times(let factor) = speed.speed {
            start = now - .milliseconds(Int64(Double(duration.duration.milliseconds) * (factor - 1)))
        }
        var plan = Plan(boards: boards, start: start)
        plan.end = try until.map { try Timestamp(iso8601: $0) }
        if let end = plan.end, end <= start {
            throw LabError(
                "--until \(end.iso8601) is not after the first moment, \(start.iso8601): name --from as well")
        }
        if plan.end == nil, start > now, speed.speed == .max {
            throw LabError("--speed max beyond the present has no end: name --until as well")
        }
        (plan.group, plan.host, plan.seed, plan.speed) = (group, host, seed, speed.speed)
        (plan.live, plan.memory, plan.journals) = (live.duration, memory * 1_024, journals)
        plan.outages = outageEvery.map { Misfortune(every: $0.duration, lasts: outageFor.duration) }
        plan.kills = killEvery.map { Misfortune(every: $0.duration, lasts: killFor.duration) }
        plan.software = "lightwell-lab \(version)"
        return plan
    }

    private func building() throws -> Site {
        guard let file = site else {
            let zones = zones ?? 8
            guard 1...64 ~= zones else { throw LabError("--zones \(zones) is not within 1 to 64") }
            return try Template.site(zones: zones, boards: boardFiles)
        }
        let site = try Site(reading: file, boards: boardFiles)
        guard site.board.isSimulated else {
            throw LabError("\(file) is of a real board (\(site.board.name)); a fleet needs board: simulated")
        }
        guard zones ?? site.zones.count == site.zones.count else {
            throw LabError("--zones \(zones ?? 0) contradicts \(file), which has \(site.zones.count): leave it out")
        }
        return site
    }

    private func write(_ standings: [Fleet.Standing], _ plan: Plan, into folder: String) throws {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw LabError("cannot make \(folder): \(String(cString: strerror(errno)))")
        }
        for standing in standings {
            let result = Result(
                group: plan.group, board: standing.board, journal: standing.journal, from: plan.start,
                to: standing.time, totals: standing.zones)
            guard replace("\(folder)/\(standing.board).json", with: result.json.text + "\n") else {
                throw LabError("cannot write into \(folder): \(String(cString: strerror(errno)))")
            }
        }
    }
}
