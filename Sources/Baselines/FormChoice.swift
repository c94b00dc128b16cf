internal import Calendars

/// Decides what a daily model looks at, by what each form says of days that it has not seen.
///
/// Blocks of four weeks are held back in turn (block cross-validation: Roberts et al. 2017, Ecography 40:913), since
/// neighbours resemble each other and days held back one by one would praise the richest form. Change points are
/// searched anew each time. A richer form is taken only if its squared error on held-back days is at least 2 % smaller
/// (an assumption: a year's luck is larger than that).
struct FormChoice {
    let form: DailyForm
    let terms: DailyTerms
    /// What was said of each day while it was held back; empty where nothing could be.
    let heldBack: [Double]

    static let blockDays = 28
    static let folds = 6
    static let worthwhile = 0.98

    init(_ days: [DailyEnergy.Day]) {
        let terms = DailyTerms(quiet: FormChoice.quietDays(days))
        let judge = Judge(days, terms)
        var best = judge.best(DailyForm(.none))
        func consider(_ form: DailyForm) {
            let other = judge.best(form)
            if other.error < best.error * Self.worthwhile { best = other }
        }
        if days.allSatisfy({ $0.occupancy != nil }), Set(days.map(\.occupancy)).count > 1 {
            consider(DailyForm(.none, occupancy: true))
        }
        let occupancy = best.form.occupancy
        consider(DailyForm(.none, week: .weekend, occupancy: occupancy))
        if best.form.week == .weekend {
            consider(DailyForm(.none, week: .weekend, splitSlopes: true, occupancy: occupancy))
        }
        consider(DailyForm(.none, week: .everyDay, splitSlopes: best.form.splitSlopes, occupancy: occupancy))
        let (week, split) = (best.form.week, best.form.splitSlopes)
        consider(DailyForm(.none, week: week, splitSlopes: split, hasSeason: true, occupancy: occupancy))
        // Between coarse knots a second slope makes up for a change point that lies off them: the shape is judged once
        // more with change points as fine as the model's own.
        best = judge.best(best.form, isFine: true)
        (form, self.terms, heldBack) = (best.form, terms, best.predicted)
    }

    /// What the form says of each day while it is held back; empty where it cannot be said.
    static func heldBack(_ form: DailyForm, _ days: [DailyEnergy.Day], _ terms: DailyTerms) -> [Double] {
        Judge(days, terms).judge(form, [form.shape], isFine: true).first?.predicted ?? []
    }

    /// The two consecutive days of the week whose mean use differs most from that of the others; Saturday and Sunday
    /// where none does.
    static func quietDays(_ days: [DailyEnergy.Day]) -> Set<Weekday> {
        var most = 0.0
        var quiet: Set<Weekday> = [.saturday, .sunday]
        for weekday in [.saturday, .sunday, .monday, .tuesday, .wednesday, .thursday, .friday] as [Weekday] {
            let pair: Set = [weekday, weekday.next]
            let (inside, outside) = days.reduce(into: ((0.0, 0.0), (0.0, 0.0))) { sums, day in
                if pair.contains(day.weekday) {
                    sums.0 = (sums.0.0 + day.kilowattHours, sums.0.1 + 1)
                } else {
                    sums.1 = (sums.1.0 + day.kilowattHours, sums.1.1 + 1)
                }
            }
            guard inside.1 > 0, outside.1 > 0 else { continue }
            let difference = abs(inside.0 / inside.1 - outside.0 / outside.1)
            if difference > most * 1.01 { (most, quiet) = (difference, pair) }
        }
        return quiet
    }

    /// A form and what it said of every day while that was held back.
    struct Judged {
        var form: DailyForm
        var error: Double
        var predicted: [Double]
    }

    /// The held-back days, the same for all forms.
    struct Judge {
        let days: [DailyEnergy.Day]
        let terms: DailyTerms
        let fold: [Int]
        let knots: [Double]

        init(_ days: [DailyEnergy.Day], _ terms: DailyTerms) {
            (self.days, self.terms, knots) = (days, terms, Knots.coarse(days))
            let first = days.first?.date.daysSinceEpoch ?? 0
            fold = days.map { ($0.date.daysSinceEpoch - first) / FormChoice.blockDays % FormChoice.folds }
        }

        /// The form with the shape that does best; simpler shapes first, richer ones where they are worth it.
        func best(_ form: DailyForm, isFine: Bool = false) -> Judged {
            let all = judge(form, DailyForm.Shape.allCases, isFine: isFine)
            var best = all.first ?? Judged(form: form, error: .infinity, predicted: [])
            for other in all.dropFirst() {
                let isRicher = other.form.parameters > best.form.parameters
                if other.error < best.error * (isRicher ? FormChoice.worthwhile : 1) { best = other }
            }
            return best
        }

        func judge(_ form: DailyForm, _ shapes: [DailyForm.Shape], isFine: Bool = false) -> [Judged] {
            var judged = shapes.map { shape in
                var form = form
                form.shape = shape
                return Judged(form: form, error: 0, predicted: [Double](repeating: 0, count: days.count))
            }
            for held in 0..<FormChoice.folds {
                let (seen, unseen) = (
                    days.indices.filter { fold[$0] != held }, days.indices.filter { fold[$0] == held }
                )
                guard !unseen.isEmpty else { continue }
                let training = seen.map { days[$0] }
                let found =
                    isFine
                    ? shapes.reduce(into: [:]) { found, shape in
                        var form = form
                        form.shape = shape
                        found[shape] = DailyModel.search(form, training, terms)
                    } : coarse(form, shapes, training)
                let test = unseen.map { days[$0] }
                for index in judged.indices {
                    guard let answer = found[judged[index].form.shape] else {
                        judged[index].error = .infinity
                        continue
                    }
                    let columns = DailyModel.columns(judged[index].form, answer.knots, terms, test)
                    for (row, place) in unseen.enumerated() {
                        let value = zip(columns, answer.fixed + answer.slopes).reduce(0) { $0 + $1.0[row] * $1.1 }
                        let off = days[place].kilowattHours - value
                        judged[index].predicted[place] = value
                        judged[index].error += off * off
                    }
                }
            }
            return judged.filter { $0.error.isFinite }
        }

        private func coarse(
            _ form: DailyForm, _ shapes: [DailyForm.Shape], _ days: [DailyEnergy.Day]
        ) -> [DailyForm.Shape: KnotSearch.Found] {
            let search = KnotSearch(
                fixed: terms.fixed(form, days), celsius: days.map(\.celsius),
                quiet: form.splitSlopes ? terms.isQuiet(days) : nil, knots: knots, shapes: shapes)
            return search?.best(days.map(\.kilowattHours)) ?? [:]
        }
    }
}
