internal import Baselines
internal import Calendars
internal import JSON

/// All that `lightwell-hub savings` has to say: model, saving or refusal, and what was left out.
struct SavingsReport {
    enum Fitted {
        case daily(DailyModel)
        case hourly(HourlyModel)
    }

    /// What there was of a period, before anything was computed.
    struct Data {
        let dates: Dates
        /// Days, or hours in days.
        let days: Double
        let coverage: Double
        /// Days, or hours of an hourly model.
        let filledUp: Int
        let leftOut: [LeftOut]
    }

    let attributed: AttributedSaving?
    /// Whether that and the meter are of the same lamps.
    let scope: LampScope?
    let holidays: FreeDays?
    private(set) var notes: [String]
    private(set) var fitted: Fitted?
    private(set) var savings: Savings?
    private(set) var baseline: Data?
    private(set) var reporting: Data?
    var refusal: Refusal?

    init(attributed: AttributedSaving?, scope: LampScope?, holidays: FreeDays?, notes: [String]) {
        (self.attributed, self.scope, self.holidays) = (attributed, scope, holidays)
        self.notes = notes + (holidays?.doubts ?? [])
    }

    mutating func take(_ baseline: some PeriodEnergy, _ reporting: some PeriodEnergy) {
        self.baseline = Data(baseline)
        self.reporting = Data(reporting)
    }

    mutating func take(_ fitted: Fitted, _ savings: Savings) {
        (self.fitted, self.savings) = (fitted, savings)
        if case .daily(let model) = fitted, let holidays {
            if model.form.week == .same {
                notes.append("the model tells no days of the week apart, so that holidays change nothing")
            } else if model.form.week == .weekend, !model.quiet.contains(holidays.kept) {
                notes.append("holidays are kept as \(holidays.kept), which the model does not set apart: see --day-off")
            }
        }
        for applied in savings.adjustments where applied.days == 0 {
            notes.append(
                "the adjustment of \(applied.adjustment.dates) speaks of no day that counts, and changes nothing")
        }
    }

    var json: JSON {
        let comparison = attributed.flatMap { attributed in
            savings.map { attributed.json(beside: attributed.beside($0), scope) }
        }
        return .object(
            [
                ("refused", .string(refusal?.description)), ("baseline", baseline?.json ?? .null),
                ("reporting", reporting?.json ?? .null), ("model", fitted?.json ?? .null),
            ] + (savings?.members ?? [])
                + [
                    ("attributed", comparison ?? attributed?.json(beside: nil, scope) ?? .null),
                    ("holidays", holidays?.json ?? .null),
                    ("notes", .array(notes.map { .string($0) })),
                ])
    }
}

extension SavingsReport.Data {
    init(_ energy: some PeriodEnergy) {
        self.init(
            dates: energy.dates, days: energy.length, coverage: energy.coverage, filledUp: energy.filledUp,
            leftOut: energy.leftOut)
    }

    fileprivate var json: JSON {
        .object([
            ("from", .string("\(dates.from)")), ("to", .string("\(dates.to)")),
            ("calendar_days", .integer(Int64(dates.count))), ("days", .number(days, places: 3)),
            ("coverage", .number(coverage, places: 6)), ("filled_up", .integer(Int64(filledUp))),
            (
                "left_out",
                .array(
                    leftOut.map {
                        .object([
                            ("date", .string("\($0.date)")), ("hours", $0.hours.map { .integer(Int64($0)) } ?? .null),
                            ("reason", .string($0.reason.rawValue)), ("coverage", .number($0.coverage, places: 3)),
                        ])
                    })
            ),
        ])
    }
}

extension SavingsReport.Fitted {
    var statistics: (fit: FitStatistics, heldBack: FitStatistics) {
        switch self {
        case .daily(let model): (model.statistics, model.heldBack)
        case .hourly(let model): (model.statistics, model.heldBack)
        }
    }

    fileprivate var json: JSON {
        let figures: [(String, JSON)] = [
            ("statistics", statistics.fit.json), ("held_back", statistics.heldBack.json),
        ]
        switch self {
        case .daily(let model):
            return .object(
                [
                    ("kind", .string("daily")), ("form", .string("\(model.form)")),
                    ("change_points_c", .array(model.changePoints.map { .number($0, places: 2) })),
                    (
                        "coefficients",
                        .object(model.coefficients.map { ($0.name, .number($0.value, places: 6)) })
                    ),
                    (
                        "apart",
                        .array(Weekday.allCases.filter(model.quiet.contains).map { .string($0.abbreviation) })
                    ),
                    ("range_c", [model.range.lowerBound, model.range.upperBound].json(places: 2)),
                ] + figures)
        case .hourly(let model):
            return .object(
                [
                    ("kind", .string("hourly")),
                    (
                        "busy_hours_of_week",
                        .array(model.busy.indices.filter { model.busy[$0] }.map { .integer(Int64($0)) })
                    ), ("busy", model.busyPart.json), ("quiet", model.quietPart.json),
                    ("range_c", [model.range.lowerBound, model.range.upperBound].json(places: 2)),
                ] + figures)
        }
    }
}

extension HourlyModel.Regime {
    fileprivate var json: JSON {
        .object([
            ("edges_c", edges.json(places: 2)), ("slopes_kwh_per_k", temperatureSlopes.json(places: 6)),
            ("kwh_per_occupancy", .number(occupancySlope, places: 6)), ("levels_kwh", levels.json(places: 4)),
        ])
    }
}

extension FitStatistics {
    fileprivate var json: JSON {
        .object([
            ("count", .integer(Int64(count))), ("parameters", .integer(Int64(parameters))),
            ("rmse_kwh", .number(rmse, places: 6)), ("cvrmse", .number(cvrmse, places: 6)),
            ("nmbe", .number(nmbe, places: 9)), ("pnrmse", .number(pnrmse, places: 6)), ("r2", .number(r2, places: 6)),
        ])
    }
}

extension Savings {
    fileprivate var members: [(String, JSON)] {
        [
            ("predicted_kwh", .number(predicted.kilowattHours, places: 3)),
            ("measured_kwh", .number(measured, places: 3)),
            ("adjusted_kwh", .number(adjusted, places: 3)), ("avoided_kwh", .number(avoided, places: 3)),
            ("level", .number(level)), ("interval_kwh", [interval.lowerBound, interval.upperBound].json(places: 3)),
            ("avoided_share", .number(share, places: 6)),
            ("interval_share", shareInterval.map { [$0.lowerBound, $0.upperBound].json(places: 6) } ?? .null),
            ("relative_uncertainty", .number(uncertainty, places: 6)),
            ("distinct_from_zero", .bool(isDistinct)), ("annual", .bool(isAnnual)),
            ("beyond_range", .integer(Int64(beyondRange))), ("block_days", .integer(Int64(predicted.blockDays))),
            ("independent_days", .number(predicted.independentDays, places: 1)),
            ("interval_sound", .bool(predicted.isSound)),
            (
                "adjustments",
                .array(
                    adjustments.map {
                        .object([
                            ("from", .string("\($0.adjustment.dates.from)")),
                            ("to", .string("\($0.adjustment.dates.to)")),
                            ("kwh_per_day", .number($0.adjustment.kilowattHoursPerDay)),
                            ("days", .number($0.days, places: 3)), ("kwh", .number($0.kilowattHours, places: 3)),
                            ("reason", .string($0.adjustment.reason)), ("by", .string($0.adjustment.by)),
                        ])
                    })
            ),
            (
                "by_day",
                .array(
                    byDay.map {
                        .object([
                            ("date", .string("\($0.date)")), ("measured_kwh", .number($0.measured, places: 4)),
                            ("predicted_kwh", .number($0.predicted, places: 4)),
                        ])
                    })
            ),
        ]
    }
}

extension AttributedSaving {
    fileprivate func json(beside comparison: Comparison?, _ scope: LampScope?) -> JSON {
        let same = scope?.isSame == true ? comparison : nil
        return .object([
            ("source", .string(source)), ("counterfactual_kwh", .number(counterfactual, places: 6)),
            ("used_kwh", .number(used, places: 6)), ("days", .number(days, places: 3)),
            ("kwh_per_day", .number(perDay, places: 6)),
            ("metered_kwh_per_day", .number(comparison?.metered, places: 6)),
            ("same_lamps", .bool(scope?.isSame)), ("meter_zones", scope?.meter.json ?? .null),
            ("trace_zones", scope?.trace.json ?? .null), ("scope", .string(scope?.description)),
            ("disagreement_kwh_per_day", .number(same?.disagreement, places: 6)),
            ("within_interval", .bool(same?.isWithinInterval)),
        ])
    }
}

extension Set<String>? {
    /// In the order of the alphabet.
    fileprivate var json: JSON { map { .array($0.sorted().map { .string($0) }) } ?? .null }
}

extension [Double] {
    fileprivate func json(places: Int) -> JSON { .array(map { .number($0, places: places) }) }
}
