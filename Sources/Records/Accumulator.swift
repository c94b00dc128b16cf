public import Control
public import Quantities

/// Turns inputs, outputs and time of one zone into cumulative registers: the only
/// place that accounts, on a board, in the simulator, in a score and in a replay.
///
/// Sensors see motion, not people. So a pause in motion counts as occupied when it
/// is shorter than hold time, warning and ``grace`` together, and as vacant from
/// its beginning otherwise; it is booked when that is known. Where people are
/// counted (``note(_:_:at:)``'s `presence`), their count decides instead.
public struct Accumulator: Sendable {
    /// What the zone's lamps and meter are rated at.
    public struct Rating: Hashable, Sendable {
        /// All steps lit.
        public var load: Watts
        /// Drawn at all times.
        public var standby: Watts
        public var steps: UInt8
        /// Constant of the zone's S0 meter; `nil` without one.
        public var pulsesPerKilowattHour: Int64?

        public init(load: Watts, standby: Watts, steps: UInt8, pulsesPerKilowattHour: Int64? = nil) {
            (self.load, self.standby, self.steps) = (load, standby, steps)
            self.pulsesPerKilowattHour = pulsesPerKilowattHour
        }

        private var isDimmed: Bool { Zone.Settings(steps: steps).isDimmed }

        /// Of the lamps at a level, mW; a dimmer's driver takes 5 % as long as there is light (assumption).
        fileprivate func power(_ level: UInt8) -> Int64 {
            let (level, steps) = (Int64(level), Int64(steps))
            guard isDimmed, level > 0 else { return level * load.milliwatts / steps }
            return load.milliwatts * (5 * steps + 95 * level) / (100 * steps)
        }

        /// Relay operations; of a dimmer, on and off.
        fileprivate func switchings(from level: UInt8, to next: UInt8) -> Int64 {
            if isDimmed { return (level == 0) == (next == 0) ? 0 : 1 }
            return Int64(level > next ? level - next : next - level)
        }
    }

    /// What a zone did at one step.
    public struct Moment: Sendable {
        public var inputs: Zone.Inputs
        public var outputs: Zone.Outputs
        public var settings: Zone.Settings
        /// What a people counter says; `nil` without one.
        public var presence: Bool?

        public init(
            inputs: Zone.Inputs, outputs: Zone.Outputs, settings: Zone.Settings, presence: Bool? = nil
        ) {
            (self.inputs, self.outputs, self.settings, self.presence) = (inputs, outputs, settings, presence)
        }
    }

    /// Motion this soon after the lamps went out says that somebody had been there.
    public static let grace = Duration.seconds(60)

    public private(set) var totals: Totals
    private let rating: Rating
    private var moment: Moment?
    private var now: Instant = .epoch
    private var pause: Pause?
    private var pulses = WrappingCount.zero
    /// Energy too small for a milliwatt-hour yet, µJ; lamps, lit while vacant, and pulses × 10⁶ of the meter.
    private var lampRest: Int64 = 0
    private var vacantRest: Int64 = 0
    private var meterRest: Int64 = 0

    /// - Parameter totals: Where the registers stood when the board last stopped.
    public init(_ rating: Rating, from totals: Totals = Totals()) { (self.rating, self.totals) = (rating, totals) }

    /// Accounts for the time since the last call, in which the last noted moment held.
    public mutating func advance(to now: Instant) {
        defer { self.now = Swift.max(self.now, now) }
        guard let moment, self.now < now else { return }
        if let pause, moment.presence == nil, pause.ends < now {
            pass(from: self.now, to: Swift.max(self.now, pause.ends), moment)
            settle(occupied: false)
            pass(from: Swift.max(self.now, pause.ends), to: now, moment)
        } else {
            pass(from: self.now, to: now, moment)
        }
    }

    /// Accounts up to `now`, then takes what holds from `now` on.
    public mutating func note(_ next: Moment, at now: Instant) {
        advance(to: now)
        let last = moment
        moment = next
        let level = last?.outputs.level ?? rating.steps
        totals[.switchings] += rating.switchings(from: level, to: next.outputs.level)
        guard let last else {
            if next.motion?.isActive ?? false { begin(next) }
            return
        }
        totals[.presses] += Int64(next.inputs.presses - last.inputs.presses)
        if let presence = next.presence {
            let wasAnnounced = level > 0 || last.outputs.reason == .warning
            if presence, wasAnnounced, next.isDark { totals[.falseOffs] += 1 }
        } else {
            follow(next, after: last)
        }
    }

    /// Books the zone's meter, from the pulses it has given since the board started.
    public mutating func meter(_ pulses: WrappingCount) {
        defer { self.pulses = pulses }
        guard let constant = rating.pulsesPerKilowattHour else { return }
        meterRest += Int64(pulses - self.pulses) * 1_000_000
        totals[.meteredEnergy] += meterRest / constant
        meterRest %= constant
    }

    /// A pause in motion that may still turn out to be a person sitting still.
    private struct Pause: Sendable {
        var ends: Instant
        var time: Int64 = 0
        var litTime: Int64 = 0
        var darkTime: Int64 = 0
        var energy: Int64 = 0
    }

    private mutating func follow(_ next: Moment, after last: Moment) {
        guard let motion = next.motion, let before = last.motion else {
            pause = nil
            if next.motion?.isActive ?? false { begin(next) }
            return
        }
        guard motion.isActive || before.isActive || motion.onsets != before.onsets else { return }
        settle(occupied: true)
        begin(next)
    }

    private mutating func begin(_ moment: Moment) {
        pause = Pause(ends: now + moment.outputs.hold + moment.settings.warning + Self.grace)
    }

    private mutating func settle(occupied: Bool) {
        guard let pause else { return }
        self.pause = nil
        guard occupied else {
            totals[.litVacantTime] += pause.litTime
            return Self.book(pause.energy, on: .litVacantEnergy, of: &totals, rest: &vacantRest)
        }
        totals[.occupiedTime] += pause.time
        totals[.darkOccupiedTime] += pause.darkTime
        if pause.darkTime > 0 { totals[.falseOffs] += 1 }
    }

    private mutating func pass(from: Instant, to: Instant, _ moment: Moment) {
        let time = (to - from).milliseconds
        guard time > 0 else { return }
        let isLit = moment.outputs.level > 0
        let share = rating.power(moment.outputs.level)
        totals[.observedTime] += time
        if isLit { totals[.litTime] += time }
        if rating.pulsesPerKilowattHour != nil { totals[.meteredTime] += time }
        Self.book((share + rating.standby.milliwatts) * time, on: .lampEnergy, of: &totals, rest: &lampRest)
        if moment.motion == nil { totals[.blindTime] += time }
        let isThere = moment.presence ?? (moment.motion?.isActive ?? false)
        if isThere {
            totals[.occupiedTime] += time
            if moment.isDark { totals[.darkOccupiedTime] += time }
        } else if pause != nil, moment.presence == nil {
            pause?.time += time
            if isLit { pause?.litTime += time }
            if moment.isDark { pause?.darkTime += time }
            pause?.energy += isLit ? share * time : 0
        } else if isLit, moment.presence != nil || moment.motion != nil {
            totals[.litVacantTime] += time
            Self.book(share * time, on: .litVacantEnergy, of: &totals, rest: &vacantRest)
        }
    }

    private static func book(_ microjoules: Int64, on total: Total, of totals: inout Totals, rest: inout Int64) {
        rest += microjoules
        totals[total] += rest / 3_600_000
        rest %= 3_600_000
    }
}

extension Accumulator.Moment {
    /// What motion sensors say; `nil` where there are none, and while what they say is not to be believed.
    fileprivate var motion: Motion? {
        settings.sensesMotion && outputs.faults.isDisjoint(with: [.motionStuck, .motionSilent]) ? inputs.motion : nil
    }

    /// Dark for want of motion: not by daylight, not by anybody's word, not as a warning.
    fileprivate var isDark: Bool { outputs.level == 0 && outputs.reason == .vacant }
}
