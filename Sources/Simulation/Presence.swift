import Quantities

/// When one person who has a desk is at it.
///
/// Page et al. 2008 ("A generalised stochastic model for the simulation of occupant
/// presence"): a two-state Markov chain, one step a minute, that follows a profile
/// in the mean and moves as often as `mobility` says. Each day is drawn by itself:
/// a person is there at midnight with the profile's share, whatever the day before.
public struct Presence: Hashable, Sendable {
    public var workday: Profile
    /// In place of ``workday`` on one day in four, drawn for all people of a zone together: most evenings a room is
    /// empty, and some evenings half of its people are there.
    public var longWorkday: Profile
    public var otherDay: Profile
    /// Page's parameter of mobility for steps of one minute, above 0 to 1. 0.019 gives the stays of
    /// 73 and absences of 43 minutes that Wang et al. 2005 found in 35 offices.
    public var mobility: Double
    /// Shares of whole weeks on leave and of single days ill or away (assumptions); together 5 to 10 %
    /// of days. The profile counts those who come.
    public var weeksOnLeave: Double
    public var daysAway: Double

    public init(
        workday: Profile, longWorkday: Profile? = nil, otherDay: Profile, mobility: Double = 0.019,
        weeksOnLeave: Double = 0.04,
        daysAway: Double = 0.03
    ) {
        (self.workday, self.longWorkday, self.otherDay) = (workday, longWorkday ?? workday, otherDay)
        self.mobility = mobility
        (self.weeksOnLeave, self.daysAway) = (weeksOnLeave, daysAway)
    }

    public static let office = Presence(
        workday: .officeOrdinary, longWorkday: .officeLong, otherDay: .officeWeekend)

    /// The person's stays of a day, ascending. The same seed, person and day give the same stays.
    public func stays(of person: Int64, on day: LocalDay, seed: Seed) -> [Stretch] {
        let own = seed.branch("presence").branch(person)
        var random = own.branch(day.number).generator
        if isAway(on: day.number, own) || random.uniform() < daysAway { return [] }
        let profile = day.isWorkday ? (day.isLong(seed) ? longWorkday : workday) : otherDay
        var stays: [Stretch] = []
        var share = profile.share(atMinute: 0)
        var since: Double? = random.uniform() < share ? 0 : nil
        for minute in 0..<Int(day.length.milliseconds / 60_000) {
            let next = profile.share(atMinute: day.wallMinute(afterMinutes: minute + 1))
            let arrive = chanceToArrive(from: share, to: next)
            if let start = since {
                // Those who stay and those who arrive make up the next share.
                if random.uniform() * share >= next - (1 - share) * arrive {
                    stays.append(.milliseconds(start, moment(in: minute, &random), within: day))
                    since = nil
                }
            } else if arrive > 0, random.uniform() < arrive {
                since = moment(in: minute, &random)
            }
            share = next
        }
        if let start = since { stays.append(.milliseconds(start, .infinity, within: day)) }
        return stays
    }

    /// From absent to present: Page's (μ−1)/(μ+1)·P + P′. Where the profile rises or falls faster than that
    /// mobility can follow, just as many more or fewer move as keep its mean.
    private func chanceToArrive(from share: Double, to next: Double) -> Double {
        guard share < 1 else { return 0 }
        let least = max(0, (next - share) / (1 - share))
        let most = min(1, next / (1 - share))
        return min(most, max(least, next - (1 - mobility) / (1 + mobility) * share))
    }

    /// On leave, by whole weeks from Monday.
    private func isAway(on day: Int64, _ person: Seed) -> Bool {
        let sinceMonday = day + 3
        let week = (sinceMonday - ((sinceMonday % 7) + 7) % 7) / 7
        return person.branch("leave").branch(week).uniform < weeksOnLeave
    }

    /// Somewhere within a minute, in milliseconds: nobody moves on the stroke of it.
    private func moment(in minute: Int, _ random: inout SplitMix64) -> Double {
        (Double(minute) + random.uniform()) * 60_000
    }
}
