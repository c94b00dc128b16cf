internal import Baselines
internal import Calendars

/// The report for people.
extension SavingsReport {
    var table: String {
        var lines: [String] = []
        if let fitted { lines += describe(fitted) }
        for (name, data) in [("baseline", baseline), ("reporting", reporting)] {
            guard let data else { continue }
            let filled = data.filledUp > 0 ? "; \(data.filledUp) of its values filled up in proportion" : ""
            lines.append(
                "\(name): \(data.dates), \(data.days.figure(1)) of \(data.dates.count) days with energy and weather "
                    + "(\((data.coverage * 100).figure(1)) %)\(filled)")
            lines += data.leftOutLines.map { "  left out: \($0)" }
        }
        if let holidays {
            lines.append(
                "holidays of \(holidays.file), kept as \(holidays.kept): \(holidays.baseline) in the baseline, "
                    + "\(holidays.reporting) in the reporting period")
        }
        if let savings { lines += describe(savings) }
        if let attributed { lines += describe(attributed) }
        lines += notes
        if let refusal { lines.append("\(refusal)") }
        return lines.joined(separator: "\n")
    }

    private func describe(_ fitted: Fitted) -> [String] {
        var lines: [String] = []
        switch fitted {
        case .daily(let model):
            lines.append("model: daily, \(model.form)")
            if !model.changePoints.isEmpty {
                lines.append(
                    "  change points: \(model.changePoints.map { $0.figure(1) + " °C" }.joined(separator: ", "))")
            }
            if model.form.week == .weekend || model.form.splitSlopes {
                let quiet = Weekday.allCases.filter(model.quiet.contains).map { "\($0)" }
                lines.append("  days apart: \(quiet.joined(separator: ", "))")
            }
            lines += model.coefficients.map { "  \($0.name): \($0.value.figure(3)) kWh" }
        case .hourly(let model):
            lines.append("model: hourly, by hour of the week and temperature")
            lines.append("  busy hours of the week: \(model.busy.count { $0 }) of 168")
            for (name, part) in [("busy", model.busyPart), ("quiet", model.quietPart)] {
                let slopes = part.temperatureSlopes.map { $0.figure(3) }.joined(separator: ", ")
                let edges = part.edges.map { $0.figure(1) }.joined(separator: ", ")
                lines.append("  \(name) hours: \(slopes.isEmpty ? "no" : slopes) kWh/K, parted at \(edges) °C")
                if let slope = part.occupancySlope { lines.append("    and \(slope.figure(3)) kWh per occupancy") }
            }
        }
        let (fit, unseen) = fitted.statistics
        let pnrmse = fit.pnrmse.map { ", RMSE over quartiles' range \($0.figure(2))" } ?? ""
        lines.append(
            "  fit: CV(RMSE) \((fit.cvrmse * 100).figure(2)) %, NMBE \((fit.nmbe * 100).figure(4)) %\(pnrmse), "
                + "\(fit.parameters) parameters on \(fit.count) values")
        lines.append(
            "  held back, four weeks at a time: CV(RMSE) \((unseen.cvrmse * 100).figure(2)) %, "
                + "NMBE \((unseen.nmbe * 100).figure(2)) %")
        return lines
    }

    private func describe(_ savings: Savings) -> [String] {
        let level = "\((savings.level * 100).figure(0)) %"
        var lines = [
            "would have been used: \(savings.predicted.kilowattHours.figure(0)) kWh"
        ]
        for applied in savings.adjustments {
            let adjustment = applied.adjustment
            lines.append(
                "adjustment: \(applied.kilowattHours.figure(0)) kWh (\(adjustment.dates), "
                    + "\(adjustment.kilowattHoursPerDay.figure(3)) kWh/day on \(applied.days.figure(1)) days; "
                    + "\(adjustment.reason); by \(adjustment.by))")
        }
        lines.append("was used: \(savings.measured.figure(0)) kWh")
        let (low, high) = (savings.interval.lowerBound, savings.interval.upperBound)
        lines.append(
            "avoided: \(savings.avoided.figure(0)) kWh, \(level) interval \(low.figure(0)) to \(high.figure(0)) kWh "
                + (savings.isAnnual ? "(a year's)" : "(of these days; not a year's)"))
        if let share = savings.share, let interval = savings.shareInterval {
            lines.append(
                "avoided share: \((share * 100).figure(1)) %, \(level) interval "
                    + "\((interval.lowerBound * 100).figure(1)) to \((interval.upperBound * 100).figure(1)) %")
        }
        if !savings.isDistinct { lines.append("the saving cannot be told from zero") }
        lines.append(
            "interval: block bootstrap, blocks of \(savings.predicted.blockDays) days; it knows the baseline's scatter, "
                + "not changes of the building")
        lines.append(
            "the errors of the baseline's \(savings.baselineDays) days scatter like those of "
                + "\(savings.predicted.independentDays.figure(0)) that have nothing of each other"
                + (savings.predicted.isSound ? "" : ": so few that the interval may be too narrow"))
        if savings.beyondRange > 0 {
            lines.append(
                "\(savings.beyondRange) values of the reporting period have temperatures that the baseline never had")
        }
        return lines
    }

    private func describe(_ attributed: AttributedSaving) -> [String] {
        var lines = [
            "control alone: \((attributed.counterfactual - attributed.used).figure(3)) kWh in "
                + "\(attributed.days.figure(1)) days, \(attributed.perDay.figure(3)) kWh/day (\(attributed.source))"
        ]
        if let savings {
            let comparison = attributed.beside(savings)
            let metered =
                "the meter's saving is \(comparison.metered.figure(3)) kWh/day over \(savings.days.figure(1)) days"
            lines.append(
                scope?.isSame == true
                    ? metered + "; disagreement \(comparison.disagreement.figure(3)) kWh/day, control alone lies "
                        + (comparison.isWithinInterval ? "within" : "outside") + " the meter's interval" : metered)
        }
        if let scope { lines.append(scope.description) }
        return lines
    }
}

extension SavingsReport.Data {
    /// One for each run of days that lack the same.
    fileprivate var leftOutLines: [String] {
        var lines: [String] = []
        var place = 0
        while place < leftOut.count {
            var end = place
            while end + 1 < leftOut.count, leftOut[end + 1].reason == leftOut[place].reason,
                leftOut[place].hours == nil, leftOut[end + 1].date == leftOut[end].date.adding(days: 1)
            {
                end += 1
            }
            lines.append(
                end == place
                    ? "\(leftOut[place])"
                    : "\(leftOut[place].date) to \(leftOut[end].date): \(leftOut[place].reason.rawValue)")
            place = end + 1
        }
        return lines
    }
}

extension Double {
    /// With so many decimals, half away from zero.
    fileprivate func figure(_ places: Int) -> String {
        let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = (magnitude * scale).rounded()
        guard scaled < 9e15 else { return description }
        let (whole, rest) = Int64(scaled).quotientAndRemainder(dividingBy: Int64(scale))
        let sign = self < 0 && scaled > 0 ? "-" : ""
        guard places > 0 else { return sign + "\(whole)" }
        let digits = "\(rest)"
        return "\(sign)\(whole)." + String(repeating: "0", count: places - digits.count) + digits
    }
}
