public import Quantities

/// Who passes through a room that nobody stays in: corridor, stairs, restroom, copier.
///
/// Visits are a Poisson process. Its rate follows the people in the building nearby, and those who come to it or
/// leave it at that time, for lunch as well. Rates and stays of the presets are assumptions.
public struct Visits: Hashable, Sendable {
    /// How long a visit takes.
    public enum Stay: Hashable, Sendable {
        case exponential(mean: Duration)
        case logNormal(median: Duration, sigma: Double)
    }

    /// By each person in the building.
    public var perPersonHour: Double
    /// The share of those coming to the building or leaving it who pass through.
    public var perPassage: Double
    /// How many belong nearby; the profile says which share of them is in the building.
    public var people: Int
    public var workday: Profile
    /// In place of ``workday`` on one day in four, drawn for all people of a zone together: most evenings a room is
    /// empty, and some evenings half of its people are there.
    public var longWorkday: Profile
    public var otherDay: Profile
    public var stay: Stay

    public init(
        perPersonHour: Double, perPassage: Double = 0, people: Int, workday: Profile, longWorkday: Profile? = nil,
        otherDay: Profile, stay: Stay
    ) {
        (self.perPersonHour, self.perPassage, self.people) = (perPersonHour, perPassage, people)
        (self.workday, self.longWorkday) = (workday, longWorkday ?? workday)
        (self.otherDay, self.stay) = (otherDay, stay)
    }

    /// Every leaving of a desk and every return to it, as often as ``Presence/office`` has them; a quarter of a
    /// minute to one.
    public static func corridor(people: Int) -> Visits {
        let turns = 1 / (Presence.office.stay + Presence.office.absence).hours
        return office(people, perPersonHour: 2 * turns, perPassage: 1, .logNormal(median: .seconds(30), sigma: 0.5))
    }

    /// Up or down every third hour, besides coming and going.
    public static func stair(people: Int) -> Visits {
        office(people, perPersonHour: 0.3, perPassage: 1, .logNormal(median: .seconds(25), sigma: 0.4))
    }

    /// Coming and going, and some errands and guests, who wait now and then.
    public static func lobby(people: Int) -> Visits {
        office(people, perPersonHour: 0.1, perPassage: 1, .logNormal(median: .seconds(45), sigma: 0.8))
    }

    /// A visit every two and a half hours, of three to four minutes.
    public static func restroom(people: Int) -> Visits {
        office(people, perPersonHour: 0.4, .logNormal(median: .seconds(200), sigma: 0.4))
    }

    /// Two visits a day, of a minute or two.
    public static func copier(people: Int) -> Visits {
        office(people, perPersonHour: 0.2, .logNormal(median: .seconds(75), sigma: 0.6))
    }

    /// Three visits a day by each who has to do with it, of two or three minutes.
    public static func storage(people: Int) -> Visits {
        office(people, perPersonHour: 0.3, .logNormal(median: .seconds(150), sigma: 0.7))
    }

    /// The visits of a day, ascending by start; they may overlap. One that would last past midnight is cut.
    public func stays(on day: LocalDay, seed: Seed) -> [Stretch] {
        let profile = day.isWorkday ? (day.isLong(seed) ? longWorkday : workday) : otherDay
        let paces = (0..<1_440).map { pace(profile, atMinute: $0) }
        let peak = paces.max() ?? 0
        guard peak > 0 else { return [] }
        var random = seed.branch("visits").branch(day.number).generator
        var stays: [Stretch] = []
        var time = 0.0
        // Thinning: as many arrivals as at the peak, each kept by the share of it at its minute.
        while true {
            time += random.exponential(mean: 3_600_000 / peak)
            guard time < Double(day.length.milliseconds) else { return stays }
            let pace = paces[day.wallMinute(afterMinutes: Int(time / 60_000))]
            guard random.uniform() * peak < pace else { continue }
            stays.append(.milliseconds(time, time + length(&random), within: day))
        }
    }

    /// Visits an hour.
    private func pace(_ profile: Profile, atMinute minute: Int) -> Double {
        let inside = perPersonHour * profile.share(atMinute: minute)
        return Double(people) * (inside + perPassage * 60 * profile.change(atMinute: minute))
    }

    private func length(_ random: inout SplitMix64) -> Double {
        switch stay {
        case .exponential(let mean): random.exponential(mean: Double(mean.milliseconds))
        case .logNormal(let median, let sigma): random.logNormal(median: Double(median.milliseconds), sigma: sigma)
        }
    }

    private static func office(
        _ people: Int, perPersonHour: Double, perPassage: Double = 0, _ stay: Stay
    ) -> Visits {
        Visits(
            perPersonHour: perPersonHour, perPassage: perPassage, people: people, workday: .officeOrdinary,
            longWorkday: .officeLong, otherDay: .officeWeekend, stay: stay)
    }
}
