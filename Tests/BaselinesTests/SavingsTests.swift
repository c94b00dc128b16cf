import Baselines
import Calendars
import Testing

struct SavingsTests {
    let building = SyntheticBuilding(quiet: 30, scatter: 15, correlation: 0.4)

    @Test func `a known saving lies in the interval`() throws {
        let (before, after) = try halves(saving: 0.1)
        let savings = try Savings.of(baseline: before, reporting: after).1
        let interval = try #require(savings.shareInterval)
        #expect(interval.contains(0.1) && interval.lowerBound > 0.05 && interval.upperBound < 0.15)
        #expect(savings.isDistinct && savings.isAnnual)
        let uncertainty = try #require(savings.uncertainty)
        #expect(uncertainty < 0.5)
    }

    @Test func `where nothing was saved, zero is in the interval and it says so`() throws {
        let (before, after) = try halves(saving: 0)
        let savings = try Savings.of(baseline: before, reporting: after).1
        let share = try #require(savings.share)
        #expect(!savings.isDistinct && abs(share) < 0.05)
    }

    @Test func `the same seed gives the same interval, and a higher level a wider one`() throws {
        let (before, after) = try halves(saving: 0.1)
        let first = try Savings.of(baseline: before, reporting: after, seed: 7).1
        let again = try Savings.of(baseline: before, reporting: after, seed: 7).1
        #expect(first == again)
        let wide = try Savings.of(baseline: before, reporting: after, level: 0.99, seed: 7).1
        #expect(wide.interval.lowerBound < first.interval.lowerBound)
        #expect(wide.interval.upperBound > first.interval.upperBound)
        #expect(wide.avoided == first.avoided)
    }

    @Test func `an adjustment moves the saving by its days that count, and is listed`() throws {
        let (before, after) = try halves(saving: 0.1)
        let plain = try Savings.of(baseline: before, reporting: after).1
        let start = after.dates.from
        let dates = try #require(Dates(from: start.adding(days: -5), to: start.adding(days: 10)))
        let adjustment = try #require(
            Adjustment(dates, kilowattHoursPerDay: 12, reason: "ground floor let", by: "M. Weber"))
        let adjusted = try Savings.of(baseline: before, reporting: after, adjustments: [adjustment]).1
        #expect(adjusted.adjustments.map(\.days) == [10] && adjusted.adjusted == 120)
        #expect(abs(adjusted.avoided - plain.avoided - 120) < 1e-6)
        #expect(abs(adjusted.interval.lowerBound - plain.interval.lowerBound - 120) < 1e-6)
    }

    @Test func `an adjustment needs a reason and a name`() throws {
        let dates = try #require(Dates(from: try CivilDate("2024-01-01"), to: try CivilDate("2024-01-02")))
        #expect(Adjustment(dates, kilowattHoursPerDay: 1, reason: "", by: "M. Weber") == nil)
        #expect(Adjustment(dates, kilowattHoursPerDay: 1, reason: "let", by: "") == nil)
        #expect(Adjustment(dates, kilowattHoursPerDay: .nan, reason: "let", by: "M. Weber") == nil)
    }

    @Test func `days of the reporting period that lack something are in neither sum, and told`() throws {
        let days = building.days(730, seed: 1)
        let after = Array(days[365...])
        let kept = after.enumerated().filter { $0.offset % 10 != 0 }.map(\.element)
        let reporting = DailyEnergy(
            try #require(Dates(from: after[0].date, to: after[0].date.adding(days: 365))), days: kept)
        let savings = try Savings.of(
            baseline: try SyntheticBuilding.energy(Array(days[..<365])), reporting: reporting
        ).1
        #expect(savings.days == 328 && savings.leftOut.count == 37 && !savings.isAnnual)
        #expect(savings.byDay.count == 328)
        #expect(abs(savings.measured - kept.reduce(0) { $0 + $1.kilowattHours }) < 1e-6)
    }

    @Test func `control alone is shown beside the meter, with their disagreement`() throws {
        let (before, after) = try halves(saving: 0.1)
        let savings = try Savings.of(baseline: before, reporting: after).1
        let perDay = savings.avoided / savings.days
        let attributed = try #require(
            AttributedSaving(counterfactual: 1_000, used: 1_000 - 30 * (perDay - 2), days: 30, source: "clock policy"))
        let comparison = attributed.beside(savings)
        #expect(abs(comparison.disagreement - 2) < 1e-9 && comparison.isWithinInterval)
        let other = try #require(AttributedSaving(counterfactual: 100, used: 100, days: 30, source: "clock policy"))
        #expect(!other.beside(savings).isWithinInterval)
        #expect(AttributedSaving(counterfactual: 1, used: 1, days: 0, source: "") == nil)
    }

    /// Two years, the second with so much less.
    private func halves(saving: Double) throws -> (DailyEnergy, DailyEnergy) {
        let days = building.days(730, seed: 1)
        let after = days[365...].map { day in
            var day = day
            day.kilowattHours *= 1 - saving
            return day
        }
        return (try SyntheticBuilding.energy(Array(days[..<365])), try SyntheticBuilding.energy(after))
    }
}
