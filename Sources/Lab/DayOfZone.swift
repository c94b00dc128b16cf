internal import Calendars
internal import Control
internal import Pictures
internal import Quantities
internal import Score

/// A day of a zone to be drawn, from its courses.
struct DayOfZone {
    let name: String
    let criteria: Criteria
    let date: CivilDate

    /// The day to look at first: the one with the most false-offs, then the most time in the dark, then the most
    /// people. `nil` where there is no day.
    static func worst(of days: [(date: CivilDate, tally: Tally)]) -> CivilDate? {
        days.max { a, b in
            (a.tally.falseOffs, a.tally.darkOccupied, a.tally.occupied)
                < (b.tally.falseOffs, b.tally.darkOccupied, b.tally.occupied)
        }?.date
    }

    var span: Range<Timestamp> {
        criteria.zone.timestamp(of: date)..<criteria.zone.timestamp(of: date.adding(days: 1))
    }

    /// - Parameter courses: with details for this day.
    func picture(_ courses: [Course]) -> DayPicture {
        let day = span
        let seen = courses.filter { $0.start < day.upperBound && day.lowerBound < $0.end }
        func steps<Value: Hashable & Sendable, Shown: Hashable & Sendable>(
            _ signal: (Course) -> Signal<Value>, _ shown: (Value) -> Shown
        ) -> [DayPicture.Step<Shown>] {
            seen.flatMap { course in
                signal(course).steps.filter { $0.time < day.upperBound }.map {
                    DayPicture.Step(shown($0.value), at: $0.time)
                }
            }
        }
        return DayPicture(
            title: "\(name), \(weekday) \(date)",
            subtitle: "\(criteria.load.value.fixed(0)) W"
                + (criteria.task > .zero ? ", \(criteria.task.value.fixed(0)) lx needed" : ""),
            zone: criteria.zone, day: day, occupancy: steps(\.people) { $0 }, motion: steps(\.motion) { $0 },
            daylight: criteria.task > .zero ? steps(\.daylight) { $0 } : [],
            target: criteria.task > .zero ? criteria.task : nil,
            lamps: steps(\.decisions) { Double($0.level) / Double(criteria.steps) }, isDimmed: criteria.isDimmed,
            reasons: steps(\.decisions) { $0.reason }, recorded: seen.map { $0.start..<$0.end },
            notes: seen.flatMap { notes($0) })
    }

    private func notes(_ course: Course) -> [DayPicture.Note] {
        course.falseOffs(criteria).filter(span.contains).map {
            .init(.falseOff, at: $0, "dark after a warning that nobody answered")
        }
    }

    private var weekday: String {
        switch date.weekday {
        case .monday: "Monday"
        case .tuesday: "Tuesday"
        case .wednesday: "Wednesday"
        case .thursday: "Thursday"
        case .friday: "Friday"
        case .saturday: "Saturday"
        case .sunday: "Sunday"
        }
    }
}
