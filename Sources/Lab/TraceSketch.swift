internal import Control
internal import Quantities
internal import Score
internal import VirtualBoards

/// The courses of one zone over a day and the one before it, from what happened; without power there is none.
struct TraceSketch {
    let zone: Int
    let day: Range<Timestamp>
    private let steps: UInt8
    private var courses: [Course] = []
    private var isOn = false
    /// Of the present boot, before the time that is kept.
    private var last: Course
    private var level: UInt8

    init(zone: Int, steps: UInt8, day: Range<Timestamp>) {
        (self.zone, self.day, self.steps, level) = (zone, day, steps, steps)
        last = Course(from: day.lowerBound, steps: steps)
    }

    mutating func take(_ happening: Happening) {
        let now = happening.time
        guard now < day.upperBound else { return }
        switch happening.event {
        case .boot:
            (last, isOn, level) = (Course(from: now, steps: steps), true, steps)
            return
        case .off:
            if isOn { put(until: now) }
            isOn = false
            return
        default: break
        }
        guard happening.zone == zone, isOn else { return }
        // Only the last day before it is of use.
        if last.start < day.lowerBound - .days(2), now >= last.start + .days(2) { shorten(to: now) }
        let decided = last.decisions.steps[last.decisions.steps.count - 1].value
        switch happening.event {
        case .people(let isThere): last.people.become(isThere, at: now)
        case .daylight(let lux): last.daylight.become(lux, at: now)
        case .motion(let isActive): last.motion.become(isActive ?? false, at: now)
        case .level(let level, _):
            self.level = level
            last.decisions.become(Course.Decision(level: level, reason: decided.reason), at: now)
        case .reason(let reason):
            last.decisions.become(Course.Decision(level: level, reason: reason), at: now)
        default: break
        }
    }

    func courses(until end: Timestamp) -> [Course] {
        var all = self
        if isOn { all.put(until: Swift.min(end, day.upperBound)) }
        return all.courses
    }

    private mutating func put(until end: Timestamp) {
        last.end = end
        if day.lowerBound < end { courses.append(last) }
    }

    /// Forgets all but what holds now.
    private mutating func shorten(to now: Timestamp) {
        var short = Course(from: now, steps: steps)
        short.people.become(last.people.value(at: now), at: now)
        short.daylight.become(last.daylight.value(at: now), at: now)
        short.motion.become(last.motion.value(at: now), at: now)
        short.decisions.become(last.decisions.value(at: now), at: now)
        last = short
    }
}
