internal import Boards
internal import Control
internal import Fleet
internal import Journal
internal import Logbook
internal import Logging
internal import Loop
internal import MQTT
internal import Quantities
internal import Records
internal import Simulation
internal import Sparkplug
internal import Telemetry
internal import Uplink
internal import VirtualBoards

/// A virtual board on stage: its history at full speed, then at the pace of a clock,
/// delivered as a real one delivers.
struct Rehearsal: ~Copyable {
    private let site: Site
    private let folder: StateFolder
    private var board: VirtualBoard
    private let end: Timestamp
    private let handover: Handover
    private var liaison: Liaison
    private let stop = Stop.main
    private let status: StatusFile?
    private let start: Timestamp
    /// `nil`: nobody is told what happens.
    private let trace: TraceFile?
    private var line: UplinkLine?

    /// - Parameters:
    ///   - script: what breaks.
    ///   - sensing: how far down sensors are simulated.
    init(
        _ site: Site, seed: UInt64, in folder: StateFolder, from start: Timestamp, to end: Timestamp,
        stand: VirtualBoard.Stand?, answers: Answers = .nobody, weather: TypicalYear? = nil,
        script: FaultScript = FaultScript(), sensing: SensingLevel = .inputs, trace: TraceFile? = nil,
        status: StatusFile?, isNewBoot: Bool = false
    ) throws(JournalError) {
        self.trace = trace
        (self.site, self.folder, self.start, self.end, self.status) = (site, folder, start, end, status)
        board = try VirtualBoard(
            site, seed: seed, in: folder.books, from: start, stand: stand, answers: answers, weather: weather,
            script: script, sensing: sensing, isTraced: trace != nil, software: "lightwell-lab \(version)",
            isNewBoot: isNewBoot)
        handover = Handover(
            Liaison.state(
                of: site, settings: board.currentSettings, journal: folder.records.id,
                software: "lightwell-lab \(version)", at: start))
        liaison = Liaison(of: site, through: handover)
        handover.update { $0.interval = site.records }
    }

    /// The registers of every zone.
    var totals: [(zone: String, totals: Totals)] {
        site.zones.indices.map { (site.zones[$0].id, board.totals(of: $0)) }
    }

    /// How control answered what the script broke; `nil` without a script.
    var faultAnswers: FaultAnswers? { board.faultAnswers }

    /// Connects the uplink, which runs on a thread of its own.
    ///
    /// - Parameter outages: when it is disconnected, in virtual time.
    mutating func connect(
        to broker: Broker, host: String, traces: Bool, outages: [Range<Timestamp>] = [], log: Logger
    ) throws {
        let identity = Uplink.Identity(
            group: try Identifier(site.group), node: try Identifier(site.id), host: host)
        let journals = traces ? [folder.records, folder.traces] : [folder.records]
        let (counter, handover) = (SessionCounter(folder.path + "/session"), handover)
        let commands = CommandMemory(folder.path + "/commands")
        if let damage = commands.damage { log.warning("\(damage)") }
        let mirrors = site.uplink?.mirror == true
        let line = UplinkLine(outages: outages) { stop in
            let uplink = try Uplink(
                identity, to: broker, journals: journals, counter: counter, handover: handover, commands: commands,
                mirrors: mirrors, log: log)
            return Worker { uplink.run(until: stop) }
        }
        try line.follow(to: board.now)
        self.line = line
    }

    /// Waits for the end of the uplink.
    func hangUp() { line?.hangUp() }

    /// Lives through the history, a day at a time.
    mutating func rehearse() throws {
        while board.now < end, !stop.isRequested {
            var next = Swift.min(board.now + .days(1), end)
            if let change = line?.next(after: board.now) { next = Swift.min(next, change) }
            try live(to: next)
            try line?.follow(to: board.now)
            report()
        }
        try trace?.finish()
        liaison.show(board)
    }

    /// Waits until the hub has everything; an outage that never ends is over now.
    func drain() throws {
        try line?.mend()
        while folder.records.acknowledged < folder.records.durable, !stop.isRequested {
            report()
            wait(for: [Interest(stop.wakeup.descriptor)], atMost: .milliseconds(100))
        }
        report()
    }

    /// Goes on from the end of the history, `speed` times as fast as the clock until it has caught up.
    mutating func follow(speed: Double) throws {
        if let written = board.written, board.now < written { try live(to: written) }
        var synced = Clock.monotonic()
        var (virtual, real) = (board.now, Clock.monotonic())
        while !stop.isRequested {
            let passed = Double((Clock.monotonic() - real).milliseconds) * speed
            let utc = Clock.utc()
            let due = Swift.min(utc, virtual + .milliseconds(Int64(passed)))
            if due > board.now {
                if due == utc { (virtual, real) = (due, Clock.monotonic()) }
                liaison.obey(&board, at: Clock.utc())
                try live(to: due, syncing: synced + .seconds(1) <= Clock.monotonic())
                try line?.follow(to: board.now)
                if synced + .seconds(1) <= Clock.monotonic() {
                    synced = Clock.monotonic()
                    report()
                }
                liaison.show(board)
            }
            wait(
                for: [Interest(stop.wakeup.descriptor), Interest(handover.toControl.descriptor)],
                atMost: .milliseconds(100))
            handover.toControl.clear()
        }
        try trace?.finish()
        try sync()
    }

    private mutating func live(to moment: Timestamp, syncing: Bool = true) throws {
        try board.run(until: moment)
        if let trace { try trace.take(board.takeHappenings()) }
        if syncing { try sync() }
    }

    private func sync() throws(JournalError) {
        try folder.records.sync()
        try folder.traces.sync()
        handover.toUplink.ring()
    }

    private func report() {
        let whole = Swift.max((end - start).milliseconds, 1)
        let lived = Double((Swift.min(board.now, end) - start).milliseconds) / Double(whole)
        let last = folder.records.durable
        let delivered = last == 0 ? 1 : Double(folder.records.acknowledged) / Double(last)
        status?.write(lived: lived, delivered: delivered, now: board.now)
    }
}
