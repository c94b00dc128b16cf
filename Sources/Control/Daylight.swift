public import Quantities

/// Decides how many steps daylight leaves to be lit, from a sensor that also sees the zone's own lamps.
///
/// Closed loop: the lamps' own share (``LampShare``) is taken off the reading. Relays: more light comes after a minute
/// of too little, less after ten minutes of plenty, and changes keep ten minutes' distance, unless less than a tenth of
/// the light is left: so clouds and the lamps themselves cannot make it hunt. Dimmers follow: up at once, down after
/// twenty seconds; they go out and come on again as relays do.
///
/// On a way out a dimmer never goes out, and relays only where there is twice the light that is needed, from a sensor
/// that has known darkness since the start.
///
/// No day lasts for ever: a sensor that tells of enough light for ``Settings/longestDay`` without a break is stuck.
/// What is taken off for lamps is no sign of life: only a reading that falls, and leaves too little daylight, ends that.
public struct Daylight: Hashable, Sendable {
    public struct Settings: Hashable, Sendable {
        /// Illuminance wanted at the sensor. Zero: no daylight control.
        public var target = Lux.zero
        /// What all lamps of the zone add at the sensor.
        public var lamps = Lux.zero
        /// That is learned from now on, beginning with ``lamps``.
        public var learns = true
        /// The sensor does not see the zone's lamps (open loop): ``target`` is the reading at which daylight
        /// alone suffices, ``lamps`` the reading that stands for as much light as they give.
        public var isOpenLoop = false
        /// Wiring, not tunable: the reading is the threshold that is passed, no measure. So nothing is learned from it,
        /// and that it does not answer to the lamps says nothing.
        public var isThreshold = false
        /// Lamps go off only when this much more than the target remains.
        public var margin = Lux(50)
        /// Too dark for this long before lamps come on by daylight.
        public var darkDelay = Duration.minutes(1)
        /// Bright enough for this long before lamps go off by daylight.
        public var brightDelay = Duration.minutes(10)
        /// Least time from a change by daylight to lamps off by daylight.
        public var minimumOn = Duration.minutes(10)
        /// Least time from a change by daylight to lamps on by daylight.
        public var minimumOff = Duration.minutes(10)
        /// Enough daylight for this long without a break is a sensor that is stuck. Zero: never, for polar summers. The
        /// longest day at 60° of latitude has 19 hours.
        public var longestDay = Duration.hours(20)

        public init() {}

        /// The reading tells how much the lamps add.
        var isMeasured: Bool { !isOpenLoop && !isThreshold }
    }

    /// What the lamps are, as far as daylight is concerned.
    struct Lamps {
        let steps: UInt8
        let isDimmed: Bool
        let isEgress: Bool

        init(_ settings: Zone.Settings) {
            (steps, isDimmed, isEgress) = (settings.steps, settings.isDimmed, settings.isEgress)
        }

        func portion(_ level: UInt8) -> Double { Double(level) / Double(steps) }
    }

    /// Steps that daylight leaves to be lit, 0 to all.
    private(set) var needed: UInt8 = 0
    private(set) var faults: Fault = []
    /// Daylight at the sensor, the lamps' share taken off.
    private(set) var estimate: Lux?
    private(set) var share = LampShare()
    private var wasWanted = false
    private var level: UInt8
    private var hasStarted = false
    @Packed private var settled: Instant?
    @Packed private var changed: Instant?
    @Packed private var dimSince: Instant?
    @Packed private var brightSince: Instant?
    @Packed private var excessSince: Instant?
    /// Since when there has been enough daylight without a break; `nil`: there is not.
    @Packed private var daySince: Instant?
    /// The least reading of that time, lamps included.
    private var dimmest = Lux.zero
    /// Whether there was too little of it since the start.
    private var hasSeenDark = false
    private var wear = SwitchingBudget()

    /// - Parameter level: Steps lit before the first step: all, after a start.
    init(level: UInt8) { self.level = level }

    /// The reading is of no use while it is needed.
    var isBlind: Bool { !faults.isEmpty }

    /// Lamps have been switched by daylight as often as a day allows.
    var isWorn: Bool { wear.isSpent }

    /// Takes the reading made while the lamps stood as last reported by ``lamps(at:_:now:)``.
    ///
    /// - Parameters:
    ///   - reading: `nil` when the sensor is lost.
    ///   - wanted: somebody, or the schedule, asks for light. If not, the need is
    ///     followed without delay, so that an arrival finds the right answer.
    mutating func step(_ reading: Lux?, wanted: Bool, _ lamps: Lamps, _ settings: Settings, at now: Instant) {
        defer { wasWanted = wanted }
        wear.renew(at: now)
        if !hasStarted { (hasStarted, settled) = (true, now + Self.settling) }
        guard settings.target > .zero else {
            (needed, faults, estimate, daySince) = (lamps.steps, [], nil, nil)
            return forget()
        }
        if settled.map({ $0 <= now }) ?? true {
            settled = nil
            read(reading, lamps, settings, at: now)
        }
        if isEndless(settings, at: now) {
            faults.insert(.lightFrozen)
            estimate = nil
        }
        guard let daylight = estimate else {
            needed = lamps.steps
            return forget()
        }
        let scene = Scene(daylight, share.share(settings), lamps, settings, isSure: hasSeenDark)
        guard wanted, wasWanted else {
            needed = scene.least(reaching: scene.goal)
            return watch(scene, now)
        }
        watch(scene, now)
        if let dimSince, due(dimSince, scene.dark(needed), settings) <= now {
            (needed, changed) = (Swift.max(scene.least(reaching: scene.goal), 1), isSwitching(scene) ? now : changed)
        } else if let brightSince, due(brightSince, off: settings) <= now {
            needed = scene.least(reaching: settings.target + settings.margin)
            changed = now
            wear.spend(at: now)
        } else if let excessSince, excessSince + Self.dimDelay <= now {
            needed = Swift.max(scene.least(reaching: scene.goal), 1)
        } else {
            return
        }
        watch(scene, now)
    }

    /// Notes what the lamps were set to at this step.
    mutating func lamps(at level: UInt8, _ lamps: Lamps, _ settings: Settings, now: Instant) {
        guard level != self.level else { return }
        let change = settled == nil ? lamps.portion(level) - lamps.portion(self.level) : nil
        share.switched(by: change, settings)
        // A dimmer fades down slowly, lest anybody notice.
        settled = now + (lamps.isDimmed && level < self.level ? Self.fading : Self.settling)
        self.level = level
    }

    /// When to look again at the latest.
    func reviewBy(_ settings: Settings, _ lamps: Lamps) -> Instant? {
        guard settings.target > .zero else { return nil }
        var review = earliest(settled, wear.isSpent ? wear.free : nil)
        if !faults.contains(.lightFrozen), let daySince, settings.longestDay > .zero {
            review = earliest(review, daySince + settings.longestDay)
        }
        guard wasWanted, let daylight = estimate else { return review }
        let scene = Scene(daylight, share.share(settings), lamps, settings, isSure: hasSeenDark)
        if let dimSince { review = earliest(review, due(dimSince, scene.dark(needed), settings)) }
        if let brightSince { review = earliest(review, due(brightSince, off: settings)) }
        if let excessSince { review = earliest(review, excessSince + Self.dimDelay) }
        return review
    }

    /// Takes new settings: what they call plenty has to last from now on.
    mutating func restart() { (brightSince, excessSince, daySince) = (nil, nil, nil) }

    /// Forgets what it has learned of the lamps.
    mutating func resetLearned() { share.reset() }

    mutating func exchange(_ codec: inout some StateCodec) {
        codec.exchange(&needed)
        codec.exchange(&faults)
        codec.exchange(&estimate)
        share.exchange(&codec)
        codec.exchange(&wasWanted)
        codec.exchange(&level)
        codec.exchange(&hasStarted)
        codec.exchange(&settled)
        codec.exchange(&changed)
        codec.exchange(&dimSince)
        codec.exchange(&brightSince)
        codec.exchange(&excessSince)
        codec.exchange(&daySince)
        codec.exchange(&dimmest)
        codec.exchange(&hasSeenDark)
        wear.exchange(&codec)
    }

    mutating func exchangeLearned(_ codec: inout some StateCodec) { share.exchangeLearned(&codec) }

    /// After a change of the lamps the sensor is not believed for this long.
    private static let settling = Duration.seconds(5)
    private static let fading = Duration.seconds(35)
    /// A dimmer goes down when it was too bright for this long.
    private static let dimDelay = Duration.seconds(20)
    /// Above both, sun shines on the sensor: so many times what is wanted, and more than a bright ceiling has.
    private static let blinding = 20.0
    private static let brightest = Lux(2_000)

    private mutating func read(_ reading: Lux?, _ lamps: Lamps, _ settings: Settings, at now: Instant) {
        let sane = reading.flatMap { $0.value >= 0 && $0.value < 1e6 ? $0 : nil }
        share.reads(sane, settings)
        faults = []
        if sane == nil { faults.insert(.lightLost) }
        if share.isFrozen, settings.isMeasured { faults.insert(.lightFrozen) }
        if let sane, !settings.isOpenLoop, sane > Swift.max(settings.target * Self.blinding, Self.brightest) {
            faults.insert(.lightBlinded)
        }
        // A reading that is lost, or not believed by night, is no darkness.
        guard let sane else { return estimate = nil }
        // Less than nothing when the share is taken for too much: then the reading still counts for what it is.
        let daylight = settings.isOpenLoop ? sane : sane - share.share(settings) * lamps.portion(level)
        // Of a threshold nothing can be taken off for lamps: that it is passed is all that is known.
        let isDay = (settings.isThreshold ? sane : daylight) >= settings.target
        let isStuck = isEndless(settings, at: now)
        if !isDay, !isStuck || sane < dimmest * 0.9 || sane < settings.target {
            (daySince, hasSeenDark) = (nil, true)
        } else if !isStuck {
            dimmest = daySince == nil ? sane : Swift.min(dimmest, sane)
            daySince = daySince ?? now
        }
        estimate = faults.isEmpty ? daylight : nil
    }

    /// It has been day for longer than can be.
    private func isEndless(_ settings: Settings, at now: Instant) -> Bool {
        guard settings.longestDay > .zero, let daySince else { return false }
        return daySince + settings.longestDay <= now
    }

    /// Restarts or keeps the timers, by what the needed steps would give now.
    private mutating func watch(_ scene: Scene, _ now: Instant) {
        let isDim = scene.dark(needed) != .no
        dimSince = isDim ? dimSince ?? now : nil
        brightSince = scene.isBright(needed) ? brightSince ?? now : nil
        excessSince = scene.isExcessive(needed) ? excessSince ?? now : nil
    }

    private mutating func forget() {
        (dimSince, brightSince, excessSince, changed) = (nil, nil, nil, nil)
    }

    /// Whether more light means that lamps switch, so that the next switching has to wait.
    private func isSwitching(_ scene: Scene) -> Bool { !scene.lamps.isDimmed || needed == 0 }

    private func due(_ since: Instant, _ darkness: Scene.Darkness, _ settings: Settings) -> Instant {
        switch darkness {
        case .no: Instant(milliseconds: .max / 2)
        case .follows: since
        case .some: later(since + settings.darkDelay, settings.minimumOff)
        case .deep: since + settings.darkDelay
        }
    }

    private func due(_ since: Instant, off settings: Settings) -> Instant {
        Swift.max(later(since + settings.brightDelay, settings.minimumOn), wear.free)
    }

    private func later(_ due: Instant, _ minimum: Duration) -> Instant {
        guard let changed else { return due }
        return Swift.max(due, changed + minimum)
    }
}

extension Daylight {
    /// Daylight and what lamps would add to it now.
    fileprivate struct Scene {
        enum Darkness {
            case no
            /// Too dark, and a dimmer is lit: it follows at once.
            case follows
            /// Too dark.
            case some
            /// Less than a tenth of what should be: that is not daylight any more.
            case deep
        }

        let daylight: Lux
        /// Of one step.
        let step: Lux
        let lamps: Lamps
        let settings: Settings
        /// The sensor has told dark from bright.
        let isSure: Bool

        init(_ daylight: Lux, _ share: Lux, _ lamps: Lamps, _ settings: Settings, isSure: Bool) {
            (self.daylight, self.lamps, self.settings, self.isSure) = (daylight, lamps, settings, isSure)
            step = share * (1 / Double(lamps.steps))
        }

        /// What relays have to reach, a little less than the target, or they would be lit for nothing.
        var goal: Lux { lamps.isDimmed ? settings.target : settings.target * 0.95 }

        func lit(_ level: UInt8) -> Lux { daylight + step * Double(level) }

        /// The fewest steps that reach a goal; all if none does.
        func least(reaching goal: Lux) -> UInt8 {
            guard !isDaylit(goal) else { return least }
            // A guess by division, and then to where a search from 1 upwards ends.
            let guess = (goal - daylight) / step
            var count = guess > 2 ? UInt8(Swift.min(guess, Double(lamps.steps))) : 1
            while count > 1, lit(count - 1) >= goal { count -= 1 }
            while count < lamps.steps, lit(count) < goal { count += 1 }
            return count
        }

        func dark(_ level: UInt8) -> Darkness {
            guard level < lamps.steps else { return .no }
            if level == 0, lamps.isEgress, daylight < settings.target { return .deep }
            guard lit(level) < settings.target * 0.95 else { return .no }
            if lamps.isDimmed, level > 0 { return .follows }
            return lit(level) < settings.target * 0.1 ? .deep : .some
        }

        /// One step less would still be plenty; of a dimmer, none at all.
        func isBright(_ level: UInt8) -> Bool {
            guard level > least else { return false }
            let plenty = settings.target + settings.margin
            // Worked out as in ``least(reaching:)``, or the two could differ in the last digit for ever.
            return lamps.isDimmed || level == 1 ? isDaylit(plenty) : lit(level - 1) >= plenty
        }

        /// A dimmer gives more than is needed.
        func isExcessive(_ level: UInt8) -> Bool {
            lamps.isDimmed && level > 1 && lit(level) > settings.target * 1.02 && least(reaching: goal) < level
        }

        /// Where daylight suffices.
        private var least: UInt8 { lamps.isEgress && lamps.isDimmed ? 1 : 0 }

        private func isDaylit(_ goal: Lux) -> Bool {
            lamps.isEgress && !lamps.isDimmed ? isSure && daylight >= goal * 2 : daylight >= goal
        }
    }
}

/// The earlier of two moments, where `nil` means never.
func earliest(_ a: Instant?, _ b: Instant?) -> Instant? {
    guard let a else { return b }
    guard let b else { return a }
    return a < b ? a : b
}
