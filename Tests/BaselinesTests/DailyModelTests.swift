import Baselines
import Calendars
import Chance
import Testing

struct DailyModelTests {
    @Test func `recovers a law of five parameters`() throws {
        let model = try DailyModel(fitting: SyntheticBuilding(scatter: 2).days(365, seed: 1))
        #expect(model.form == DailyForm(.both))
        #expect(abs(model.changePoints[0] - 15) < 0.5 && abs(model.changePoints[1] - 20) < 0.8)
        #expect(abs(value("base", model) - 100) < 2)
        #expect(abs(value("heating per K", model) - 8) < 0.2)
        #expect(abs(value("cooling per K", model) - 5) < 0.7)
    }

    @Test func `recovers three parameters, of heating and of cooling alone`() throws {
        let cold = try DailyModel(fitting: SyntheticBuilding(cooling: 0, scatter: 3).days(365, seed: 2))
        #expect(cold.form.shape == .heating && abs(value("heating per K", cold) - 8) < 0.2)
        let warm = try DailyModel(
            fitting: SyntheticBuilding(heating: 0, coolingPoint: 12, scatter: 3).days(365, seed: 3))
        #expect(warm.form.shape == .cooling && abs(warm.changePoints[0] - 12) < 1)
    }

    @Test func `has no temperature where none has a part in it`() throws {
        let model = try DailyModel(fitting: SyntheticBuilding(heating: 0, cooling: 0, scatter: 10).days(365, seed: 4))
        #expect(model.form == DailyForm(.none) && model.changePoints.isEmpty)
        #expect(abs(value("base", model) - 100) < 2)
    }

    @Test func `tells quiet days apart, whichever they are`() throws {
        let building = SyntheticBuilding(quiet: 40, scatter: 5)
        let model = try DailyModel(fitting: building.days(365, seed: 5))
        #expect(model.form.week == .weekend && model.quiet == [.saturday, .sunday])
        #expect(abs(value("quiet days", model) + 40) < 2)
        // The same building a day earlier: its quiet days are Friday and Saturday.
        let moved = building.days(365, seed: 5).map {
            DailyEnergy.Day($0.date.adding(days: -1), kilowattHours: $0.kilowattHours, celsius: $0.celsius)
        }
        #expect(try DailyModel(fitting: moved).quiet == [.friday, .saturday])
    }

    @Test func `takes occupancy in where use hangs on it, and leaves it where not`() throws {
        var random = SplitMix(state: 6)
        let plain = SyntheticBuilding(scatter: 5).days(365, seed: 6).map { day in
            var day = day
            day.occupancy = 100 * uniform(&random)
            return day
        }
        #expect(try DailyModel(fitting: plain).form.occupancy == false)
        let driven = plain.map { day in
            var day = day
            day.kilowattHours += 0.5 * (day.occupancy ?? 0)
            return day
        }
        let model = try DailyModel(fitting: driven)
        #expect(model.form.occupancy && abs(value("occupancy", model) - 0.5) < 0.05)
    }

    @Test func `has no bias on its own baseline, whatever the building`() throws {
        var random = SplitMix(state: 7)
        for seed in 1...10 as ClosedRange<UInt64> {
            let building = SyntheticBuilding(
                base: 20 + 100 * uniform(&random), heating: 10 * uniform(&random), cooling: 10 * uniform(&random),
                quiet: 15 * uniform(&random), scatter: 5 + 20 * uniform(&random), correlation: 0.8 * uniform(&random))
            let days = building.days(340, seed: seed)
            let model = try DailyModel(fitting: days)
            #expect(abs(model.statistics.nmbe) < 1e-12)
            let (said, used) = (model.predict(days).reduce(0, +), days.reduce(0) { $0 + $1.kilowattHours })
            #expect(abs(said - used) < 1e-9 * used)
        }
    }

    @Test func `expects more error of days to come than of those it was fitted to`() throws {
        let model = try DailyModel(fitting: SyntheticBuilding(scatter: 20, correlation: 0.5).days(365, seed: 8))
        #expect(model.heldBack.cvrmse > model.statistics.cvrmse)
        #expect(model.heldBack.cvrmse < 1.2 * model.statistics.cvrmse)
    }

    @Test func `says the same of the same days as it always did`() throws {
        let days = SyntheticBuilding(quiet: 30, scatter: 15, correlation: 0.4).days(730, seed: 9)
        let (before, after) = (Array(days[..<365]), Array(days[365...]))
        let model = try DailyModel(fitting: before)
        let foresight = model.foresee(after, from: before, seed: 1)
        #expect("\(model.form)" == "two slopes, one change point, quiet days apart")
        #expect(abs(model.statistics.cvrmse - 0.110336) < 1e-6)
        #expect(foresight.blockDays == 1)
        #expect(abs(foresight.kilowattHours - 50_198.09) < 0.01)
        let interval = foresight.interval(level: 0.9)
        #expect(abs(interval.lowerBound - 49_209.15) < 0.01)
        #expect(abs(interval.upperBound - 51_351.93) < 0.01)
    }

    private func value(_ name: String, _ model: DailyModel) -> Double {
        model.coefficients.first { $0.name == name }?.value ?? .nan
    }
}
