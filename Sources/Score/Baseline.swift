internal import Calendars
internal import Quantities
internal import Simulation

/// What a building without us would do. Fixed beforehand; each lights all lamps, or none.
public enum Baseline: String, CaseIterable, Sendable {
    /// Lit from 07:30 to 18:30, by a time switch.
    case clock
    /// Lit from the first presence of each day to the last.
    case firstToLast = "first_to_last"
    /// What energy codes ask for: lit on motion, dark 20 minutes after the last, daylight or not
    /// (ASHRAE 90.1-2016, 9.4.1.1: within 20 minutes).
    case code
    /// People at a wall switch, by Lightswitch-2002. See ``Occupant``.
    case manual
    /// The same people, who look at the switch only when they come (Hunt 1979). See ``Occupant/Habit/hunt``.
    case hunt

    /// In words, for those who read the figures.
    ///
    /// - Parameter onWorkdays: the calendar is known, and the time switch follows it.
    public func definition(onWorkdays: Bool) -> String {
        switch self {
        case .clock: "all lamps lit from 07:30 to 18:30, \(onWorkdays ? "on workdays" : "every day")"
        case .firstToLast: "all lamps lit from the first to the last presence of each day"
        case .code: "all lamps lit on motion, dark 20 minutes after the last"
        case .manual: "people at a wall switch (Lightswitch-2002, mean of \(Occupant.lives) lives)"
        case .hunt: "people at a wall switch, used when coming and going (Hunt 1979, mean of \(Occupant.lives) lives)"
        }
    }
}

/// When a baseline is lit; ascending, without overlap.
struct BaselinePlan {
    let lit: [Range<Timestamp>]

    static func clock(_ course: Course, _ criteria: Criteria) -> BaselinePlan {
        let days = criteria.days(course.start..<course.end)
        return BaselinePlan(
            lit: days.compactMap { date, span in
                guard criteria.clockDays?(date) ?? true else { return nil }
                let from = criteria.zone.timestamp(of: date, at: on), to = criteria.zone.timestamp(of: date, at: off)
                return (from..<Swift.max(from, to)).clamped(to: span).orNil
            })
    }

    /// - Parameter presence: first and last presence of each day of the whole recording: gaps do not part a day.
    static func firstToLast(
        _ course: Course, _ criteria: Criteria, presence: [CivilDate: Range<Timestamp>]
    ) -> BaselinePlan {
        BaselinePlan(
            lit: criteria.days(course.start..<course.end).compactMap { date, span in
                presence[date]?.clamped(to: span).orNil
            })
    }

    static func code(_ course: Course) -> BaselinePlan {
        var lit: [Range<Timestamp>] = []
        for motion in course.motion.stretches(until: course.end, where: { $0 }) {
            let end = Swift.min(motion.upperBound + hold, course.end)
            if let last = lit.last, motion.lowerBound <= last.upperBound {
                lit[lit.count - 1] = last.lowerBound..<end
            } else {
                lit.append(motion.lowerBound..<end)
            }
        }
        return BaselinePlan(lit: lit)
    }

    private static let hold = Duration.minutes(20)
    private static let on = TimeOfDay(hour: 7, minute: 30) ?? .midnight
    private static let off = TimeOfDay(hour: 18, minute: 30) ?? .endOfDay
}

extension Course {
    /// From the first to the last presence of each day, as far as this course knows.
    func presenceOfDays(_ criteria: Criteria) -> [CivilDate: Range<Timestamp>] {
        var presence: [CivilDate: Range<Timestamp>] = [:]
        for stay in people.stretches(until: end, where: { $0 == true }) {
            for (date, span) in criteria.days(stay) {
                let start = presence[date]?.lowerBound ?? span.lowerBound
                presence[date] = start..<span.upperBound
            }
        }
        return presence
    }
}

extension Range<Timestamp> {
    fileprivate var orNil: Range? { isEmpty ? nil : self }
}
