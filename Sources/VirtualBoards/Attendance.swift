public import Boards
public import Quantities
internal import Simulation

/// When the people of one zone of a simulation come, stay and go: statistics to be held against those of real rooms.
///
/// They are the very people of a ``Trial`` with the same site and seed; neither sensors nor lamps are asked. Workdays
/// only. Of rooms that people with desks do not sit in, each visit counts as another person's.
public struct Attendance: Sendable {
    /// Workdays lived through.
    public private(set) var workdays = 0
    /// Who belong there: desks, or seats, or whoever passes.
    public let people: Int
    public let hasDesks: Bool
    /// Lengths in minutes. Lunch and home-going end some stays early.
    public private(set) var stays: [Double] = []
    /// Between two stays of one person on one day, minutes; those that begin between 08:30 and 10:00, for lunch
    /// lengthens later ones.
    public private(set) var absences: [Double] = []
    /// The first and the last moment at the desk of each person's day, minutes of the wall clock.
    public private(set) var arrivals: [Double] = []
    public private(set) var departures: [Double] = []
    /// Days, by person, without anybody at the desk.
    public private(set) var daysAway = 0
    private var peopleHours = [Double](repeating: 0, count: 24)
    private var usedHours = [Double](repeating: 0, count: 24)
    /// The most people at the same time.
    public private(set) var most = 0
    /// Lengths in minutes of the visits of whoever cleans.
    public private(set) var cleanings: [Double] = []
    /// Between 09:00 and 11:30 and between 14:00 and 16:00, when nobody goes home or to lunch: minutes of people at the
    /// desk and away from it (on days on which they come), and how often either ended.
    private var settled = (present: 0.0, absent: 0.0, left: 0.0, returned: 0.0)
    /// What the profile of ``Site/Simulation/Presence/page`` asks for, as ``peopleByHour``; `nil` where there is none.
    public let expectedByHour: [Double]?

    /// One for each zone, in the order of the site file.
    public static func all(of site: Site, seed: UInt64, days: Range<Timestamp>) -> [Attendance] {
        let seed = Seed(seed).branch(site.group).branch(site.id)
        let calendar = SiteCalendar(site)
        var zones = site.zones.map { Attendance($0) }
        let lives = site.zones.map { Life($0, seed: seed.branch($0.id)) }
        var time = days.lowerBound
        while time < days.upperBound {
            let day = calendar.day(containing: time)
            if day.isWorkday { for zone in zones.indices { zones[zone].note(lives[zone], day) } }
            time = day.end
        }
        return zones
    }

    private init(_ zone: Site.Zone) {
        people = zone.simulation?.people ?? 0
        hasDesks = zone.use.hasDesks
        guard zone.use.hasDesks, zone.simulation?.presence == .page else {
            expectedByHour = nil
            return
        }
        let (model, people) = (MarkovPresence.office, Double(people))
        let there = people * model.workday.peak * (1 - model.weeksOnLeave)
        expectedByHour = (0..<24).map { hour in
            (0..<60).map { model.chance(atMinute: hour * 60 + $0, isWorkday: true) }.reduce(0, +) / 60 * there
        }
    }

    /// Means of minutes at the desk and away from it, while the day is in full swing: time by how often it ended.
    public var settledStay: Double? { settled.left > 0 ? settled.present / settled.left : nil }
    public var settledAbsence: Double? { settled.returned > 0 ? settled.absent / settled.returned : nil }

    /// People there at the same time, on average, by hour of the day.
    public var peopleByHour: [Double] { mean(peopleHours) }
    /// The share of time with anybody there, by hour of the day.
    public var useByHour: [Double] { mean(usedHours) }

    private func mean(_ sums: [Double]) -> [Double] { sums.map { workdays > 0 ? $0 / Double(workdays) : 0 } }

    /// Days, by person.
    public var personDays: Int { hasDesks ? workdays * people : 0 }

    private mutating func note(_ life: Life, _ day: LocalDay) {
        workdays += 1
        if let stay = life.cleaning(on: day) { cleanings.append(stay.length.seconds / 60) }
        let users = life.users(on: day)
        stays += users.map { $0.stay.length.seconds / 60 }
        for user in users { Self.spread(user.stay, over: &peopleHours) }
        for stay in Stretch.union(users.map(\.stay)) { Self.spread(stay, over: &usedHours) }
        var count = 0
        let changes = users.flatMap { [($0.stay.start, 1), ($0.stay.end, -1)] }
        for (_, change) in changes.sorted(by: { ($0.0, $0.1) < ($1.0, $1.1) }) {
            count += change
            most = max(most, count)
        }
        guard hasDesks else { return }
        let days = Dictionary(grouping: users, by: \.person)
        daysAway += people - days.count
        // By person: sums of reals depend on their order.
        for person in days.keys.sorted() { note(days[person]?.map(\.stay) ?? [], on: day) }
    }

    /// The stays of one person, ascending.
    private mutating func note(_ stays: [Stretch], on day: LocalDay) {
        guard let first = stays.first, let last = stays.last else { return }
        arrivals.append(wallMinute(first.start, day))
        departures.append(wallMinute(last.end, day))
        for (stay, next) in zip(stays, stays.dropFirst()) where Self.early.contains(Int(stay.end.milliseconds / 60_000))
        {
            absences.append((next.start - stay.end).seconds / 60)
        }
        for window in Self.windows {
            let (from, to) = (Duration.minutes(Int64(window.lowerBound)), Duration.minutes(Int64(window.upperBound)))
            // Who comes later, or leaves before, is not in the middle of the day.
            guard first.start <= from, to <= last.end else { continue }
            let at = stays.reduce(0.0) { $0 + max(0, (min($1.end, to) - max($1.start, from)).seconds / 60) }
            settled.present += at
            settled.absent += Double(window.count) - at
            settled.left += Double(stays.count { from <= $0.end && $0.end < to })
            settled.returned += Double(stays.count { from <= $0.start && $0.start < to })
        }
    }

    private func wallMinute(_ elapsed: Duration, _ day: LocalDay) -> Double {
        let minute = Int(elapsed.milliseconds / 60_000)
        return Double(day.wallMinute(afterMinutes: minute)) + elapsed.seconds / 60 - Double(minute)
    }

    /// Adds a stay to the hours it touches. On a day of another length the hours are those elapsed.
    private static func spread(_ stay: Stretch, over hours: inout [Double]) {
        for hour in 0..<24 {
            let (from, to) = (Duration.hours(Int64(hour)), Duration.hours(Int64(hour + 1)))
            let share = (min(stay.end, to) - max(stay.start, from)).hours
            if share > 0 { hours[hour] += share }
        }
    }

    private static let early = 510..<600
    private static let windows = [540..<690, 840..<960]
}
