import Baselines
import Calendars
import Chance
import Glibc
import Testing

/// A building whose law is known: days of a place with seasons, energy by a change-point law, and scatter that the day
/// before has a part in.
struct SyntheticBuilding {
    var base = 100.0
    var heating = 8.0
    var cooling = 5.0
    var heatingPoint = 15.0
    var coolingPoint = 20.0
    /// Taken off on Saturdays and Sundays.
    var quiet = 0.0
    /// kWh; standard deviation of the scatter.
    var scatter = 0.0
    /// Of the scatter with that of the day before.
    var correlation = 0.0

    /// Days from 2023-01-01 on.
    func days(_ count: Int, seed: UInt64) -> [DailyEnergy.Day] {
        var random = SplitMix(state: seed)
        var (weather, luck) = (0.0, 0.0)
        return (0..<count).map { day in
            let date = CivilDate(daysSinceEpoch: 19_358 + day)
            weather = 0.7 * weather + 2.5 * normal(&random)
            luck = correlation * luck + (1 - correlation * correlation).squareRoot() * normal(&random)
            let celsius = 11 - 11 * cos(2 * Double.pi * Double(day - 20) / 365.25) + weather
            let weekend = date.weekday == .saturday || date.weekday == .sunday
            let law =
                base + heating * max(0, heatingPoint - celsius) + cooling * max(0, celsius - coolingPoint)
                - (weekend ? quiet : 0)
            return DailyEnergy.Day(date, kilowattHours: law + scatter * luck, celsius: celsius)
        }
    }

    /// All of them, as a period.
    static func energy(_ days: [DailyEnergy.Day], of count: Int? = nil) throws -> DailyEnergy {
        let first = days[0].date
        let dates = try #require(Dates(from: first, to: first.adding(days: count ?? days.count)))
        return DailyEnergy(dates, days: days)
    }
}

/// Mean 0, variance 1 (Box and Muller 1958).
func normal(_ random: inout SplitMix) -> Double {
    let radius = (-2 * log(1 - uniform(&random))).squareRoot()
    return radius * cos(2 * Double.pi * uniform(&random))
}

/// At least 0 and less than 1.
func uniform(_ random: inout SplitMix) -> Double { Double(random.next() >> 11) * 0x1p-53 }
