public import Quantities

/// Who passes through a room that nobody stays in: corridor, stairs, restroom, copier.
///
/// Arrivals are a Poisson process whose rate follows the people present nearby;
/// rates and stays of the presets are assumptions.
public struct Visits: Hashable, Sendable {
    /// How long a visit takes.
    public enum Stay: Hashable, Sendable {
        case exponential(mean: Duration)
        case logNormal(median: Duration, sigma: Double)
    }

    /// By each person present nearby.
    public var perPersonHour: Double
    /// How many belong nearby; the profile says which share of them is there.
    public var people: Int
    public var workday: Profile
    /// In place of ``workday`` on one day in four, drawn for all people of a zone together: most evenings a room is
    /// empty, and some evenings half of its people are there.
    public var longWorkday: Profile
    public var otherDay: Profile
    public var stay: Stay

    public init(
        perPersonHour: Double, people: Int, workday: Profile, longWorkday: Profile? = nil, otherDay: Profile, stay: Stay
    ) {
        (self.perPersonHour, self.people) = (perPersonHour, people)
        (self.workday, self.longWorkday) = (workday, longWorkday ?? workday)
        (self.otherDay, self.stay) = (otherDay, stay)
    }

    /// Two walks an hour each, of half a minute to two.
    public static func corridor(people: Int) -> Visits {
        Visits(
            perPersonHour: 2, people: people, workday: .officeOrdinary, longWorkday: .officeLong,
            otherDay: .officeWeekend,
            stay: .logNormal(median: .seconds(60), sigma: 0.35))
    }

    /// A visit every two and a half hours, of three to four minutes.
    public static func restroom(people: Int) -> Visits {
        Visits(
            perPersonHour: 0.4, people: people, workday: .officeOrdinary, longWorkday: .officeLong,
            otherDay: .officeWeekend,
            stay: .logNormal(median: .seconds(200), sigma: 0.4))
    }

    /// The visits of a day, ascending by start; they may overlap. One that would last past midnight is cut.
    public func stays(on day: LocalDay, seed: Seed) -> [Stretch] {
        let profile = day.isWorkday ? (day.isLong(seed) ? longWorkday : workday) : otherDay
        let peak = profile.peak
        let rate = perPersonHour * Double(people) * peak / 3_600_000
        guard rate > 0 else { return [] }
        var random = seed.branch("visits").branch(day.number).generator
        var stays: [Stretch] = []
        var time = 0.0
        // Thinning: as many arrivals as at the peak, each kept by the profile's share of it.
        while true {
            time += random.exponential(mean: 1 / rate)
            guard time < Double(day.length.milliseconds) else { return stays }
            let share = profile.share(atMinute: day.wallMinute(afterMinutes: Int(time / 60_000)))
            guard random.uniform() * peak < share else { continue }
            stays.append(.milliseconds(time, time + length(&random), within: day))
        }
    }

    private func length(_ random: inout SplitMix64) -> Double {
        switch stay {
        case .exponential(let mean): random.exponential(mean: Double(mean.milliseconds))
        case .logNormal(let median, let sigma): random.logNormal(median: Double(median.milliseconds), sigma: sigma)
        }
    }
}
