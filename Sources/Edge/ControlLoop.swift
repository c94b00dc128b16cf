internal import Boards
internal import Calendars
internal import Control
internal import Cycle
internal import GPIO
internal import Journal
internal import Logbook
internal import Logging
internal import Loop
internal import Quantities
internal import Records
internal import Settings
internal import Telemetry
internal import Uplink

/// The board's one control thread: waits for lines and time, steps the zones, drives
/// the lamps. It waits for nothing else, neither disk nor network.
struct ControlLoop: ~Copyable {
    private let site: Site
    private var plant: RealPlant
    private var cycle: Cycle
    private var logbook: Logbook
    private var settings: [Control.Zone.Settings]
    private var overrides: [SettingsFile.Override]
    private let keeper: Keeper
    private let handover: Handover
    private let stop: Stop
    private var calendarDue: Timestamp?
    private var day: Int64
    private var reconcileBy: Instant
    private var checkpointBy: Instant
    private var watch: Watch
    private var faults: [Bool]

    /// - Parameter settings: those in force, by zone: the site file's, and what was changed from afar since.
    init(
        _ site: Site, plant: consuming RealPlant, logbook: consuming Logbook, settings: [Control.Zone.Settings],
        overrides: [SettingsFile.Override], keeper: Keeper, handover: Handover, stop: Stop, at now: Instant
    ) {
        (self.site, self.settings, self.overrides) = (site, settings, overrides)
        (self.keeper, self.handover, self.stop) = (keeper, handover, stop)
        watch = Watch(
            (plant.descriptors + [stop.wakeup.descriptor, handover.toControl.descriptor]).map { Interest($0) })
        self.plant = plant
        self.logbook = logbook
        cycle = Cycle(Zones(settings))
        day = Clock.utc().milliseconds / 86_400_000
        reconcileBy = now + Self.reconcilePace
        checkpointBy = now + Self.checkpointPace
        faults = settings.map { _ in false }
    }

    /// Controls until it is asked to stop, then leaves everything lit.
    ///
    /// - Throws: ``JournalError`` when what happens can no longer be written down; everything is lit then too.
    mutating func run() throws(JournalError) {
        turn(at: Clock.monotonic())
        logbook.snapshot(of: &cycle, at: Clock.monotonic())
        while !stop.isRequested {
            pause()
            turn(at: Clock.monotonic())
            if let failure = logbook.failure {
                plant.rest(at: Clock.monotonic())
                throw failure
            }
        }
        plant.rest(at: Clock.monotonic())
        logbook.close(at: Clock.monotonic())
    }

    /// Edges can be lost without a sign; the lines themselves are looked at so often.
    private static let reconcilePace = Duration.seconds(10)
    /// A power cut costs no more than this and the keeper's pace.
    private static let checkpointPace = Duration.seconds(60)

    private mutating func turn(at now: Instant) {
        if !plant.receive() || reconcileBy <= now {
            plant.reconcile(at: now)
            reconcileBy = now + Self.reconcilePace
        }
        plant.senses.look(at: now)
        cycle.review(on: &plant, telling: &logbook, before: now)
        keepTime(at: now)
        obey(at: now)
        _ = cycle.turn(on: &plant, telling: &logbook, at: now)
        for zone in site.zones.indices {
            if let pulses = plant.senses.pulses(of: zone) { logbook.meter(zone, pulses) }
        }
        logbook.roll(to: now)
        show(at: now)
    }

    private mutating func keepTime(at now: Instant) {
        let utc = Clock.utc()
        let isTrusted = utc >= RunCommand.earliestTrusted
        if isTrusted { logbook.setClock(to: utc, at: now) }
        if checkpointBy <= now {
            logbook.checkpoint(at: now)
            checkpointBy = now + Self.checkpointPace
        }
        if calendarDue.map({ $0 <= utc }) ?? true {
            let state = isTrusted ? site.schedule?.state(at: utc) : nil
            plant.schedule = state.map { $0.isOpen ? .open : .closed } ?? .unknown
            calendarDue = state?.until ?? utc + .minutes(1)
        }
        let today = utc.milliseconds / 86_400_000
        guard today != day else { return }
        day = today
        logbook.snapshot(of: &cycle, at: now)
    }

    /// Puts settings in force that somebody asked for, writes them down, and says what came of it.
    private mutating func obey(at now: Instant) {
        var isChanged = false
        for request in handover.take() {
            guard let zone = site.zones.firstIndex(where: { $0.id == request.zone }) else { continue }
            var refusal: String?
            do throws(Setting.Refused) {
                try request.setting.set(request.value, in: &settings[zone])
                cycle.apply(settings[zone], to: zone, on: &plant, telling: &logbook, at: now)
                logbook.changed(zone, request.setting, to: settings[zone], by: request.by, at: now)
                _ = cycle.turn(zone, on: &plant, telling: &logbook, at: now)
                isChanged = true
                remember(request, zone)
                keeper.say(
                    .notice, "\(request.zone): \(request.setting.key) is now \(request.value), asked by \(request.by)")
            } catch {
                refusal = error.description
                keeper.say(.warning, "\(request.zone): refused: \(error)")
            }
            let current = settings[zone]
            handover.update { state in
                (state.zones[zone].settings, state.zones[zone].refusal) = (current, refusal)
                state.zones[zone].changed = Clock.utc()
            }
        }
        if isChanged { logbook.snapshot(of: &cycle, at: now) }
    }

    private mutating func remember(_ request: SettingRequest, _ zone: Int) {
        overrides.removeAll { $0.zone == request.zone && $0.setting == request.setting.id }
        overrides.append(
            SettingsFile.Override(
                zone: request.zone, setting: request.setting.id, value: request.value,
                base: request.setting.value(in: site.zones[zone].settings)))
        keeper.remember(overrides)
    }

    /// Tells the uplink what is different, and the log when a lamp cannot be driven.
    private mutating func show(at now: Instant) {
        let outputs = cycle.zones.outputs
        let state = handover.state
        let isChanged = outputs.indices.contains {
            outputs[$0].level != state.zones[$0].level || outputs[$0].reason != state.zones[$0].reason
        }
        if isChanged {
            let utc = Clock.utc()
            handover.update { state in
                for zone in outputs.indices
                where state.zones[zone].level != outputs[zone].level || state.zones[zone].reason != outputs[zone].reason
                {
                    (state.zones[zone].level, state.zones[zone].reason) = (outputs[zone].level, outputs[zone].reason)
                    state.zones[zone].changed = utc
                }
            }
        }
        guard faults != cycle.faults else { return }
        for zone in faults.indices where faults[zone] != cycle.faults[zone] {
            let id = site.zones[zone].id
            if cycle.faults[zone] {
                keeper.say(.error, "\(id): its lamps cannot be driven; the other zones go on")
            } else {
                keeper.say(.notice, "\(id): its lamps can be driven again")
            }
        }
        faults = cycle.faults
    }

    private mutating func pause() {
        let now = Clock.monotonic()
        var limit = Duration.seconds(10)
        for due in [cycle.zones.reviewBy, plant.senses.reviewBy, reconcileBy] {
            if let due { limit = Swift.min(limit, Swift.max(due - now, .zero) + .milliseconds(1)) }
        }
        watch.wait(atMost: limit)
        handover.toControl.clear()
    }
}
