import Glibc
public import Quantities

/// When one person who has a desk is at it, by the inhomogeneous Markov chain of Page et al. 2008 ("A generalised
/// stochastic model for the simulation of occupant presence", Energy and Buildings 40): a profile says how likely the
/// person is there at any time, a mobility how often the state changes.
///
/// With P of this step and P′ of the next, and the mobility μ, a chain steps
///
///     from away to there:  T01 = (μ − 1)/(μ + 1) · P + P′
///     from there to there: T11 = (P′ − (1 − P)·T01) / P
///
/// so that the profile is met at every step. μ is the ratio of changes to steadiness *of one step*: λ = (1 − μ)/(1 + μ)
/// is what is left after it of what was known before. So mobility is held here as the time in which that falls to 1/e,
/// whatever the step is; μ = tanh(step / 2·memory). With stays and absences of 72.8 and 42.6 minutes (Wang 2005) it is
/// 26.9 minutes: μ is 0.019 for a step of a minute, 0.27 for one of 15. Where the profile changes faster than the
/// mobility allows, mobility gives way, as in the paper.
///
/// Long absences are those of ``Presence``: weeks of leave, and days on which the person does not come. In this model
/// nobody has a lunch hour, or a day that begins and ends: there is the profile, and the chain.
public struct MarkovPresence: Hashable, Sendable {
    /// Shares of people at their desks; the peak of the workday's ``attendance`` left out.
    public var workday: Profile
    public var otherDay: Profile
    /// Of people in the building who are at their desks, 0 to 1.
    public var deskShare: Double
    /// How long the state is remembered, to 1/e.
    public var memory: Duration
    /// Share of whole weeks on leave (assumption).
    public var weeksOnLeave: Double

    public init(
        workday: Profile, otherDay: Profile, deskShare: Double = 72.8 / (72.8 + 42.6),
        memory: Duration = .milliseconds(1_612_450), weeksOnLeave: Double = 0.04
    ) {
        (self.workday, self.otherDay, self.deskShare) = (workday, otherDay, deskShare)
        (self.memory, self.weeksOnLeave) = (memory, weeksOnLeave)
    }

    /// The profile of ``Presence/office``, at the desk as long as there.
    public static let office = MarkovPresence(workday: .office, otherDay: .officeWeekend)

    /// μ for a step of this length, 0 to 1.
    public func mobility(step: Duration) -> Double {
        tanh(Double(step.milliseconds) / (2 * Double(memory.milliseconds)))
    }

    /// How likely somebody who comes on that day is at the desk at a minute since midnight, 0 to 1.
    public func chance(atMinute minute: Int, isWorkday: Bool) -> Double {
        let profile = isWorkday ? workday : otherDay
        return profile.peak > 0 ? profile.share(atMinute: minute) / profile.peak * deskShare : 0
    }

    /// The person's stays at the desk on a day, ascending. The same seed, person and day give the same stays.
    ///
    /// A step is a minute; changes fall anywhere within it.
    public func stays(of person: Int64, on day: LocalDay, seed: Seed) -> [Stretch] {
        let own = Presence.own(person, seed)
        let profile = day.isWorkday ? workday : otherDay
        var random = own.branch("chain").branch(day.number).generator
        guard !Presence.isOnLeave(on: day.number, own, share: weeksOnLeave), random.uniform() < profile.peak else {
            return []
        }
        let remembered = 1 - mobility(step: .minutes(1))
        let kept = remembered / (2 - remembered)
        var stays: [Stretch] = []
        var (since, before): (Double?, Double) = (nil, 0)
        for minute in 0..<Int(day.length.milliseconds / 60_000) {
            let next = chance(atMinute: day.wallMinute(afterMinutes: minute), isWorkday: day.isWorkday)
            let chances = Self.transitions(from: before, to: next, kept: kept)
            before = next
            let isThere = random.uniform() < (since == nil ? chances.come : chances.stay)
            guard isThere != (since != nil) else { continue }
            let moment = (Double(minute) + random.uniform()) * 60_000
            if let start = since {
                stays.append(.milliseconds(start, moment, within: day))
                since = nil
            } else {
                since = moment
            }
        }
        if let since { stays.append(.milliseconds(since, Double(day.length.milliseconds), within: day)) }
        return stays
    }

    /// T01 and T11 for a profile that goes from one value to the next.
    ///
    /// - Parameter kept: λ = (1 − μ)/(1 + μ).
    static func transitions(from now: Double, to next: Double, kept: Double) -> (come: Double, stay: Double) {
        guard now < 1 else { return (next, next) }
        // What keeps both chances within 0 to 1, and the profile met.
        let (least, most) = (max(0, (next - now) / (1 - now)), min(1, next / (1 - now)))
        let come = min(most, max(least, next - kept * now))
        return (come, now > 0 ? min(1, max(0, (next - (1 - now) * come) / now)) : next)
    }
}
