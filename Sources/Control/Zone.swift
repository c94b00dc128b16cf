public import Quantities

/// Lights one zone while somebody may be there and daylight is not enough.
///
/// A value: two zones with equal state given equal inputs give equal outputs,
/// on a board, in the simulator, in a replay and on a microcontroller. It reads
/// no clock, touches no line and keeps no reference.
///
/// Priority, highest first: the wall button, a lost sensor, occupancy (capped by
/// daylight), the warning, the schedule's base level.
public struct Zone: Hashable, Sendable {
    /// Changed only through ``Zones/apply(_:to:at:)``; every change is journaled.
    public struct Settings: Hashable, Sendable {
        /// Relay steps of the lamps, 1 to 3. Wiring, not tunable.
        public var steps: UInt8
        /// Kept lit this long after the last sign of life.
        public var hold = Duration.minutes(15)
        /// Announced this long before darkness. Zero: no warning.
        public var warning = Duration.seconds(30)
        /// Dip of a single-step lamp at the start of a warning. Zero: none.
        public var blink = Duration.milliseconds(500)
        /// A word at the wall button holds no longer than this.
        public var overrideLimit = Duration.hours(2)
        /// Off at the wall holds this long into vacancy.
        public var offLatch = Duration.minutes(10)
        /// Steps kept lit while the schedule is open, people or not; 0 to `steps`.
        public var baseSteps: UInt8 = 0
        public var daylight = Daylight.Settings()

        public init(steps: UInt8) { self.steps = steps }
    }

    /// What the zone may know, frozen for one step.
    public struct Inputs: Hashable, Sendable {
        /// `nil` when no motion reading can be trusted (failed, or warming up).
        public var motion: Motion?
        /// At the zone's light sensor, its own lamps included; `nil` when lost.
        public var illuminance: Lux?
        /// Presses of the wall button since the board started.
        public var presses: WrappingCount
        public var schedule: ScheduleState

        public init(
            motion: Motion? = .still, illuminance: Lux? = nil, presses: WrappingCount = .zero,
            schedule: ScheduleState = .unknown
        ) {
            (self.motion, self.illuminance, self.presses, self.schedule) = (motion, illuminance, presses, schedule)
        }
    }

    public struct Outputs: Hashable, Sendable {
        /// Relay steps lit, 0 (dark) to ``Settings/steps``.
        public var level: UInt8
        public var reason: Reason
        /// Step again no later than this, even if no input changes.
        public var reviewBy: Instant?

        public init(level: UInt8, reason: Reason, reviewBy: Instant? = nil) {
            (self.level, self.reason, self.reviewBy) = (level, reason, reviewBy)
        }
    }

    /// Version of what ``exchange(_:)`` writes.
    public static let stateVersion: UInt8 = 1

    public internal(set) var settings: Settings
    private var occupancy = Occupancy()
    private var warning = Warning()
    private var override = Override()
    private var daylight: Daylight
    private var presses: WrappingCount?
    private var level: UInt8

    /// A zone that has not been stepped yet is lit: a start darkens nobody.
    public init(_ settings: Settings) {
        self.settings = settings
        level = settings.steps
        daylight = Daylight(level: level)
    }

    /// Advances the zone to `now` and says what its lamps should do.
    ///
    /// Inputs hold from this step until the next. Stepping more often than
    /// ``Outputs/reviewBy`` asks never changes an output.
    public mutating func step(_ inputs: Inputs, at now: Instant) -> Outputs {
        occupancy.step(inputs.motion, at: now)
        press(inputs.presses, at: now)
        let vacant = occupancy.vacant(after: settings.hold)
        let isOccupied = vacant.map { now < $0 } ?? true
        override.expire(at: now, vacant: vacant, latch: settings.offLatch, limit: settings.overrideLimit)
        warn(isOccupied: isOccupied, base: base(inputs.schedule), at: now)
        daylight.step(
            inputs.illuminance, wanted: isOccupied || warning.isOn || base(inputs.schedule) > 0,
            steps: settings.steps, settings: settings.daylight, at: now)
        var outputs = decide(isOccupied: isOccupied, inputs: inputs, at: now)
        level = outputs.level
        daylight.lamps(at: level, now: now)
        outputs.reviewBy = earliest(outputs.reviewBy, daylight.reviewBy(settings.daylight))
        if isOccupied { outputs.reviewBy = earliest(outputs.reviewBy, vacant) }
        outputs.reviewBy = earliest(
            outputs.reviewBy,
            override.end(vacant: vacant, latch: settings.offLatch, limit: settings.overrideLimit))
        return outputs
    }

    /// Takes new settings without darkening anybody at once: the hold time begins anew.
    mutating func apply(_ settings: Settings, at now: Instant) {
        self.settings = settings
        if level > 0 { occupancy.extend(to: now) }
    }

    /// Reads or writes the whole state but for the settings.
    public mutating func exchange(_ codec: inout some StateCodec) {
        occupancy.exchange(&codec)
        warning.exchange(&codec)
        override.exchange(&codec)
        daylight.exchange(&codec)
        codec.exchange(&presses)
        codec.exchange(&level)
    }

    private func decide(isOccupied: Bool, inputs: Inputs, at now: Instant) -> Outputs {
        switch override.kind {
        case .on: return Outputs(level: settings.steps, reason: .manualOn)
        case .off: return Outputs(level: 0, reason: .manualOff)
        case .none: break
        }
        if isOccupied {
            return Outputs(level: daylight.needed, reason: reasonWhileOccupied)
        }
        if let shown = warning.level(at: now, lasting: settings.warning, blink: settings.blink) {
            return Outputs(level: shown.level, reason: .warning, reviewBy: shown.until)
        }
        let kept = Swift.min(base(inputs.schedule), daylight.needed)
        return Outputs(level: kept, reason: kept > 0 ? .scheduled : .vacant)
    }

    private var reasonWhileOccupied: Reason {
        if daylight.needed == 0 { return .daylight }
        if occupancy.isBlind { return .motionLost }
        if daylight.isBlind { return .lightLost }
        if occupancy.isStarting { return .starting }
        return occupancy.isMoving ? .occupied : .hold
    }

    /// One press turns what it finds: lit to dark, dark to lit. During a warning it
    /// says "I am here".
    private mutating func press(_ count: WrappingCount, at now: Instant) {
        var new = presses.map { count - $0 } ?? 0
        presses = count
        guard new > 0 else { return }
        occupancy.sign(at: now)
        if warning.isOn {
            warning.end()
            new -= 1
        }
        // Two presses between two steps cancel each other.
        guard new % 2 == 1 else { return }
        override.set(level > 0 ? .off : .on, at: now)
    }

    /// Begins a warning when lamps are about to go out, ends it when somebody answers or its time is over.
    private mutating func warn(isOccupied: Bool, base: UInt8, at now: Instant) {
        if isOccupied || override.kind != .none || warning.isOver(at: now, lasting: settings.warning) {
            warning.end()
        } else if !warning.isOn, level > base, settings.warning > .zero {
            warning.begin(at: now, level: level)
        }
    }

    private func base(_ schedule: ScheduleState) -> UInt8 {
        schedule == .closed ? 0 : Swift.min(settings.baseSteps, settings.steps)
    }
}
