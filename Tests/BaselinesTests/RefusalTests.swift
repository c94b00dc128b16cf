import Baselines
import Chance
import Testing

struct RefusalTests {
    let building = SyntheticBuilding(scatter: 10)

    @Test func `refuses 328 days and takes 329`() throws {
        let days = building.days(500, seed: 1)
        let after = try SyntheticBuilding.energy(Array(days[400...]))
        let short = try SyntheticBuilding.energy(Array(days[..<328]))
        #expect(throws: Refusal.tooShort(days: 328, least: 329)) {
            _ = try Savings.of(baseline: short, reporting: after)
        }
        let enough = try SyntheticBuilding.energy(Array(days[..<329]), of: 365)
        #expect(try Savings.of(baseline: enough, reporting: after).1.baselineDays == 329)
    }

    @Test func `refuses a long baseline with too many gaps`() throws {
        let days = building.days(500, seed: 1)
        let after = try SyntheticBuilding.energy(Array(days[400...]))
        let torn = try SyntheticBuilding.energy(Array(days[..<330]), of: 400)
        let refusal = #expect(throws: Refusal.self) { _ = try Savings.of(baseline: torn, reporting: after) }
        #expect("\(try #require(refusal))" == "refused: energy and weather cover 82 % of the baseline, not 90 %")
    }

    @Test func `refuses a building without any rule, and says by how much it misses`() throws {
        var random = SplitMix(state: 2)
        let days = building.days(400, seed: 2).map { day in
            var day = day
            // Now and then a thousand, mostly next to nothing.
            day.kilowattHours = uniform(&random) < 0.03 ? 1_000 : uniform(&random)
            return day
        }
        let refusal = #expect(throws: Refusal.self) {
            _ = try Savings.of(
                baseline: try SyntheticBuilding.energy(Array(days[..<365])),
                reporting: try SyntheticBuilding.energy(Array(days[365...])))
        }
        guard case .tooScattered(let cvrmse, _) = refusal else {
            Issue.record("\(String(describing: refusal)) is not of scatter")
            return
        }
        #expect(cvrmse > 1)
    }

    @Test func `refuses a baseline that used nothing`() throws {
        let days = building.days(365, seed: 3).map { day in
            var day = day
            day.kilowattHours = 0
            return day
        }
        #expect(throws: Refusal.self) { _ = try DailyModel(fitting: days) }
    }

    @Test func `refuses to speak of a reporting period without a single day`() throws {
        let days = building.days(366, seed: 4)
        let nothing = try SyntheticBuilding.energy(Array(days[365...]))
        let empty = DailyEnergy(nothing.dates, days: [])
        #expect(throws: Refusal.self) {
            _ = try Savings.of(baseline: try SyntheticBuilding.energy(Array(days[..<365])), reporting: empty)
        }
    }

    @Test func `does not mind a constant temperature`() throws {
        let days = building.days(365, seed: 5).map { day in
            var day = day
            day.celsius = 10
            return day
        }
        #expect(try DailyModel(fitting: days).form.shape == .none)
    }
}
