internal import Boards
internal import Conditioning
internal import Control
internal import Cycle
internal import GPIO
internal import Journal
internal import Logbook
internal import Logging
internal import Loop
internal import Quantities
internal import Records
internal import Sensing
internal import Service
internal import Settings
internal import Telemetry
internal import Uplink

/// The board's one control thread: waits for lines and time, steps the zones, drives
/// the lamps. It waits for nothing else, neither disk nor network.
struct ControlLoop: ~Copyable {
    let zones: [String]
    private let title: String
    /// What the site file says, by zone: what overrides are compared with.
    var bases: [Control.Zone.Settings]
    var timetable: Timetable
    var plant: RealPlant
    var cycle: Cycle
    var logbook: Logbook
    var settings: [Control.Zone.Settings]
    var overrides: [SettingsFile.Override]
    /// Entries of journals that were lost when that was said last.
    private var saidDropped: UInt64 = 0
    let keeper: Keeper
    let handover: Handover
    let mailbox: Mailbox
    private let manager: ServiceManager
    private var watchdog: Watchdog
    private let stop: Stop
    private var day: Int64
    /// The moment of the last turn: the next one is no earlier.
    private var turned: Instant
    private var clockBy: Instant
    private var reconcileBy: Instant
    private var checkpointBy: Instant
    private var relaysBy: Instant
    private var watch: Watch
    /// Where the wake-ups stand in the watch, behind the lines: stop, handover, mailbox.
    private let bells: Int
    private let wakeups: [Int32]
    /// What people call the board's chips.
    private let chips: [String]
    var faults: [Bool]
    /// Of each input line, what people call it, and what was said to speak against it and of its losses.
    private var sensors: [(name: String, fault: SensorFault?, lost: UInt64)]
    /// What was said of relays that can answer, in the order of the plant.
    private var relays: [SensorFault?]
    /// How often the board's button had been held.
    private var holds = WrappingCount.zero
    /// What the uplink was told last.
    var told: [ZoneNews]
    /// Until when the last look at what zones know of people holds; `nil` before the first.
    var lookedUntil: Timestamp?

    /// Whom control speaks with.
    struct Company {
        let keeper: Keeper
        let handover: Handover
        let mailbox: Mailbox
        let manager: ServiceManager
    }

    /// - Parameters:
    ///   - settings: those in force, by zone: the site file's, and what was changed from afar since.
    ///   - lessons: what zones had learned before the start.
    init(
        _ site: Site, plant: consuming RealPlant, logbook: consuming Logbook, settings: [Control.Zone.Settings],
        overrides: [SettingsFile.Override], lessons: Lessons?, with company: Company, stop: Stop, at now: Instant
    ) {
        zones = site.zones.map(\.id)
        bases = site.zones.map(\.settings)
        title = "\(site.group)/\(site.id)"
        timetable = Self.timetable(of: site, by: zones)
        (self.settings, self.overrides, self.stop) = (settings, overrides, stop)
        (keeper, handover) = (company.keeper, company.handover)
        (mailbox, manager) = (company.mailbox, company.manager)
        watchdog = .inEnvironment(at: now)
        bells = plant.descriptors.count
        wakeups = [stop.wakeup, handover.toControl, mailbox.bell].map(\.descriptor)
        chips = site.board.chips.map { "chip \($0)" }
        watch = Watch((plant.descriptors + wakeups).map { Interest($0) })
        relays = Array(repeating: nil, count: plant.answering)
        self.plant = plant
        self.logbook = logbook
        cycle = Cycle(Zones(settings, links: site.links))
        day = Clock.utc().milliseconds / 86_400_000
        (turned, clockBy) = (now, now)
        reconcileBy = now + Self.reconcilePace
        checkpointBy = now + Self.checkpointPace
        relaysBy = now + Self.relayPace
        faults = settings.map { _ in false }
        sensors = Senses.wirings(of: site).map { wiring in
            let place = wiring.zone.map { site.zones[$0].id } ?? "the board"
            return ("\(place): \(wiring.word) \(wiring.input.line.name)", nil, 0)
        }
        told = cycle.zones.outputs.map { ZoneNews($0, nil) }
        for complaint in lessons?.restore(to: zones, in: &cycle) ?? [] { keeper.say(.warning, complaint) }
        for zone in settings.indices { self.plant.senses.want(settings[zone].daylight.target, in: zone) }
    }

    /// Controls until it is asked to stop, then leaves everything lit.
    ///
    /// What can no longer be written down is lost, and said: a full or broken card is no reason to leave rooms without
    /// control. Registers go on, so that the next record that is kept tells the energy of those that are not.
    ///
    /// - Parameter ready: called once every line is held and every zone has been stepped.
    mutating func run(ready: () -> Void) {
        turn(for: nil)
        ready()
        logbook.reserve()
        var now = catchUp()
        logbook.snapshot(of: &cycle, at: now)
        // What is done for the first time takes memory for good.
        logbook.checkpoint(at: now)
        logbook.learn(from: &cycle)
        while !stop.isRequested {
            now = turn(for: pause(since: now)) ?? Clock.monotonic()
            sayLosses()
        }
        manager.tell(.stopping, .status("\(title): stopping, lit"))
        let end = catchUp()
        plant.rest(at: end)
        keeper.remember(relays: plant.operations)
        logbook.learn(from: &cycle)
        // Without a trusted clock nothing else says what was counted since the last one.
        logbook.checkpoint(at: end)
        logbook.close(at: end)
    }

    /// By zone, in the order of control: a reload may have brought them in another one.
    static func timetable(of site: Site, by zones: [String]) -> Timetable {
        Timetable(zones.map { id in site.zones.first { $0.id == id }?.hours.schedule })
    }

    /// The wall clock is looked at so often, while anything happens.
    private static let clockPace = Duration.seconds(1)
    /// Edges can be lost without a sign; the lines themselves are looked at so often.
    private static let reconcilePace = Duration.seconds(10)
    /// A power cut costs no more than this and the keeper's pace.
    private static let checkpointPace = Duration.seconds(60)
    /// A power cut forgets no more than this of what relays have moved.
    private static let relayPace = Duration.hours(1)

    /// Says what could not be written down, whenever that has doubled.
    private mutating func sayLosses() {
        guard let failure = logbook.failure, logbook.dropped >= Swift.max(1, saidDropped * 2) else { return }
        saidDropped = logbook.dropped
        keeper.say(.error, "\(failure); \(saidDropped) entries are lost, control goes on")
    }

    /// - Parameter due: the moment that alone asked for the turn: no line has anything to read, and the turn is made for
    ///   then, be it a little later. `nil`: lines have news, and zones are stepped at the moment of the last edge.
    /// - Returns: what the clock showed once the lamps were driven; `nil` if nobody needed to look.
    @discardableResult
    private mutating func turn(for due: Instant?) -> Instant? {
        let isWhole = due != nil || plant.receive(&watch)
        var clock: Instant?
        // Nobody has slept so long: such a stamp is of another clock.
        let edge = plant.lastEdge.flatMap { $0 < turned + .seconds(15) ? $0 : nil }
        if due == nil, !isWhole || edge == nil { clock = Clock.monotonic() }
        var now = Swift.max(turned, clock ?? due ?? edge ?? turned)
        if !isWhole { reconcile(at: now) }
        plant.look(at: now)
        obeyButton(at: now)
        cycle.review(on: &plant, telling: &logbook, before: now)
        // Lamps first: nobody waits for the housekeeping, nor for what was lost without a sign, nor for the clock.
        _ = cycle.turnNews(on: &plant, telling: &logbook, at: now)
        turned = now
        if due == nil, clock == nil {
            now = catchUp()
            clock = now
        }
        if isWhole, reconcileBy <= now {
            // Of a chip that is gone only so often: its descriptor would wake at once, for ever.
            watch.heedAll()
            reconcile(at: now)
            plant.look(at: now)
            _ = cycle.turnNews(on: &plant, telling: &logbook, at: now)
        }
        if watchdog.takesFood(at: now) { manager.tellAlive() }
        let (schedules, isWalking) = (plant.schedules, plant.walk != nil)
        openMail(at: now)
        keepTime(at: now)
        obey(at: now)
        if let walk = plant.walk, walk.isOver(at: now) || plant.isWalkDisturbed { endWalk(at: now) }
        if let identify = plant.identify, identify.isOver(at: now) { endIdentify(at: now) }
        if schedules != plant.schedules || isWalking != (plant.walk != nil) {
            _ = cycle.turnNews(on: &plant, telling: &logbook, at: now)
        }
        for zone in zones.indices {
            if let pulses = plant.senses.pulses(of: zone) { logbook.meter(zone, pulses) }
        }
        for meter in 0..<plant.senses.boardMeters {
            guard let (counter, face) = plant.senses.boardMeter(meter) else { continue }
            logbook.meter(
                board: meter, counter.total, face: plant.facelessMeters[meter] ? nil : face,
                isCounting: counter.fault != .unreadable, at: now)
        }
        logbook.roll(to: now)
        show(at: now)
        return clock
    }

    /// Makes the reviews that fell due up to what the clock shows.
    private mutating func catchUp() -> Instant {
        turned = Swift.max(turned, Clock.monotonic())
        cycle.review(on: &plant, telling: &logbook, before: turned)
        return turned
    }

    private mutating func reconcile(at now: Instant) {
        lookAfterChips()
        plant.senses.tell(keeper.clock.isTrusted ? Clock.utc() : nil)
        plant.reconcile(at: now)
        reconcileBy = now + Self.reconcilePace
        sayFaults()
    }

    /// Takes chips again that are back, and says so. The descriptors of their lines are others then, and as many.
    private mutating func lookAfterChips() {
        var isNews = false
        plant.lookAfterChips { [keeper, chips] chip, fate, hasMeters in
            isNews = true
            switch fate {
            case .gone(let error):
                keeper.say(.error, "\(chips[chip]) is gone; its lines are taken again when it is back: \(error)")
            case .back:
                let missed = hasMeters ? "; its meters lack what flowed meanwhile" : ""
                keeper.say(.notice, "\(chips[chip]) is back, its lines are taken again\(missed)")
            }
        }
        if isNews { watch = Watch((plant.descriptors + wakeups).map { Interest($0) }) }
    }

    /// Says when an input line is no longer to be believed, and when it is again; and what it lost, whenever that has
    /// doubled.
    private mutating func sayFaults() {
        for line in sensors.indices {
            let lost = plant.lost(line)
            if lost > 0, lost >= sensors[line].lost * 2 {
                sensors[line].lost = lost
                keeper.say(
                    .warning,
                    "\(sensors[line].name): lost \(lost == 1 ? "1 edge" : "\(lost) edges") or more since the start")
            }
            let fault = plant.senses.fault(of: line)
            guard fault != sensors[line].fault else { continue }
            sensors[line].fault = fault
            let name = sensors[line].name
            keeper.say(fault == nil ? .notice : .warning, "\(name): " + (fault?.sentence ?? "can be believed again"))
        }
        for index in relays.indices {
            let relay = plant.relayFault(index)
            guard relays[index] != relay.fault else { continue }
            relays[index] = relay.fault
            let name = "\(zones[relay.zone]): relay \(relay.step + 1)"
            if let words = relay.fault?.ofRelay {
                keeper.say(.error, "\(name) \(words.words); \(words.cure)")
            } else {
                keeper.say(.notice, "\(name) obeys again")
            }
        }
    }

    /// Held, the board's own button begins what shows which lamps are this board's, or ends it.
    private mutating func obeyButton(at now: Instant) {
        guard holds != plant.senses.holds else { return }
        holds = plant.senses.holds
        if plant.identify != nil { return endIdentify(at: now) }
        endWalk(at: now)
        plant.beginIdentify(settings, at: now)
        keeper.say(.notice, "its button was held: zone by zone goes dark and back, then lamps blink at motion")
    }

    private mutating func keepTime(at now: Instant) {
        if clockBy <= now {
            followClock(at: now)
            clockBy = now + Self.clockPace
        }
        if checkpointBy <= now {
            logbook.checkpoint(at: now)
            if logbook.isTraceTorn { logbook.snapshot(of: &cycle, at: now) }
            logbook.learn(from: &cycle)
            checkpointBy = now + Self.checkpointPace
        }
        if relaysBy <= now {
            keeper.remember(relays: plant.operations)
            relaysBy = now + Self.relayPace
        }
    }

    /// What goes by the wall clock: stamps of records, terms of settings, schedules, and a snapshot each day.
    private mutating func followClock(at now: Instant) {
        let utc = Clock.utc()
        let isTrusted = keeper.clock.believes(utc)
        if isTrusted {
            // A turn that time asked for is made for its moment, be it late: that is no step of the clock.
            logbook.setClock(to: utc + (now - Clock.monotonic()), at: now)
            lapse(at: now, utc)
        }
        _ = timetable.look(at: isTrusted ? utc : nil)
        if plant.schedules != timetable.states { plant.schedules = timetable.states }
        let today = utc.milliseconds / 86_400_000
        guard today != day else { return }
        day = today
        logbook.snapshot(of: &cycle, at: now)
    }

    /// Puts settings in force that somebody asked for, writes them down, and says what came of it.
    private mutating func obey(at now: Instant) {
        var isChanged = false
        for request in handover.take() {
            guard let zone = zones.firstIndex(of: request.zone) else { continue }
            var refusal: String?
            do throws(Setting.Refused) {
                let until = try adopt(request.setting, request.value, zone, on: request.terms, at: now)
                isChanged = true
                remember(request, zone, until: until)
                keeper.say(
                    .notice,
                    "\(request.zone): \(request.setting.key) is now \(request.value), asked by \(request.terms.by)")
            } catch {
                refusal = error.description
                keeper.say(.warning, "\(request.zone): refused: \(error)")
            }
            let current = settings[zone]
            handover.update { state in
                state.zones[zone].settings = current
                state.zones[zone].answer(request.setting, request.terms.id, refusal: refusal)
                state.zones[zone].changed = Clock.utc()
            }
        }
        for request in handover.takeResets() {
            guard let zone = zones.firstIndex(of: request.zone) else { continue }
            forget(zone, by: request.by, at: now)
            isChanged = true
        }
        if isChanged { logbook.snapshot(of: &cycle, at: now) }
    }

    /// Has a zone forget what it has learned, for good: a power cut does not bring it back.
    private mutating func forget(_ zone: Int, by name: String, at now: Instant) {
        cycle.resetLearned(of: zone, on: &plant, telling: &logbook, at: now)
        logbook.reset(zone, by: name, at: now)
        _ = cycle.turn(zone, on: &plant, telling: &logbook, at: now)
        logbook.learn(from: &cycle)
        keeper.say(.notice, "\(zones[zone]): forgets what it has learned, asked by \(name)")
        let knowledge = BoardState.Knowledge(cycle.zones.outputs[zone], cycle.zones.learned(of: zone))
        handover.update { state in
            (state.zones[zone].knowledge, state.zones[zone].refusal) = (knowledge, nil)
            state.zones[zone].changed = Clock.utc()
        }
    }

    /// - Returns: when it lapses; `nil`: never.
    @discardableResult
    mutating func adopt(
        _ setting: Setting, _ value: Double, _ zone: Int, on terms: CommandTerms, at now: Instant
    ) throws(Setting.Refused) -> Timestamp? {
        try setting.set(value, in: &settings[zone])
        let limit = setting.longest(for: value, in: settings[zone]).map { Clock.utc() + $0 }
        let until = [terms.until, limit].compactMap { $0 }.min()
        let ordersShed = setting.id == Setting.shed.id
        plant.senses.want(settings[zone].daylight.target, in: zone)
        cycle.apply(settings[zone], to: zone, ordersShed: ordersShed, on: &plant, telling: &logbook, at: now)
        logbook.changed(zone, setting, to: settings[zone], by: terms.by, until: until, at: now)
        _ = cycle.turn(zone, on: &plant, telling: &logbook, at: now)
        return until
    }

    /// Puts in force again what the site file says, where the time of something else is over. Only a clock that is
    /// right can tell; until it is, the core ends an order to shed by its own time.
    private mutating func lapse(at now: Instant, _ utc: Timestamp) {
        let over = overrides.filter { $0.until.map { $0 <= utc } ?? false }
        guard !over.isEmpty else { return }
        overrides.removeAll { over.contains($0) }
        for override in over {
            guard let zone = zones.firstIndex(of: override.zone), let setting = Setting.numbered(override.setting)
            else { continue }
            // The site file's own value, which may be.
            let lapsed = CommandTerms(by: Record.Change.lapsed)
            _ = try? adopt(setting, setting.value(in: bases[zone]), zone, on: lapsed, at: now)
            keeper.say(.notice, "\(override.zone): \(setting.key) is as in the site file again, its time is over")
            let current = settings[zone]
            handover.update { state in
                (state.zones[zone].settings, state.zones[zone].changed) = (current, utc)
            }
        }
        keeper.remember(overrides)
        logbook.snapshot(of: &cycle, at: now)
    }

    private mutating func remember(_ request: SettingRequest, _ zone: Int, until: Timestamp?) {
        overrides.removeAll { $0.zone == request.zone && $0.setting == request.setting.id }
        overrides.append(
            SettingsFile.Override(
                zone: request.zone, setting: request.setting.id, value: request.value,
                base: request.setting.value(in: bases[zone]), until: until))
        keeper.remember(overrides)
    }

    /// Waits for lines, bells and time.
    ///
    /// - Parameter now: what the clock shows.
    /// - Returns: the moment that was waited for, if it has come.
    private mutating func pause(since now: Instant) -> Instant? {
        var due = Swift.min(reconcileBy, now + .seconds(10))
        if let review = cycle.zones.reviewBy { due = Swift.min(due, review) }
        if let review = plant.reviewBy(at: now) { due = Swift.min(due, review) }
        if let food = watchdog.due { due = Swift.min(due, food) }
        let rest = Swift.max(due - now, .zero) + .milliseconds(1)
        if watch.wait(atMost: rest) { return now + rest }
        if watch.isReady(bells + 1) { handover.toControl.clear() }
        if watch.isReady(bells + 2) { mailbox.bell.clear() }
        return nil
    }
}
