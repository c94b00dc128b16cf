internal import Boards
internal import Control
internal import Journal
internal import Logbook
internal import Logging
internal import Loop
internal import MQTT
internal import Quantities
internal import Records
internal import Settings
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
            site, seed: seed, in: folder, from: start, stand: stand, answers: answers, weather: weather,
            script: script, sensing: sensing, isTraced: trace != nil, software: "lightwell-lab \(version)",
            isNewBoot: isNewBoot)
        handover = Handover(
            BoardState(
                BoardState.Description(
                    software: "lightwell-lab \(version)", model: site.board.name, journal: folder.records.id),
                zones: zip(site.zones, board.currentSettings).map { zone, settings in
                    BoardState.ZoneState(
                        id: zone.id, use: zone.use.rawValue, area: zone.area, load: zone.load, settings: settings,
                        changed: start)
                }))
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
        let (counter, handover) = (folder.path + "/session", handover)
        let mirrors = site.uplink?.mirror == true
        let line = UplinkLine(outages: outages) { stop in
            let uplink = try Uplink(
                identity, to: broker, journals: journals, counter: counter, handover: handover, mirrors: mirrors,
                log: log)
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
        show()
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
                obey()
                try live(to: due, syncing: synced + .seconds(1) <= Clock.monotonic())
                try line?.follow(to: board.now)
                if synced + .seconds(1) <= Clock.monotonic() {
                    synced = Clock.monotonic()
                    report()
                }
                show()
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

    /// Puts settings in force that somebody asked for; history is not changed any more.
    private mutating func obey() {
        for request in handover.takeResets() {
            guard let zone = site.zones.firstIndex(where: { $0.id == request.zone }) else { continue }
            board.resetLearned(of: zone, by: request.by)
        }
        for request in handover.take() {
            guard let zone = site.zones.firstIndex(where: { $0.id == request.zone }) else { continue }
            var refusal: String?
            do throws(Setting.Refused) {
                try board.apply(
                    VirtualBoard.Change(
                        zone: zone, setting: request.setting, value: request.value, by: request.terms.by,
                        until: request.terms.until))
            } catch {
                refusal = error.description
            }
            let settings = board.currentSettings[zone]
            handover.update { state in
                state.zones[zone].settings = settings
                state.zones[zone].answer(request.setting, request.terms.id, refusal: refusal)
                state.zones[zone].changed = Clock.utc()
            }
        }
    }

    /// Tells the uplink how the zones are now.
    private func show() {
        guard let outputs = board.outputs, let inputs = board.inputs else { return }
        let (now, settings) = (board.now, board.currentSettings)
        handover.update { state in
            for zone in state.zones.indices {
                if state.zones[zone].settings != settings[zone] {
                    (state.zones[zone].settings, state.zones[zone].changed) = (settings[zone], now)
                }
                let isSame =
                    state.zones[zone].level == outputs[zone].level && state.zones[zone].reason == outputs[zone].reason
                    && state.zones[zone].illuminance == inputs[zone].illuminance
                if isSame { continue }
                state.zones[zone].level = outputs[zone].level
                state.zones[zone].reason = outputs[zone].reason
                state.zones[zone].illuminance = inputs[zone].illuminance
                state.zones[zone].changed = now
            }
        }
    }

    private func report() {
        let whole = Swift.max((end - start).milliseconds, 1)
        let lived = Double((Swift.min(board.now, end) - start).milliseconds) / Double(whole)
        let last = folder.records.durable
        let delivered = last == 0 ? 1 : Double(folder.records.acknowledged) / Double(last)
        status?.write(lived: lived, delivered: delivered, now: board.now)
    }
}
