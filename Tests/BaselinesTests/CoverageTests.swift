import Baselines
import Calendars
import Chance
import Quantities
import Testing

/// Whether an interval of 90 % holds the truth nine times in ten, for buildings whose scatter hangs together.
struct CoverageTests {
    @Test(arguments: [(0.0, 365), (0.6, 365), (0.8, 90), (0.8, 365)])
    func `holds the truth about nine times in ten`(correlation: Double, ahead: Int) throws {
        let building = SyntheticBuilding(cooling: 0, scatter: 15, correlation: correlation)
        let years = 60
        var held = 0
        for seed in 1...UInt64(years) {
            let days = building.days(365 + ahead, seed: seed * 7_919)
            let (before, after) = (Array(days[..<365]), Array(days[365...]))
            let model = try DailyModel(DailyForm(.heating), fitting: before)
            let interval = model.foresee(after, from: before, seed: seed, times: 100).interval(level: 0.9)
            if interval.contains(after.reduce(0) { $0 + $1.kilowattHours }) { held += 1 }
        }
        // Three standard deviations of a count of 60 at 90 % are 7.
        #expect(held >= 47, "\(held) of \(years)")
    }

    @Test func `holds it by the hour, too, where whole days are more or less than usual`() throws {
        let building = SyntheticBuilding(cooling: 0, scatter: 15, correlation: 0.6)
        let years = 10
        var held = 0
        for seed in 1...UInt64(years) {
            let days = building.days(365 + 90, seed: seed * 7_919)
            var random = SplitMix(state: seed)
            let all = days.flatMap { day in hours(of: day, &random) }
            let (before, after) = (Array(all[..<8_760]), Array(all[8_760...]))
            let foresight = try HourlyModel(fitting: before).foresee(after, from: before, seed: seed, times: 60)
            if foresight.interval(level: 0.9).contains(after.reduce(0) { $0 + $1.kilowattHours }) { held += 1 }
        }
        // Three standard deviations of a count of 10 at 90 % are 3.
        #expect(held >= 6, "\(held) of \(years)")
    }

    @Test func `an interval that ignored the correlation would be too narrow`() throws {
        let days = SyntheticBuilding(scatter: 15, correlation: 0.6).days(730, seed: 5)
        let loose = SyntheticBuilding(scatter: 15).days(730, seed: 5)
        let (narrow, wide) = (try width(loose), try width(days))
        #expect(wide > 1.4 * narrow)
    }

    @Test func `says where errors hang together for so long that it knows too little of them`() throws {
        func foresight(_ correlation: Double) throws -> Foresight {
            let days = SyntheticBuilding(cooling: 0, scatter: 15, correlation: correlation).days(730, seed: 3)
            let before = Array(days[..<365])
            return try DailyModel(DailyForm(.heating), fitting: before).foresee(
                Array(days[365...]), from: before, times: 20)
        }
        let (loose, close, closest) = (try foresight(0), try foresight(0.6), try foresight(0.98))
        // 365 days of which each has 0.6 of the day before scatter as 365 × 0.4 / 1.6 do.
        #expect(loose.independentDays > 250 && abs(close.independentDays - 91) < 30)
        #expect(close.isSound && !closest.isSound)
    }

    private func hours(of day: DailyEnergy.Day, _ random: inout SplitMix) -> [HourlyEnergy.Hour] {
        (0..<24).map { hour in
            HourlyEnergy.Hour(
                Timestamp(milliseconds: Int64(day.date.daysSinceEpoch * 24 + hour) * 3_600_000), date: day.date,
                hourOfDay: hour,
                kilowattHours: day.kilowattHours / 24 * (8..<18 ~= hour ? 1.5 : 0.75) + 0.2 * normal(&random),
                celsius: day.celsius + (12..<18 ~= hour ? 2 : -1))
        }
    }

    private func width(_ days: [DailyEnergy.Day]) throws -> Double {
        let before = Array(days[..<365])
        let interval = try DailyModel(DailyForm(.both), fitting: before)
            .foresee(Array(days[365...]), from: before).interval(level: 0.9)
        return interval.upperBound - interval.lowerBound
    }
}
