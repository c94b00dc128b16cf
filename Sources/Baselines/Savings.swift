public import Calendars

/// Avoided energy over a reporting period: what the baseline's model says of that time's weather and occupancy, with
/// adjustments, less what was used (IPMVP options B and C; option B where the meter is that of what was changed).
public struct Savings: Hashable, Sendable {
    public let baseline: Dates
    public let reporting: Dates
    /// Days of the baseline that the model rests on; of an hourly model, its hours in days.
    public let baselineDays: Int
    /// Days that count on both sides; of an hourly model, hours in days.
    public let days: Double
    /// The share of the reporting period that counts, 0 to 1.
    public let coverage: Double
    /// What the model says the time would have used, before adjustments, kWh.
    public let predicted: Foresight
    /// kWh.
    public let measured: Double
    public let adjustments: [Adjustment.Applied]
    /// 0.5 to 0.99.
    public let level: Double
    public let baselineLeftOut: [LeftOut]
    public let leftOut: [LeftOut]
    /// Days (or hours) whose temperature the baseline never had: there the model only goes on.
    public let beyondRange: Int

    /// What was said and what was used, day by day, adjustments left aside; in order.
    public let byDay: [Day]

    public struct Day: Hashable, Sendable {
        public let date: CivilDate
        /// kWh.
        public let measured: Double
        /// kWh.
        public let predicted: Double
    }

    /// kWh added to the prediction by hand.
    public var adjusted: Double { adjustments.reduce(0) { $0 + $1.kilowattHours } }
    /// kWh; negative when more was used.
    public var avoided: Double { predicted.kilowattHours + adjusted - measured }

    /// Where the avoided energy lies with a probability of ``level``; kWh.
    public var interval: ClosedRange<Double> {
        let predicted = predicted.interval(level: level)
        return predicted.lowerBound + adjusted - measured...predicted.upperBound + adjusted - measured
    }

    /// Avoided energy as a share of what would have been used; `nil` unless that is above zero.
    public var share: Double? { share(of: predicted.kilowattHours) }

    /// `nil` unless all of it is above zero.
    public var shareInterval: ClosedRange<Double>? {
        let predicted = predicted.interval(level: level)
        guard let low = share(of: predicted.lowerBound), let high = share(of: predicted.upperBound) else { return nil }
        return low...high
    }

    /// Half the interval over the avoided energy; `nil` when nothing was avoided.
    public var uncertainty: Double? {
        avoided > 0 ? (interval.upperBound - interval.lowerBound) / 2 / avoided : nil
    }

    /// Whether the interval leaves zero out.
    public var isDistinct: Bool { !interval.contains(0) }

    /// Whether it may be called a year's saving: 329 days, 90 % of the period. Otherwise it is that of these days.
    public var isAnnual: Bool {
        days >= Double(Sufficiency().leastDays) && coverage >= Sufficiency().leastCoverage
    }

    private func share(of predicted: Double) -> Double? {
        predicted + adjusted > 0 ? 1 - measured / (predicted + adjusted) : nil
    }
}

extension Savings {
    /// By a daily model, which the baseline must be able to carry.
    ///
    /// - Parameter level: 0.5 to 0.99.
    /// - Throws: ``Refusal``.
    public static func daily(
        baseline: DailyEnergy, reporting: DailyEnergy, adjustments: [Adjustment] = [], level: Double = 0.9,
        seed: UInt64 = 1, rules: Sufficiency = Sufficiency()
    ) throws(Refusal) -> (DailyModel, Savings) {
        try rules.check(days: baseline.days.count, coverage: baseline.coverage)
        let model = try DailyModel(fitting: baseline.days)
        try rules.check(model.statistics)
        guard !reporting.days.isEmpty else {
            throw .nothingReported("no day of the reporting period \(reporting.dates) has energy and weather")
        }
        let applied = adjustments.map { adjustment in
            Adjustment.Applied(
                adjustment: adjustment,
                days: Double(reporting.days.count { adjustment.dates.contains($0.date) }))
        }
        let savings = Savings(
            baseline: baseline.dates, reporting: reporting.dates, baselineDays: baseline.days.count,
            days: Double(reporting.days.count), coverage: reporting.coverage,
            predicted: model.foresee(reporting.days, from: baseline.days, seed: seed),
            measured: reporting.days.reduce(0) { $0 + $1.kilowattHours }, adjustments: applied, level: level,
            baselineLeftOut: baseline.leftOut, leftOut: reporting.leftOut,
            beyondRange: reporting.days.count { !model.range.contains($0.celsius) },
            byDay: zip(reporting.days, model.predict(reporting.days)).map {
                Day(date: $0.date, measured: $0.kilowattHours, predicted: $1)
            })
        return (model, savings)
    }

    /// By an hourly model, which the baseline must be able to carry.
    ///
    /// - Throws: ``Refusal``.
    public static func hourly(
        baseline: HourlyEnergy, reporting: HourlyEnergy, adjustments: [Adjustment] = [], level: Double = 0.9,
        seed: UInt64 = 1, rules: Sufficiency = Sufficiency()
    ) throws(Refusal) -> (HourlyModel, Savings) {
        try rules.check(days: baseline.days, coverage: baseline.coverage)
        let model = try HourlyModel(fitting: baseline.hours)
        try rules.check(model.statistics)
        guard !reporting.hours.isEmpty else {
            throw .nothingReported("no hour of the reporting period \(reporting.dates) has energy and weather")
        }
        let applied = adjustments.map { adjustment in
            Adjustment.Applied(
                adjustment: adjustment,
                days: Double(reporting.hours.count { adjustment.dates.contains($0.date) }) / 24)
        }
        let savings = Savings(
            baseline: baseline.dates, reporting: reporting.dates, baselineDays: baseline.days,
            days: Double(reporting.hours.count) / 24, coverage: reporting.coverage,
            predicted: try model.foresee(reporting.hours, from: baseline.hours, seed: seed),
            measured: reporting.hours.reduce(0) { $0 + $1.kilowattHours }, adjustments: applied, level: level,
            baselineLeftOut: baseline.leftOut, leftOut: reporting.leftOut,
            beyondRange: reporting.hours.count { !model.range.contains($0.celsius) },
            byDay: reporting.hours.reduce(into: []) { days, hour in
                let last = days.last.flatMap { $0.date == hour.date ? days.removeLast() : nil }
                days.append(
                    Day(
                        date: hour.date, measured: (last?.measured ?? 0) + hour.kilowattHours,
                        predicted: (last?.predicted ?? 0) + model.predict(hour)))
            })
        return (model, savings)
    }
}
