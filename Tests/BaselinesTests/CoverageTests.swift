import Baselines
import Testing

/// Whether an interval of 90 % holds the truth nine times in ten, for buildings whose scatter hangs together.
struct CoverageTests {
    @Test(arguments: [0.0, 0.3, 0.6])
    func `holds the truth about nine times in ten`(correlation: Double) throws {
        let building = SyntheticBuilding(cooling: 0, scatter: 15, correlation: correlation)
        let years = 100
        var held = 0
        for seed in 1...UInt64(years) {
            let days = building.days(730, seed: seed * 7_919)
            let (before, after) = (Array(days[..<365]), Array(days[365...]))
            let model = try DailyModel(DailyForm(.heating), fitting: before)
            let interval = model.foresee(after, from: before, seed: seed, times: 120).interval(level: 0.9)
            if interval.contains(after.reduce(0) { $0 + $1.kilowattHours }) { held += 1 }
        }
        // Three standard deviations of a count of 100 at 90 % are 9.
        #expect((81...99).contains(held), "\(held) of \(years)")
    }

    @Test func `an interval that ignored the correlation would be too narrow`() throws {
        let days = SyntheticBuilding(scatter: 15, correlation: 0.6).days(730, seed: 5)
        let loose = SyntheticBuilding(scatter: 15).days(730, seed: 5)
        let (narrow, wide) = (try width(loose), try width(days))
        #expect(wide > 1.4 * narrow)
    }

    private func width(_ days: [DailyEnergy.Day]) throws -> Double {
        let before = Array(days[..<365])
        let interval = try DailyModel(DailyForm(.both), fitting: before)
            .foresee(Array(days[365...]), from: before).interval(level: 0.9)
        return interval.upperBound - interval.lowerBound
    }
}
