internal import Glibc
internal import Quantities
internal import Simulation

/// Somebody who has a wall switch and nothing else: Lightswitch-2002 (Reinhart 2004), the active user.
///
/// Switches on when coming into too little light, or while staying in it, with a chance that falls with the
/// daylight on the desk; switches off when leaving, with a chance that rises with how long they will be away.
/// Coefficients as Reinhart 2004 (Solar Energy 77) gives them.
struct Occupant {
    /// How often each course is lived through; the energy is the mean.
    static let lives = 20

    private let seed: Seed

    init(seed: UInt64) { self.seed = Seed(seed).branch("wall switch") }

    /// When the lamps are lit in one life.
    func plan(_ course: Course, life: Int) -> BaselinePlan {
        var random = seed.branch(Int64(life)).branch(course.start.milliseconds).generator
        var lit: [Range<Timestamp>] = []
        var since: Timestamp?
        let stays = course.people.stretches(until: course.end, where: { $0 == true })
        for (index, stay) in stays.enumerated() {
            since = since ?? switchedOn(during: stay, course.daylight, &random)
            let back = index + 1 < stays.count ? stays[index + 1].lowerBound : course.end
            if let start = since, random.uniform() < Self.off(awayFor: back - stay.upperBound) {
                lit.append(start..<stay.upperBound)
                since = nil
            }
        }
        if let since, since < course.end { lit.append(since..<course.end) }
        return BaselinePlan(lit: lit)
    }

    private func switchedOn(
        during stay: Range<Timestamp>, _ daylight: Signal<Lux?>, _ random: inout SplitMix64
    ) -> Timestamp? {
        if random.uniform() < Self.arriving(daylight.value(at: stay.lowerBound)) { return stay.lowerBound }
        var time = stay.lowerBound + .minutes(5)
        while time < stay.upperBound {
            if random.uniform() < Self.staying(daylight.value(at: time)) { return time }
            time = time + .minutes(5)
        }
        return nil
    }

    /// Chance of switching on when coming; unknown daylight is darkness.
    static func arriving(_ daylight: Lux?) -> Double {
        chance(daylight, a: -0.00238, b: -3.0965, c: 1.0157, m: 1.8536)
    }

    /// Chance of switching on within five minutes of staying.
    static func staying(_ daylight: Lux?) -> Double { chance(daylight, a: 0.0027, b: -64.19, c: 0.017, m: 2.41) }

    /// a + c / (1 + e^(−b·(log₁₀E − m))), cut to 0 to 1.
    private static func chance(_ daylight: Lux?, a: Double, b: Double, c: Double, m: Double) -> Double {
        let lux = Swift.max(daylight?.value ?? 0, 1e-3)
        return Swift.min(1, Swift.max(0, a + c / (1 + exp(-b * (log10(lux) - m)))))
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
