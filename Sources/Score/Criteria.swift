public import Calendars
public import Control
public import Quantities
public import Simulation

/// By what a zone is judged: its lamps, the light that its people need, and its calendar.
public struct Criteria: Sendable {
    /// Of the lamps, all steps lit. Standby is left out: no controller changes it.
    public var load: Watts
    /// Relay steps, 1 to 3, or the per cent of a dimmer, ``Zone/Settings/dimmerSteps``.
    public var steps: UInt8
    /// What people need where daylight is measured; zero: daylight does not count, they need all lamps.
    public var task: Lux
    /// What all lamps add there when new; zero: not known, they need all lamps whenever daylight is too little.
    public var lamps: Lux
    /// What dimmed lamps make of a level.
    public var response: DriverResponse
    /// Least times between two changes by daylight, as the controller itself keeps them. A dimmer has none.
    public var minimumOn: Duration
    public var minimumOff: Duration
    /// A way out of the building: never dark under people.
    public var isEgress: Bool
    /// What a day is.
    public var zone: TimeZone
    /// Days on which the clock of the baseline ``Baseline/clock`` switches; `nil`: all.
    public var clockDays: (@Sendable (CivilDate) -> Bool)?

    public init(
        load: Watts, steps: UInt8, task: Lux = .zero, lamps: Lux = .zero, response: DriverResponse = .faithful,
        settings: Zone.Settings, isEgress: Bool, zone: TimeZone, clockDays: (@Sendable (CivilDate) -> Bool)? = nil
    ) {
        (self.load, self.steps, self.task, self.lamps) = (load, steps, task, lamps)
        self.response = response
        (minimumOn, minimumOff) = (settings.daylight.minimumOn, settings.daylight.minimumOff)
        (self.isEgress, self.zone, self.clockDays) = (isEgress, zone, clockDays)
    }

    /// All lamps are dimmed together; if not, relays switch some of them.
    public var isDimmed: Bool { Zone.Settings(steps: steps).isDimmed }

    /// Fewest steps, or per cent, that give people what they need; all if none does, or if nobody knows.
    public func needed(_ daylight: Lux?) -> UInt8 {
        guard task > .zero, let daylight else { return steps }
        guard daylight < task else { return 0 }
        guard lamps > .zero else { return steps }
        func suffices(_ level: UInt8) -> Bool { daylight + lamps * share(of: level) >= task }
        // Near enough by division; the rest is for its last digit.
        let guess = ((task - daylight) / lamps * Double(steps)).rounded(.up)
        var level = UInt8(Swift.min(Swift.max(guess, 1), Double(steps)))
        while level > 1, suffices(level - 1) { level -= 1 }
        while level < steps, !suffices(level) { level += 1 }
        return level
    }

    /// Whether somebody without lamps would be in the dark: less than nine tenths of what is needed, the tolerance of
    /// the gates.
    public func isTooDark(_ daylight: Lux?) -> Bool {
        guard task > .zero, let daylight else { return true }
        return daylight < task * 0.9
    }

    /// The share of all lamps that would do if they could be dimmed at will: (E_set − E_dl) / E_full, 0 to 1.
    func share(_ daylight: Lux?) -> Double {
        guard task > .zero, let daylight else { return 1 }
        guard daylight < task else { return 0 }
        return lamps > .zero ? min(1, (task - daylight) / lamps) : 1
    }

    /// Of all lamps together, of the light they give: 0 to 1.
    func share(of level: UInt8) -> Double {
        let share = Double(level) / Double(steps)
        return isDimmed ? response.light(atLevel: share) : share
    }

    /// The same with lamps that have aged.
    ///
    /// - Parameter output: what is left of their light, 0 to 1.
    func aged(to output: Double) -> Criteria {
        guard output < 1 else { return self }
        var aged = self
        aged.lamps = lamps * output
        return aged
    }

    /// Of so many steps, or per cent: in proportion where whole lamps are switched; a dimmer's driver takes its own.
    func power(_ level: UInt8) -> Watts {
        Lamps(rated: load, gear: isDimmed ? .dimmed : .switched, response: response, deskAtFull: lamps)
            .power(atLevel: Double(level) / Double(steps))
    }

    /// What a change of the lamps costs in relay operations. A dimmer has one relay at most, for on and off.
    func switchings(from old: UInt8, to new: UInt8) -> Int64 {
        isDimmed ? ((old == 0) == (new == 0) ? 0 : 1) : abs(Int64(new) - Int64(old))
    }

    /// What is missing to nine tenths of the light that is needed (or that the lamps can give), as a share of
    /// what is needed.
    func deficit(_ daylight: Lux?, level: UInt8) -> Double {
        let lit = share(of: level)
        guard task > .zero, let daylight, lamps > .zero else {
            return needed(daylight) == 0 ? 0 : max(0, 0.9 - lit)
        }
        let possible = min(task, daylight + lamps)
        return max(0, (possible * 0.9 - daylight - lamps * lit) / task)
    }

    /// Local days that a stretch of time touches, cut to it.
    func days(_ stretch: Range<Timestamp>) -> [(date: CivilDate, span: Range<Timestamp>)] {
        var days: [(CivilDate, Range<Timestamp>)] = []
        var time = stretch.lowerBound
        while time < stretch.upperBound {
            let date = zone.civil(of: time).date
            let end = Swift.min(stretch.upperBound, zone.timestamp(of: date.adding(days: 1)))
            days.append((date, time..<end))
            time = end
        }
        return days
    }
}
