internal import Calendars
internal import Quantities

extension Judge {
    /// What the baselines would have used while the truth is known.
    mutating func compare(_ course: Course, continues: Bool, goesOn: Bool) {
        var known = course.people.stretches(until: course.end) { $0 != nil }
        // What people left lit before the last course ended is told by this one.
        if continues, let first = known.first, first.lowerBound == course.start {
            known[0] = Timestamp(milliseconds: 0)..<first.upperBound
        }
        for (index, baseline) in Baseline.allCases.enumerated() {
            let plans: [BaselinePlan] =
                switch baseline {
                case .clock: [.clock(course, criteria)]
                case .firstToLast: [.firstToLast(course, criteria, presence: presence)]
                case .code: [.code(course)]
                case .manual: live(.lightswitch, course, goesOn: goesOn)
                case .hunt: live(.hunt, course, goesOn: goesOn)
                }
            var lit: [CivilDate: Int64] = [:]
            for plan in plans {
                for span in intersection(plan.lit, known) {
                    for (date, part) in criteria.days(span) {
                        lit[date, default: 0] += (part.upperBound - part.lowerBound).milliseconds
                    }
                }
            }
            let power = criteria.load.value / Double(plans.count)
            for (date, time) in lit { change(date) { $0.baselines[index] += Double(time) * power } }
        }
    }

    private mutating func live(_ habit: Occupant.Habit, _ course: Course, goesOn: Bool) -> [BaselinePlan] {
        var lives = occupants[habit] ?? []
        let plans = lives.indices.map { lives[$0].live(course, goesOn: goesOn) }
        occupants[habit] = lives
        return plans
    }
}
