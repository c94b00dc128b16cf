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
        _ hours: [HourlyEnergy.Hour], from baseline: [HourlyEnergy.Hour], seed: UInt64 = 1
    ) throws(Refusal) -> Foresight {
        let fit = try HourlyFit(baseline, busy: busy)
        let sum = hours.reduce(0) { $0 + predict($1) }
        let left = Table(baseline, unseenErrors)
        let weights = Table(baseline, fit.weights(baseline, of: hours))
        let later = Table(hours, [Double](repeating: 1, count: hours.count))
        let block = BlockLength(left.sums)
        let luck = Luck(left.dates, left.sums, length: block.days)
        let (seen, ahead) = (weights.dates.map(\.daysSinceEpoch), later.dates.map(\.daysSinceEpoch))
        var random = Draws(seed: seed)
        var errors: [Double] = []
        for _ in 0..<Foresight.times {
            let said = weights.weigh(left, luck.draw(seen, using: &random))
            let truth = later.weigh(left, luck.draw(ahead, using: &random))
            errors.append((truth - said) * block.widening)
        }
        return Foresight(kilowattHours: sum, errors: errors.sorted(), blockDays: block.days)
    }

    /// Values by day and hour of the day; zero where there is none.
    private struct Table {
        private(set) var dates: [CivilDate] = []
        private var values: [Double] = []

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

        var sums: [Double] {
            dates.indices.map { day in values[day * 24..<day * 24 + 24].reduce(0, +) }
        }

        /// The sum of this table's values times those of the other's days that were drawn for them.
        func weigh(_ other: Table, _ drawn: [(day: Int, factor: Double)]) -> Double {
            values.withUnsafeBufferPointer { values in
                other.values.withUnsafeBufferPointer { others in
                    var sum = 0.0
                    for (day, drawn) in drawn.enumerated() {
                        let source = drawn.day
                        sum +=
                            drawn.factor
                            * dot(
                                UnsafeBufferPointer(rebasing: values[day * 24..<day * 24 + 24]),
                                UnsafeBufferPointer(rebasing: others[source * 24..<source * 24 + 24]))
                    }
                    return sum
                }
            }
        }
    }
}
