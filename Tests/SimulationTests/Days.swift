import Quantities
import Simulation

extension LocalDay {
    /// A day in UTC; day 0 is Thursday, 1970-01-01.
    static func utc(_ number: Int64, hours: Int64 = 24) -> LocalDay {
        let start = Timestamp(milliseconds: number * 86_400_000)
        let isWeekend = (number + 3) % 7 >= 5
        return LocalDay(number: number, start: start, end: start + .hours(hours), isWorkday: !isWeekend)
    }

    /// The first `count` workdays from 2026-01-05 on.
    static func workdays(_ count: Int) -> [LocalDay] {
        Array((20_458...).lazy.map { utc($0) }.filter(\.isWorkday).prefix(count))
    }
}

extension [Double] {
    var mean: Double { reduce(0, +) / Double(count) }
    var deviation: Double {
        let mean = mean
        return (map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(count)).squareRoot()
    }
}
