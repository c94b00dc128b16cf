public import Quantities

/// Lights one zone while somebody may be there and daylight is not enough.
///
/// A value: two zones with equal state given equal inputs give equal outputs,
/// on a board, in the simulator, in a replay and on a microcontroller. It reads
/// no clock, touches no line and keeps no reference.
///
/// Priority, highest first: the wall button (off, then on), a sensor that cannot be believed, what the grid asks for,
/// occupancy (capped by daylight), zones that this one follows, the warning, the schedule's base level. A way out keeps
/// some light under people whatever the button says.
public struct Zone: Hashable, Sendable {
    /// Version of what ``exchange(_:)`` writes.
    public static let stateVersion: UInt8 = 3

    public internal(set) var settings: Settings
    private var occupancy = Occupancy()
    private var health = MotionHealth()
    private var load = LoadHealth()
    private var learner = AdaptiveHold()
    private var warning = Warning()
    private var override = Override()
    private var shedding = Shedding()
    private var daylight: Daylight
    private var presses: WrappingCount?
    private var doubles: WrappingCount?
    private var longs: WrappingCount?
    private var level: UInt8
    private var reason = Reason.starting
    /// Hold time of the last sign of life.
    private var hold = Duration.zero
    /// When this visit began, or the last one; `nil` for the start.
    private var visit: Instant?
    private var wasOccupied = true
    /// When the zone ceased to count as occupied; `nil` while it does.
    private var left: Instant?
    /// All lamps may come on by themselves, whatever the mode: somebody asked for light, or had been left in the dark.
    private var isInvited = true
    /// Lamps were lit for people, or announced that they would go out.
    private var wasServing = true
    /// When they last ceased to be.
    private var darkened: Instant?

    /// A zone that has not been stepped yet is lit: a start darkens nobody.
    public init(_ settings: Settings) {
        self.settings = settings
        level = settings.steps
        daylight = Daylight(level: level)
    }

    /// What it has learned, for the hours that are now.
    func learned(_ schedule: ScheduleState) -> Learned {
        learner.learned(isOpen: schedule.isOpen, lamps: daylight.share.share(settings.daylight), settings)
    }

    /// Forgets what it has learned: hold times and the lamps' share.
    mutating func resetLearned() {
        learner.reset()
        daylight.resetLearned()
    }

    /// Advances the zone to `now` and says what its lamps should do.
    ///
    /// Inputs hold from this step until the next. Stepping more often than
    /// ``Outputs/reviewBy`` asks never changes an output.
    public mutating func step(_ inputs: Inputs, at now: Instant) -> Outputs {
        let lamps = Daylight.Lamps(settings)
        let news = sense(inputs, at: now)
        press(inputs.presses, at: now)
        gesture(inputs, at: now)
        learn(news, inputs.schedule, at: now)

        let vacant = vacant(inputs.schedule)
        let isOccupied = vacant.map { now < $0 } ?? true
        if isOccupied, !wasOccupied { (visit, left) = (began(at: now), nil) }
        if !isOccupied, wasOccupied { left = now }
        wasOccupied = isOccupied
        override.expire(
            at: now, vacant: isUnsensed ? nil : vacant, latch: settings.offLatch, limit: settings.overrideLimit)
        let kept = kept(inputs.schedule, at: now)
        warn(isOccupied || inputs.isLinked, kept: kept, at: now)
        daylight.step(
            inputs.illuminance,
            wanted: isOccupied || inputs.isLinked || warning.isOn || kept > 0,
            lamps, settings.daylight, at: now)
        let shed = shedding.step(inputs.shed, settings, at: now)

        var outputs = decide(
            isOccupied: isOccupied, inputs: inputs, kept: Swift.min(kept, daylight.needed), shed: shed, at: now)
        serve(isOccupied, outputs.level, at: now)
        (level, reason) = (outputs.level, outputs.reason)
        load.step(inputs.draw, level: level, steps: settings.steps, at: now)
        daylight.lamps(at: level, lamps, settings.daylight, now: now)
        outputs.faults = faults(inputs)
        let isMoving = inputs.motion?.isActive ?? false
        outputs.occupancy =
            isOccupied ? (isMoving ? .occupiedMoving : .occupiedStill) : isMoving ? .vacantMoving : .vacant
        follow(&outputs, inputs.schedule, at: now)
        review(&outputs, vacant: isOccupied ? vacant : nil, lamps, at: now)
        return outputs
    }

    /// Takes new settings without darkening anybody at once: the hold time begins anew.
    ///
    /// - Parameter ordersShed: whether somebody set ``Settings/shed``, be it to what it was.
    mutating func apply(_ settings: Settings, ordersShed: Bool, at now: Instant) {
        let before = self.settings
        self.settings = settings
        if ordersShed { shedding.renew() }
        // What was learned of other people, or of other lamps, is no evidence any more.
        if settings.isPassage != before.isPassage { learner.reset() }
        if settings.daylight.lamps != before.daylight.lamps { daylight.resetLearned() }
        if settings.daylight != before.daylight { daylight.restart() }
        // An order to shed must not light stairs that nobody is on.
        let isLess = settings.baseSteps < before.baseSteps || settings.vacantSteps < before.vacantSteps
        guard level > 0, wasServing || override.kind == .on || isLess else { return }
        isInvited = true
        occupancy.extend(to: now)
    }

    /// Reads or writes the whole state but for the settings.
    public mutating func exchange(_ codec: inout some StateCodec) {
        occupancy.exchange(&codec)
        health.exchange(&codec)
        load.exchange(&codec)
        learner.exchange(&codec)
        warning.exchange(&codec)
        override.exchange(&codec)
        shedding.exchange(&codec)
        daylight.exchange(&codec)
        codec.exchange(&presses)
        codec.exchange(&doubles)
        codec.exchange(&longs)
        codec.exchange(&level)
        var raw = reason.rawValue
        codec.exchange(&raw)
        reason = Reason(rawValue: raw) ?? .starting
        codec.exchange(&hold)
        codec.exchange(&visit)
        codec.exchange(&wasOccupied)
        codec.exchange(&left)
        codec.exchange(&isInvited)
        codec.exchange(&wasServing)
        codec.exchange(&darkened)
    }

    /// Reads or writes what outlives a restart: what was learned of people, sensor and lamps. Holds no moment.
    mutating func exchangeLearned(_ codec: inout some StateCodec) {
        learner.exchange(&codec)
        daylight.exchangeLearned(&codec)
    }

    // What only a step calls, once, is inlined below: a call would copy the whole zone.

    // MARK: People

    /// No sensor, or none that can be believed: the schedule stands for people.
    private var isUnsensed: Bool { !settings.sensesMotion || health.isStuck || health.isSilent }

    private mutating func sense(_ inputs: Inputs, at now: Instant) -> Occupancy.News {
        guard settings.sensesMotion else { return occupancy.step(.still, inputs.door, at: now) }
        let wasUnsensed = isUnsensed
        health.step(
            inputs.motion, began: occupancy.begins(inputs.motion), isOpen: inputs.schedule.isOpen,
            longestQuiet: settings.motionSilence, at: now)
        // Until now nobody could tell; what was lit for whoever may be there stays so.
        if wasUnsensed, !isUnsensed, wasOccupied {
            occupancy.extend(to: now)
            isInvited = true
        }
        var motion = inputs.motion
        if health.isStuck { motion?.isActive = false }
        let news = occupancy.step(motion, inputs.door, at: now)
        if news.opened, motion != nil { health.open(at: now) }
        return news
    }

    /// One press turns what it finds: lit to dark, dark to lit. During a warning it
    /// says "I am here".
    private mutating func press(_ count: WrappingCount, at now: Instant) {
        var new = presses.map { count - $0 } ?? 0
        presses = count
        guard new > 0 else { return }
        occupancy.sign(at: now)
        if settings.sensesMotion, !occupancy.isBlind { health.press(at: now) }
        if warning.isOn {
            warning.end()
            new -= 1
            if isUnsensed { override.set(.on, at: now) }
            isInvited = true
        }
        // Two presses between two steps cancel each other.
        guard new % 2 == 1 else { return }
        let isOff = level > 0 && !isWaiting
        override.set(isOff ? .off : .on, at: now)
        isInvited = !isOff
    }

    /// What more a press can be, after it has counted as one: doubled it lights all, held it gives the lamps back to the
    /// automatic, which lights what is needed, however the zone starts. Neither darkens anybody.
    private mutating func gesture(_ inputs: Inputs, at now: Instant) {
        let isDouble = doubles.map { inputs.doubles - $0 > 0 } ?? false
        let isLong = longs.map { inputs.longs - $0 > 0 } ?? false
        (doubles, longs) = (inputs.doubles, inputs.longs)
        if isDouble, settings.doubleLightsAll {
            occupancy.sign(at: now)
            override.set(.on, at: now)
            isInvited = true
        }
        if isLong {
            occupancy.sign(at: now)
            override.set(.none, at: now)
            isInvited = true
        }
    }

    /// The light that is on is not what a press would turn off: lamps have waited for the button, or stand low while
    /// nobody is known to be there, or are what the button itself left on.
    private var isWaiting: Bool {
        if override.kind == .off { return true }
        switch reason {
        case .awaiting, .partial, .cleaning, .standby, .scheduled, .linked:
            return level < Swift.min(daylight.needed, tuned)
        default: return false
        }
    }

    /// Takes gaps and movements as evidence, and sets the hold time of a sign of life made now.
    private mutating func learn(_ news: Occupancy.News, _ schedule: ScheduleState, at now: Instant) {
        let isLit = daylight.needed > 0
        if news.began {
            let since = darkened.map { now - $0 }
            if let since, since <= settings.grace { isInvited = true }
            if let gap = news.gap, !isUnsensed {
                learner.ended(
                    gap, isOpen: schedule.isOpen, isLit: isLit, sinceDark: warning.isOn ? .zero : since, settings)
            }
            darkened = nil
        }
        if let moved = news.moved, !isUnsensed { learner.saw(moved, isOpen: schedule.isOpen, isLit: isLit) }
        guard occupancy.lastSign == now || occupancy.isBlind else { return }
        hold = settings.isAdaptive ? learner.hold(isOpen: schedule.isOpen, settings) : settings.hold
        // Who only passes does not mind less light; the dark is another matter.
        let goesDark = base(schedule) == 0 && settings.vacantSteps == 0 && (floor == 0 || settings.steps == 1)
        if settings.isPassage, settings.isAdaptive, goesDark {
            hold = Swift.max(hold, Swift.min(Self.beforeDark, settings.holdMost))
        }
        if settings.walkThrough > .zero, !occupancy.isMoving, !occupancy.isBlind,
            let visit = began(at: now), now - visit <= Self.brief
        {
            hold = Swift.min(hold, settings.walkThrough)
        }
    }

    /// When the visit of whoever makes a sign now began. One that ended at this very moment goes on: whether a step came
    /// between makes no difference.
    private func began(at now: Instant) -> Instant? { wasOccupied || left == now ? visit : now }

    /// When the zone counts as vacant if nothing happens; `nil` while that cannot be said.
    @inline(__always) private func vacant(_ schedule: ScheduleState) -> Instant? {
        if isUnsensed, schedule.isOpen { return nil }
        return occupancy.vacant(after: hold, latch: settings.doorLatch)
    }

    /// A learned hold time of a passage is never shorter where lamps can only go out.
    private static let beforeDark = Duration.minutes(5)
    /// A way out goes dark no sooner after the last sign of life.
    private static let linger = Duration.minutes(30)
    /// A visit that lasts no longer is a walk through.
    private static let brief = Duration.seconds(30)

    // MARK: Light

    /// Begins a warning when lamps are about to go out, ends it when somebody answers or its time is over.
    private mutating func warn(_ isServed: Bool, kept: UInt8, at now: Instant) {
        if isServed || override.kind != .none || warning.isOver(at: now) {
            warning.end()
        } else if !warning.isOn, level > Swift.min(kept, daylight.needed) {
            let isSwept = reason == .scheduled || reason == .unsensed || isUnsensed
            let lasting = isSwept ? settings.sweepWarning : settings.warning
            if lasting > .zero { warning.begin(at: now, lasting: lasting, level: level) }
        }
    }

    /// Notes when lamps cease to be lit for people: motion right after that says that somebody had been there. Lamps
    /// that had not been lit for anybody say nothing.
    private mutating func serve(_ isOccupied: Bool, _ next: UInt8, at now: Instant) {
        let isServing = isOccupied || warning.isOn
        if wasServing, !isServing {
            (darkened, isInvited) = (next < level || reason == .warning ? now : nil, false)
        }
        wasServing = isServing
    }

    /// - Parameter kept: lit with nobody there.
    @inline(__always) private func decide(isOccupied: Bool, inputs: Inputs, kept: UInt8, shed: UInt8, at now: Instant)
        -> Outputs
    {
        switch override.kind {
        case .on: return Outputs(level: settings.steps, reason: .manualOn, isOccupied: isOccupied)
        case .off:
            return Outputs(level: isOccupied ? floor : 0, reason: .manualOff, isOccupied: isOccupied)
        case .none: break
        }
        if isOccupied {
            // Whoever walks into light that a neighbour asked for keeps it.
            let linked = inputs.isLinked ? Swift.min(partial, daylight.needed) : 0
            var outputs = welcome(inputs.schedule, kept: Swift.max(kept, linked))
            let given = cut(outputs.level, by: shed)
            if given < outputs.level { (outputs.level, outputs.reason) = (given, .shed) }
            return outputs
        }
        if inputs.isLinked {
            let lit = Swift.max(kept, Swift.min(partial, daylight.needed))
            return Outputs(level: cut(lit, by: shed), reason: lit > 0 ? .linked : .daylight, isOccupied: false)
        }
        if let shown = warning.level(at: now, blink: settings.blink, isDimmed: settings.isDimmed) {
            let shownLevel = Swift.max(shown.level, kept)
            return Outputs(level: shownLevel, reason: .warning, isOccupied: false, reviewBy: shown.until)
        }
        let why: Reason = kept == 0 ? .vacant : base(inputs.schedule) > 0 ? .scheduled : .standby
        return Outputs(level: cut(kept, by: shed), reason: why, isOccupied: false)
    }

    /// What people find: all that daylight leaves to be lit, or as much of it as comes on by itself.
    private func welcome(_ schedule: ScheduleState, kept: UInt8) -> Outputs {
        let needed = Swift.min(daylight.needed, tuned)
        // What is not known counts as occupied, and as asked for.
        let isFree = settings.start == .auto || isInvited || occupancy.isBlind || isUnsensed
        if isFree || needed == 0 { return Outputs(level: needed, reason: reasonWhileOccupied) }
        let half = Swift.max(Swift.min(needed, partial), kept)
        if settings.start == .partial { return Outputs(level: half, reason: .partial) }
        if schedule == .cleaning { return Outputs(level: half, reason: .cleaning) }
        return Outputs(level: Swift.max(kept, Swift.min(needed, floor)), reason: .awaiting)
    }

    private var reasonWhileOccupied: Reason {
        if daylight.needed == 0 { return .daylight }
        if occupancy.isBlind { return .motionLost }
        if isUnsensed { return .unsensed }
        if daylight.isBlind { return .lightLost }
        if occupancy.isStarting { return .starting }
        if occupancy.isMoving { return .occupied }
        return occupancy.isLatched && settings.doorLatch > hold ? .latched : .hold
    }

    /// The most that comes on by itself.
    private var tuned: UInt8 {
        settings.taskSteps == 0 ? settings.steps : Swift.min(settings.taskSteps, settings.steps)
    }

    private var partial: UInt8 {
        let steps = settings.partialSteps == 0 ? (settings.steps + 1) / 2 : settings.partialSteps
        return Swift.min(steps, tuned)
    }

    /// Under people on a way out, whatever the button says.
    private var floor: UInt8 { settings.isEgress ? (settings.isDimmed ? Swift.max(1, settings.steps / 20) : 1) : 0 }

    private func base(_ schedule: ScheduleState) -> UInt8 {
        schedule.isOpen ? Swift.min(settings.baseSteps, settings.steps) : 0
    }

    /// Lit with nobody there, if daylight does not suffice.
    @inline(__always) private func kept(_ schedule: ScheduleState, at now: Instant) -> UInt8 {
        let always = Swift.min(Swift.max(base(schedule), settings.vacantSteps), tuned)
        // Under a sensor that is not believed nobody knows who is on a way out.
        let isDoubted = settings.sensesMotion && isUnsensed
        return isDoubted || isLingering(at: now) ? Swift.max(always, floor) : always
    }

    /// A way out keeps a little light for a while, lest somebody stands there after all.
    private func isLingering(at now: Instant) -> Bool {
        guard settings.isEgress, settings.steps > 1, let last = occupancy.lastSign else { return false }
        return now < last + Self.linger
    }

    /// Less by so many per cent, to the nearest step; never dark.
    private func cut(_ level: UInt8, by shed: UInt8) -> UInt8 {
        guard shed > 0, level > 0 else { return level }
        return UInt8(Swift.max(1, (Int(level) * (100 - Int(shed)) + 50) / 100))
    }

    // MARK: What follows

    @inline(__always) private func faults(_ inputs: Inputs) -> Fault {
        var faults = load.faults
        if settings.daylight.target > .zero {
            faults.formUnion(daylight.faults)
            if daylight.isWorn { faults.insert(.relayWear) }
        }
        guard settings.sensesMotion else { return faults }
        if inputs.motion == nil { faults.insert(.motionLost) }
        if health.isStuck { faults.insert(.motionStuck) }
        if health.isSilent { faults.insert(.motionSilent) }
        if settings.isAdaptive, learner.isInadequate(isOpen: inputs.schedule.isOpen, settings) {
            faults.insert(.motionInadequate)
        }
        return faults
    }

    /// Plugs and climate follow people, each with its own delay.
    @inline(__always) private func follow(_ outputs: inout Outputs, _ schedule: ScheduleState, at now: Instant) {
        var since = occupancy.lastSign ?? now
        // People whom nothing senses were there until the zone was given up.
        if isUnsensed, let left, left > since { since = left }
        let isThere = outputs.isOccupied || override.kind == .on
        outputs.hold = hold
        outputs.plugs = isThere || now < since + settings.plugDelay
        outputs.setback =
            isThere || now < since + settings.standbyDelay ? .none : schedule.isOpen ? .standby : .unoccupied
        guard !isThere else { return }
        if outputs.plugs { outputs.reviewBy = earliest(outputs.reviewBy, since + settings.plugDelay) }
        if outputs.setback == .none { outputs.reviewBy = earliest(outputs.reviewBy, since + settings.standbyDelay) }
    }

    /// Mutates nothing; as one that may it looks at its parts where they lie, and the zone is not copied.
    private mutating func review(_ outputs: inout Outputs, vacant: Instant?, _ lamps: Daylight.Lamps, at now: Instant) {
        var review = earliest(outputs.reviewBy, vacant)
        if isLingering(at: now), let last = occupancy.lastSign { review = earliest(review, last + Self.linger) }
        review = earliest(review, daylight.reviewBy(settings.daylight, lamps))
        if settings.sensesMotion { review = earliest(review, health.reviewBy(settings.motionSilence)) }
        review = earliest(review, load.reviewBy)
        review = earliest(review, shedding.reviewBy(settings, at: now))
        let over = isUnsensed ? nil : occupancy.vacant(after: hold, latch: settings.doorLatch)
        outputs.reviewBy = earliest(
            review, override.end(vacant: over, latch: settings.offLatch, limit: settings.overrideLimit))
    }
}
