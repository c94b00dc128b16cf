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
    /// By a model that the baseline must be able to carry.
    ///
    /// - Parameter level: 0.5 to 0.99.
    /// - Throws: ``Refusal``.
    public static func of<Energy: PeriodEnergy>(
        baseline: Energy, reporting: Energy, adjustments: [Adjustment] = [], level: Double = 0.9, seed: UInt64 = 1,
        rules: Sufficiency = Sufficiency()
    ) throws(Refusal) -> (Energy.Model, Savings) {
        try rules.check(days: Int(baseline.length), coverage: baseline.coverage)
        let model = try Energy.Model(fitting: baseline.pieces)
        try rules.check(model.statistics)
        guard !reporting.pieces.isEmpty else {
            throw .nothingReported(
                "no \(Energy.piecesPerDay == 1 ? "day" : "hour") of the reporting period \(reporting.dates) has energy and "
                    + "weather")
        }
        let applied = adjustments.map { adjustment in
            Adjustment.Applied(
                adjustment: adjustment,
                days: Double(reporting.pieces.count { adjustment.dates.contains($0.date) })
                    / Double(Energy.piecesPerDay))
        }
        let savings = Savings(
            baseline: baseline.dates, reporting: reporting.dates, baselineDays: Int(baseline.length),
            days: reporting.length, coverage: reporting.coverage,
            predicted: try model.foresee(
                reporting.pieces, from: baseline.pieces, seed: seed, times: Foresight.times),
            measured: reporting.pieces.reduce(0) { $0 + $1.kilowattHours }, adjustments: applied, level: level,
            baselineLeftOut: baseline.leftOut, leftOut: reporting.leftOut,
            beyondRange: reporting.pieces.count { !model.range.contains($0.celsius) },
            byDay: zip(reporting.pieces, model.predict(reporting.pieces)).reduce(into: []) { days, said in
                let (piece, predicted) = said
                let last = days.last.flatMap { $0.date == piece.date ? days.removeLast() : nil }
                days.append(
                    Day(
                        date: piece.date, measured: (last?.measured ?? 0) + piece.kilowattHours,
                        predicted: (last?.predicted ?? 0) + predicted))
            })
        return (model, savings)
    }
}
