import Calendars
import Chance
import Control
import Quantities
import Score

/// Monday, 2001-01-01T00:00Z.
let midnight = Timestamp(milliseconds: 978_307_200_000)

func at(_ hour: Int64, _ minute: Int64 = 0, _ second: Int64 = 0) -> Timestamp {
    midnight + .seconds((hour * 60 + minute) * 60 + second)
}

func criteria(
    steps: UInt8 = 1, task: Double = 0, lamps: Double = 0, isEgress: Bool = false, zone: TimeZone = .utc
) -> Criteria {
    Criteria(
        load: Watts(100), steps: steps, task: Lux(task), lamps: Lux(lamps), settings: Zone.Settings(steps: steps),
        isEgress: isEgress, zone: zone)
}

extension Course {
    /// People, motion and lamps by their changes; people are known, lamps start lit.
    init(
        _ start: Timestamp, _ end: Timestamp, people: [(Timestamp, Bool?)] = [], motion: [(Timestamp, Bool)] = [],
        daylight: [(Timestamp, Double?)] = [], lamps: [(Timestamp, UInt8, Reason)] = [], steps: UInt8 = 1
    ) {
        self.init(from: start, steps: steps)
        self.end = end
        self.people.become(false, at: start)
        for (time, value) in people { self.people.become(value, at: time) }
        for (time, value) in motion { self.motion.become(value, at: time) }
        for (time, value) in daylight { self.daylight.become(value.map { Lux($0) }, at: time) }
        for (time, level, reason) in lamps { decisions.become(Decision(level: level, reason: reason), at: time) }
    }

    /// Anything may happen, at any second.
    static func random(_ chance: inout SplitMix, steps: UInt8, hours: Int64 = 30, from start: Timestamp = midnight)
        -> Course
    {
        var course = Course(start, start + .hours(hours), steps: steps)
        func moments(_ count: Int) -> [Timestamp] {
            (0..<count).map { _ in start + .seconds(Int64.random(in: 0..<hours * 3_600, using: &chance)) }.sorted()
        }
        for time in moments(24) { course.people.become(Bool.random(using: &chance), at: time) }
        if chance.one(in: 3) { course.people.become(nil, at: start + .hours(hours - 1)) }
        for time in moments(80) { course.motion.become(Bool.random(using: &chance), at: time) }
        for time in moments(60) {
            course.daylight.become(
                chance.one(in: 9) ? nil : Lux(Double(Int.random(in: 0...700, using: &chance))), at: time)
        }
        let reasons: [Reason] = [.vacant, .occupied, .warning, .daylight]
        for time in moments(60) {
            let reason = reasons[Int.random(in: 0..<4, using: &chance)]
            let level: UInt8 =
                reason == .vacant ? 0 : reason == .occupied ? steps : UInt8.random(in: 0...steps, using: &chance)
            course.decisions.become(
                Decision(level: level, reason: reason, isByDaylight: reason == .daylight), at: time)
        }
        return course
    }

    var presence: [(Timestamp, Timestamp)] {
        zip(people.steps, people.steps.dropFirst().map(\.time) + [end]).filter { $0.0.value == true }
            .map { ($0.0.time, $0.1) }
    }
}
