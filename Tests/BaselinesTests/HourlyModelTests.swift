import Baselines
import Calendars
import Chance
import Glibc
import Quantities
import Testing

struct HourlyModelTests {
    @Test func `recovers levels of the week and slopes of busy and quiet hours`() throws {
        let model = try HourlyModel(fitting: hours(days: 365, seed: 1))
        #expect(model.busy.indices.allSatisfy { model.busy[$0] == isBusy($0) })
        // Colder than every edge: 0.2 kWh more per kelvin less while busy, 0.1 otherwise.
        let cold = try #require(model.busyPart.temperatureSlopes.first)
        #expect(abs(cold + 0.2) < 0.03)
        let cool = try #require(model.quietPart.temperatureSlopes.first)
        #expect(abs(cool + 0.1) < 0.03)
        #expect(abs(model.statistics.nmbe) < 1e-12)
    }

    @Test func `gives the sum of a later time within its interval`() throws {
        let all = hours(days: 730, seed: 2)
        let (before, after) = (Array(all[..<8_760]), Array(all[8_760...]))
        let foresight = try HourlyModel(fitting: before).foresee(after, from: before)
        let used = after.reduce(0) { $0 + $1.kilowattHours }
        #expect(foresight.interval(level: 0.9).contains(used))
        let width = foresight.interval(level: 0.9)
        #expect((width.upperBound - width.lowerBound) / used < 0.02)
    }

    @Test func `refuses a baseline in which an hour of the week never was`() {
        let gone = hours(days: 365, seed: 3).filter { $0.hourOfWeek != 30 }
        #expect(throws: Refusal.indeterminate("there is no data of weekday 2, 6:00")) {
            _ = try HourlyModel(fitting: gone)
        }
    }

    @Test func `does with one temperature alone, and then has no slopes`() throws {
        let mild = hours(days: 365, seed: 4).map { hour in
            var hour = hour
            hour.celsius = 10
            return hour
        }
        let model = try HourlyModel(fitting: mild)
        #expect(model.busyPart.slopes.isEmpty && model.quietPart.slopes.isEmpty)
        #expect(model.statistics.cvrmse.isFinite)
    }

    /// Monday to Friday, 8:00 to 18:00.
    private func isBusy(_ hourOfWeek: Int) -> Bool { hourOfWeek < 120 && (8..<18).contains(hourOfWeek % 24) }

    private func hours(days: Int, seed: UInt64) -> [HourlyEnergy.Hour] {
        var random = SplitMix(state: seed)
        return (0..<days * 24).map { index in
            let date = CivilDate(daysSinceEpoch: 19_358 + index / 24)
            let celsius = 10 - 12 * cos(2 * Double.pi * Double(index) / 8_766) + 3 * normal(&random)
            var hour = HourlyEnergy.Hour(
                Timestamp(milliseconds: Int64(19_358 * 24 + index) * 3_600_000), date: date, hourOfDay: index % 24,
                kilowattHours: 0, celsius: celsius)
            let busy = isBusy(hour.hourOfWeek)
            hour.kilowattHours =
                (busy ? 20 : 5) + (busy ? 0.2 : 0.1) * max(0, 18.3 - celsius) + 0.3 * normal(&random)
            return hour
        }
    }
}
