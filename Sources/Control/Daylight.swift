public import Quantities

/// Decides how many relay steps daylight leaves to be lit, from a sensor that
/// also sees the zone's own lamps.
///
/// Closed-loop switching: the lamps' own share is taken off the reading; more
/// light comes after a minute of too little, less after ten minutes of plenty,
/// and never sooner than the minimum times allow, so that clouds and the lamps
/// themselves cannot make it hunt.
public struct Daylight: Hashable, Sendable {
    public struct Settings: Hashable, Sendable {
        /// Illuminance wanted at the sensor. Zero: no daylight control.
        public var target = Lux.zero
        /// What all lamps of the zone add at the sensor.
        public var lamps = Lux.zero
        /// Lamps go off only when this much more than the target remains.
        public var margin = Lux(50)
        /// Too dark for this long before lamps come on by daylight.
        public var darkDelay = Duration.minutes(1)
        /// Bright enough for this long before lamps go off by daylight.
        public var brightDelay = Duration.minutes(10)
        /// Least time from lamps on to lamps off by daylight.
        public var minimumOn = Duration.minutes(10)
        /// Least time from lamps off to lamps on by daylight.
        public var minimumOff = Duration.minutes(2)

        public init() {}
    }

    /// After a change of the lamps the sensor is not believed for this long.
    static let settling = Duration.seconds(5)

    /// Steps that daylight leaves to be lit, 0 to all.
    private(set) var needed: UInt8 = 0
    /// The reading was lost while it was needed.
    private(set) var isBlind = false
    /// Daylight at the sensor, the lamps' share taken off.
    private(set) var estimate: Lux?
    private var wasWanted = false
    private var level: UInt8
    private var hasStarted = false
    private var settled: Instant?
    private var changed: Instant?
    private var dimSince: Instant?
    private var brightSince: Instant?

    /// - Parameter level: Steps lit before the first step: all, after a start.
    init(level: UInt8) { self.level = level }

    /// Takes the reading made while the lamps stood as last reported by ``lamps(at:now:)``.
    ///
    /// - Parameters:
    ///   - reading: `nil` when the sensor is lost.
    ///   - wanted: somebody, or the schedule, asks for light. If not, the need is
    ///     followed without delay, so that an arrival finds the right answer.
    mutating func step(
        _ reading: Lux?, wanted: Bool, steps: UInt8, settings: Settings, at now: Instant
    ) {
        defer { wasWanted = wanted }
        if !hasStarted { (hasStarted, settled) = (true, now + Self.settling) }
        guard settings.target > .zero else {
            (needed, isBlind, estimate) = (steps, false, nil)
            return forget()
        }
        if settled.map({ $0 <= now }) ?? true {
            settled = nil
            isBlind = reading == nil
            estimate = reading.map { Swift.max($0 - settings.lamps * portion(level, of: steps), .zero) }
        }
        guard let daylight = estimate else {
            needed = steps
            return forget()
        }
        let share = settings.lamps * (1 / Double(steps))
        let enough = least(steps, share: share, from: daylight, reaching: settings.target * 0.95)
        guard wanted, wasWanted else {
            needed = enough
            if !wanted { changed = nil }
            return watch(daylight, share, steps, settings, now)
        }
        watch(daylight, share, steps, settings, now)
        if let dimSince, dimSince + settings.darkDelay <= now, allowed(settings.minimumOff, now) {
            (needed, changed) = (enough, now)
        } else if let brightSince, brightSince + settings.brightDelay <= now, allowed(settings.minimumOn, now) {
            needed = least(steps, share: share, from: daylight, reaching: settings.target + settings.margin)
            changed = now
        } else {
            return
        }
        watch(daylight, share, steps, settings, now)
    }

    /// Notes what the lamps were set to at this step.
    mutating func lamps(at level: UInt8, now: Instant) {
        guard level != self.level else { return }
        self.level = level
        settled = now + Self.settling
    }

    /// When to look again at the latest.
    func reviewBy(_ settings: Settings) -> Instant? {
        guard settings.target > .zero else { return nil }
        var review = settled
        if wasWanted {
            if let dimSince { review = earliest(review, later(dimSince + settings.darkDelay, settings.minimumOff)) }
            if let brightSince {
                review = earliest(review, later(brightSince + settings.brightDelay, settings.minimumOn))
            }
        }
        return review
    }

    mutating func exchange(_ codec: inout some StateCodec) {
        codec.exchange(&needed)
        codec.exchange(&isBlind)
        codec.exchange(&estimate)
        codec.exchange(&wasWanted)
        codec.exchange(&level)
        codec.exchange(&hasStarted)
        codec.exchange(&settled)
        codec.exchange(&changed)
        codec.exchange(&dimSince)
        codec.exchange(&brightSince)
    }

    /// Restarts or keeps the two timers, by what the needed steps would give now.
    private mutating func watch(_ daylight: Lux, _ share: Lux, _ steps: UInt8, _ settings: Settings, _ now: Instant) {
        let lit = daylight + share * Double(needed)
        let isDim = needed < steps && lit < settings.target * 0.95
        // Worked out as in ``least(_:share:from:reaching:)``, or the two could differ in the last digit for ever.
        let isBright = needed > 0 && daylight + share * Double(needed - 1) >= settings.target + settings.margin
        dimSince = isDim ? dimSince ?? now : nil
        brightSince = isBright ? brightSince ?? now : nil
    }

    private mutating func forget() { (dimSince, brightSince, changed) = (nil, nil, nil) }

    private func allowed(_ minimum: Duration, _ now: Instant) -> Bool {
        changed.map { $0 + minimum <= now } ?? true
    }

    private func later(_ due: Instant, _ minimum: Duration) -> Instant {
        guard let changed else { return due }
        return Swift.max(due, changed + minimum)
    }

    /// The fewest steps that bring `daylight` to `goal`; all if none does.
    private func least(_ steps: UInt8, share: Lux, from daylight: Lux, reaching goal: Lux) -> UInt8 {
        var count: UInt8 = 0
        while count < steps, daylight + share * Double(count) < goal { count += 1 }
        return count
    }

    private func portion(_ level: UInt8, of steps: UInt8) -> Double { Double(level) / Double(steps) }
}

/// The earlier of two moments, where `nil` means never.
func earliest(_ a: Instant?, _ b: Instant?) -> Instant? {
    guard let a else { return b }
    guard let b else { return a }
    return a < b ? a : b
}
