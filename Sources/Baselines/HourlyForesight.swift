internal import Calendars

extension HourlyModel {
    /// What later hours would have used, in sum; see ``Foresight``.
    ///
    /// The model's sum is linear in the baseline's energy, so that each new fit is a weighted sum of the luck drawn.
    /// Blocks are of whole days.
    ///
    /// - Parameter baseline: the hours that the model was fitted to.
    /// - Parameter hours: later ones, at least one.
    public func foresee(
        _ hours: [HourlyEnergy.Hour], from baseline: [HourlyEnergy.Hour], seed: UInt64 = 1, times: Int = Foresight.times
    ) throws(Refusal) -> Foresight {
        let fit = try HourlyFit(baseline, busy: busy)
        let sum = hours.reduce(0) { $0 + predict($1) }
        let left = Table(baseline, unseenErrors)
        let weights = Table(baseline, fit.weights(baseline, of: hours))
        let later = Table(hours, [Double](repeating: 1, count: hours.count))
        let luck = Luck(left.dates, left.values, width: 24)
        let (seen, ahead) = (weights.dates.map(\.daysSinceEpoch), later.dates.map(\.daysSinceEpoch))
        var random = Draws(seed: seed)
        var errors: [Double] = []
        for _ in 0..<times {
            let memory = luck.memory.drawn(using: &random)
            let said = dot(weights.values, luck.draw(seen, memory, using: &random))
            let truth = dot(later.values, luck.draw(ahead, memory, using: &random))
            errors.append((truth - said) * luck.block.widening)
        }
        return Foresight(kilowattHours: sum, errors: errors.sorted(), luck, of: left.dates.count)
    }

    /// Values by day and hour of the day; zero where there is none.
    private struct Table {
        private(set) var dates: [CivilDate] = []
        private(set) var values: [Double] = []

        init(_ hours: [HourlyEnergy.Hour], _ each: [Double]) {
            for (hour, value) in zip(hours, each) {
                if dates.last != hour.date {
                    dates.append(hour.date)
                    values += [Double](repeating: 0, count: 24)
                }
                // The hour that a clock shows twice is one row.
                values[(dates.count - 1) * 24 + hour.hourOfDay] += value
            }
        }
    }
}
