import Quantities

/// Who sits in a room that is booked: meetings, lessons.
///
/// Bookings start on the half-hour and last one or two of them; how often, how many
/// come and how punctual they are is assumed. Not more come than there are seats.
///
/// A day's meetings take up about a quarter of the time that the people of a floor are in the building but not at their
/// desks (two rooms for fifty desks); the rest of it goes elsewhere.
public struct Sessions: Hashable, Sendable {
    /// The share of time in use.
    public var workday: Profile
    public var otherDay: Profile
    /// The share of bookings of a full hour; the others last half an hour.
    public var longShare: Double
    public var people: ClosedRange<Int>

    public init(workday: Profile, otherDay: Profile, longShare: Double, people: ClosedRange<Int>) {
        (self.workday, self.otherDay, self.longShare, self.people) = (workday, otherDay, longShare, people)
    }

    /// Two people or more.
    public static func meetingRoom(seats: Int) -> Sessions {
        Sessions(workday: .meetings, otherDay: .never, longShare: 0.6, people: min(2, seats)...seats)
    }

    /// Six seats in ten are taken, or more.
    public static func classroom(seats: Int) -> Sessions {
        Sessions(workday: .lessons, otherDay: .never, longShare: 0.9, people: seats * 6 / 10...seats)
    }

    /// Each person's stay in each session of a day, ascending by session. Those that would last past
    /// midnight are cut.
    public func stays(on day: LocalDay, seed: Seed) -> [Stretch] {
        let profile = day.isWorkday ? workday : otherDay
        var random = seed.branch("sessions").branch(day.number).generator
        var stays: [Stretch] = []
        var minute = 0
        while minute < Int(day.length.milliseconds / 60_000) {
            let share = profile.share(atMinute: day.wallMinute(afterMinutes: minute + 15))
            guard random.uniform() < chance(ofStartAt: share) else {
                minute += 30
                continue
            }
            let length = random.uniform() < longShare ? 60 : 30
            for _ in 0..<Int.random(in: people, using: &random) {
                // From two minutes early to four late; most leave with the end, none before half-time.
                let start = Double(minute) - 2 + 6 * random.uniform()
                let end = Double(minute + length) + max(-Double(length) / 2, 1 - random.exponential(mean: 2))
                stays.append(.milliseconds(start * 60_000, end * 60_000, within: day))
            }
            minute += length
        }
        return stays
    }

    /// With a mean of `slots` half-hours a session, a free slot must begin one with this chance for
    /// the room to be in use for the wanted share: u/(u + slots·(1 − u)).
    private func chance(ofStartAt share: Double) -> Double {
        let slots = 1 + longShare
        return share > 0 ? share / (share + slots * (1 - share)) : 0
    }
}
