internal import Glibc
internal import Quantities
internal import Simulation

/// Somebody who has a wall switch and nothing else.
///
/// Switches on when coming into too little light, or while staying in it, with a chance that falls with the
/// daylight on the desk; switches off when leaving, with a chance that rises with how long they will be away.
struct Occupant: Sendable {
    /// How often each course is lived through; the energy is the mean.
    static let lives = 20

    /// When people look at the switch.
    enum Habit: CaseIterable {
        /// When coming and while staying: Lightswitch-2002, the active user; coefficients as Reinhart 2004 (Solar Energy
        /// 77) gives them.
        case lightswitch
        /// When coming only, as Hunt 1979 observed (Building and Environment 14); his curve as Reinhart 2004 quotes it.
        /// That they switch off as in Lightswitch-2002 is an assumption: Hunt gives no chance by absence.
        case hunt
    }

    private let habit: Habit
    private var random: SplitMix64
    /// Lamps are lit since; `nil` while they are not.
    private var since: Timestamp?
    /// Left them at this moment: whether lit is told by the length of the absence.
    private var left: Timestamp?

    /// - Parameters:
    ///   - life: 0 to less than ``lives``.
    ///   - start: of the course, by which each has random numbers of its own.
    init(_ habit: Habit, seed: UInt64, life: Int, from start: Timestamp) {
        self.habit = habit
        let name = habit == .hunt ? "wall switch by Hunt" : "wall switch"
        random = Seed(seed).branch(name).branch(Int64(life)).branch(start.milliseconds).generator
    }

    /// When the lamps are lit, ascending.
    ///
    /// - Parameter goesOn: another course continues this one. What was left open here comes with that one, and lies
    ///   before its start.
    mutating func live(_ course: Course, goesOn: Bool) -> BaselinePlan {
        var lit: [Range<Timestamp>] = []
        for stay in course.people.stretches(until: course.end, where: { $0 == true }) {
            if let range = leave(until: stay.lowerBound) { lit.append(range) }
            since = since ?? switchedOn(during: stay, course.daylight)
            left = since == nil ? nil : stay.upperBound
        }
        if !goesOn, let range = leave(until: course.end) { lit.append(range) }
        let certain = left ?? course.end
        if let start = since, start < certain {
            lit.append(start..<certain)
            since = certain
        }
        return BaselinePlan(lit: lit)
    }

    /// The absence is over: were the lamps switched off when it began?
    ///
    /// - Returns: When they were lit, if so.
    private mutating func leave(until back: Timestamp) -> Range<Timestamp>? {
        guard let start = since, let gone = left else { return nil }
        left = nil
        guard random.uniform() < Self.off(awayFor: back - gone) else { return nil }
        since = nil
        return start < gone ? start..<gone : nil
    }

    private mutating func switchedOn(during stay: Range<Timestamp>, _ daylight: Signal<Lux?>) -> Timestamp? {
        if random.uniform() < habit.arriving(daylight.value(at: stay.lowerBound)) { return stay.lowerBound }
        guard habit == .lightswitch else { return nil }
        var time = stay.lowerBound + .minutes(5)
        while time < stay.upperBound {
            if random.uniform() < Habit.staying(daylight.value(at: time)) { return time }
            time = time + .minutes(5)
        }
        return nil
    }

    /// Chance of switching off when leaving, without any automatic control in the room.
    static func off(awayFor absence: Duration) -> Double {
        switch absence.hours {
        case ..<0.5: 0.086
        case ..<1: 0.314
        case ..<2: 0.386
        case ..<4: 0.6
        case ..<12: 0.96
        default: 0.999
        }
    }
}

extension Occupant.Habit {
    /// Chance of switching on when coming; unknown daylight is darkness.
    func arriving(_ daylight: Lux?) -> Double {
        switch self {
        case .lightswitch: Self.chance(daylight, a: -0.00238, b: -3.0965, c: 1.0157, m: 1.8536)
        // Of the least daylight on a working plane of the room. As good as certain up to 7 lx, and never from 658 lx on.
        case .hunt: Self.chance(daylight, a: -0.0175, b: -4.0835, c: 1.0361, m: 1.8223)
        }
    }

    /// Chance of switching on within five minutes of staying, by Lightswitch-2002.
    static func staying(_ daylight: Lux?) -> Double { chance(daylight, a: 0.0027, b: -64.19, c: 0.017, m: 2.41) }

    /// a + c / (1 + e^(−b·(log₁₀E − m))), cut to 0 to 1.
    private static func chance(_ daylight: Lux?, a: Double, b: Double, c: Double, m: Double) -> Double {
        let lux = Swift.max(daylight?.value ?? 0, 1e-3)
        return Swift.min(1, Swift.max(0, a + c / (1 + exp(-b * (log10(lux) - m)))))
    }
}
