public import Quantities

/// When one person who has a desk is at it.
///
/// Two things are drawn. Who is in the building follows a profile: from the first to the last minute of a day
/// at which it lies above levels drawn for that day, but for lunch. Who is in the building is not always at the
/// desk, but in meetings, at the copier, at other people's desks: stays at the desk and absences from it take
/// turns, both exponential, with the means that Wang, Federspiel and Rubinstein 2005 ("Modeling occupancy in single
/// person offices", 35 offices) measured: 72.8 and 42.6 minutes. They found absences exponential; that stays are
/// too, and that both are the same for all people and hours, are assumptions. Hence 63 % of the time at the desk
/// once the morning has settled; stays that lunch or home-going cut short are shorter.
///
/// A second witness, from general knowledge and not looked up: Duarte et al. 2013 measured offices up to 46 % below the
/// profile of ASHRAE 90.1.
///
/// Each day is drawn by itself: who would stay past midnight is gone at midnight.
public struct Presence: Hashable, Sendable {
    /// Shares in the building. Who is not on leave comes with the profile's peak as the chance.
    public var workday: Profile
    /// In place of ``workday`` on one day in four, drawn for all people of a zone together: most evenings a room is
    /// empty, and some evenings half of its people are there.
    public var longWorkday: Profile
    public var otherDay: Profile
    /// Means.
    public var stay: Duration
    public var absence: Duration
    /// The share of people who leave their desks for lunch (assumption): within the half-hour around noon, for 30 to
    /// 60 minutes. The others eat at the desk.
    public var lunch: Double
    /// Share of whole weeks on leave (assumption). With the one in twenty whom DOE's profile leaves out on any
    /// workday, people are away on 9 % of them.
    public var weeksOnLeave: Double

    public init(
        workday: Profile, longWorkday: Profile? = nil, otherDay: Profile, stay: Duration = .seconds(4_368),
        absence: Duration = .seconds(2_556), lunch: Double = 0.9, weeksOnLeave: Double = 0.04
    ) {
        (self.workday, self.longWorkday, self.otherDay) = (workday, longWorkday ?? workday, otherDay)
        (self.stay, self.absence) = (stay, absence)
        (self.lunch, self.weeksOnLeave) = (lunch, weeksOnLeave)
    }

    public static let office = Presence(
        workday: .officeOrdinary, longWorkday: .officeLong, otherDay: .officeWeekend)

    /// The person's stays at the desk on a day, ascending. The same seed, person and day give the same stays.
    ///
    /// Who comes, and who comes back from lunch, goes to the desk first (assumption).
    public func stays(of person: Int64, on day: LocalDay, seed: Seed) -> [Stretch] {
        var random = Self.own(person, seed).branch(day.number).generator
        let (mean, away) = (Double(stay.milliseconds), Double(absence.milliseconds))
        var stays: [Stretch] = []
        for part in inBuilding(person, on: day, seed, &random) {
            var time = part.lowerBound
            while time < part.upperBound {
                let end = min(part.upperBound, time + random.exponential(mean: mean))
                let stay = Stretch.milliseconds(time, end, within: day)
                if stay.length > .zero { stays.append(stay) }
                time = end + random.exponential(mean: away)
            }
        }
        return stays
    }

    /// The parts of a day that the person is in the building, lunch left out; ms of the day, ascending.
    func inBuilding(_ person: Int64, on day: LocalDay, _ seed: Seed, _ random: inout SplitMix64) -> [Range<Double>] {
        let profile = day.isWorkday ? (day.isLong(seed) ? longWorkday : workday) : otherDay
        guard !Self.isOnLeave(on: day.number, Self.own(person, seed), share: weeksOnLeave),
            let first = profile.firstMinute(above: random.uniform()),
            let last = profile.lastMinute(above: random.uniform() * profile.peak)
        else { return [] }
        let come = day.elapsed(wallMinute: moment(in: first, &random))
        let leave = moment(in: last, &random)
        let go = max(come, day.elapsed(wallMinute: last < 1_439 ? leave : 1_440))
        let (eats, from, length) = (random.uniform(), random.uniform(), random.uniform())
        let out = day.elapsed(wallMinute: Self.noon + 30 * (from - 0.5))
        let back = out + (30 + 30 * length) * 60_000
        guard eats < lunch, come < out, back < go else { return [come..<go] }
        return [come..<out, back..<go]
    }

    static func own(_ person: Int64, _ seed: Seed) -> Seed { seed.branch("presence").branch(person) }

    /// By whole weeks from Monday.
    ///
    /// - Parameter share: of weeks.
    static func isOnLeave(on day: Int64, _ person: Seed, share: Double) -> Bool {
        let sinceMonday = day + 3
        let week = (sinceMonday - ((sinceMonday % 7) + 7) % 7) / 7
        return person.branch("leave").branch(week).uniform < share
    }

    /// Somewhere within a minute: nobody moves on the stroke of it.
    private func moment(in minute: Int, _ random: inout SplitMix64) -> Double { Double(minute) + random.uniform() }

    /// Minutes since midnight.
    private static let noon = 720.0
}
