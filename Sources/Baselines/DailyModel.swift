public import Calendars

/// What a day's energy would have been, had nothing changed since the baseline: a change-point model of the day's
/// temperature with three to five parameters (Kissock, Haberl and Claridge 2003, ASHRAE RP-1050), to which come the
/// days of the week, the season and the occupancy where these carry something of their own.
///
/// Least squares throughout, so that the model has no bias on its baseline. Which terms it has is ``FormChoice``'s.
public struct DailyModel: EnergyModel {
    public let form: DailyForm
    /// Balance points, °C: of heating, then of cooling, as many as the shape has.
    public let changePoints: [Double]
    /// The two days of the week that stand apart from the others, where the form looks at them.
    public let quiet: Set<Weekday>
    /// kWh, and kWh per what the name says.
    public let coefficients: [Coefficient]
    /// The day's mean temperatures that the baseline had, °C; beyond them the model only goes on.
    public let range: ClosedRange<Double>
    /// The energy of the baseline's days, as it was and as the model has it.
    public let statistics: FitStatistics
    /// The same of days that were held back from the fit, block by block; what to expect of days to come.
    public let heldBack: FitStatistics
    /// By how much each day of the baseline lay above what was said of it while it was held back, kWh.
    let unseenErrors: [Double]

    public struct Coefficient: Hashable, Sendable {
        public let name: String
        public let value: Double
    }

    /// Fits the given form, with change points searched to a five-hundredth of the range of temperatures.
    ///
    /// - Throws: ``Refusal`` when the days cannot carry it.
    public init(_ form: DailyForm, fitting days: [DailyEnergy.Day]) throws(Refusal) {
        let terms = DailyTerms(quiet: FormChoice.quietDays(days))
        guard let found = DailyModel.search(form, days, terms) else {
            throw .indeterminate("no change point of a model with \(form.shape.rawValue) fits these days")
        }
        try self.init(form, found.knots, terms, days, heldBack: FormChoice.heldBack(form, days, terms))
    }

    /// Chooses the form by ``FormChoice`` and fits it.
    public init(fitting days: [DailyEnergy.Day]) throws(Refusal) {
        let choice = FormChoice(days)
        guard let found = DailyModel.search(choice.form, days, choice.terms) else {
            throw .indeterminate("no change point of a model with \(choice.form.shape.rawValue) fits these days")
        }
        try self.init(choice.form, found.knots, choice.terms, days, heldBack: choice.heldBack)
    }

    /// kWh of a day; may be negative where the model goes on beyond its range.
    public func predict(_ day: DailyEnergy.Day) -> Double { predict([day])[0] }

    public func predict(_ days: [DailyEnergy.Day]) -> [Double] {
        let columns = DailyModel.columns(form, changePoints, DailyTerms(quiet: quiet), days)
        return days.indices.map { row in
            zip(columns, coefficients).reduce(0) { $0 + $1.0[row] * $1.1.value }
        }
    }

    private init(
        _ form: DailyForm, _ knots: [Double], _ terms: DailyTerms, _ days: [DailyEnergy.Day], heldBack: [Double]
    ) throws(Refusal) {
        let columns = DailyModel.columns(form, knots, terms, days)
        let names = terms.names(form) + DailyModel.slopeNames(form)
        let energy = days.map(\.kilowattHours)
        let solution: [Double]
        do throws(LeastSquares.Deficient) {
            solution = try LeastSquares.solve(columns, [energy])[0]
        } catch {
            throw .indeterminate(
                "its \(error.columns) columns (\(names.joined(separator: ", "))) have rank \(error.rank): some say the same"
            )
        }
        let predicted = days.indices.map { row in zip(columns, solution).reduce(0) { $0 + $1.0[row] * $1.1 } }
        let celsius = days.map(\.celsius)
        guard let statistics = FitStatistics(energy, predicted, parameters: form.parameters),
            let lowest = celsius.min(), let highest = celsius.max()
        else { throw .indeterminate("its days are not more than its \(form.parameters) parameters, or use nothing") }
        (self.form, changePoints, quiet, range) = (form, knots, terms.quiet, lowest...highest)
        coefficients = zip(names, solution).map { Coefficient(name: $0, value: $1) }
        let unseen = heldBack.isEmpty ? predicted : heldBack
        (self.statistics, self.heldBack) = (statistics, FitStatistics(energy, unseen, parameters: 0) ?? statistics)
        unseenErrors = zip(energy, unseen).map { $0 - $1 }
    }

    /// The search over the whole range, then twice more around what it found, in steps of a fifth.
    static func search(
        _ form: DailyForm, _ days: [DailyEnergy.Day], _ terms: DailyTerms
    ) -> KnotSearch.Found? {
        let knots = Knots.coarse(days)
        guard var found = search(form, days, terms, knots) else { return nil }
        guard form.shape != .none, let step = Knots.step(knots) else { return found }
        for step in [step, step / 5] {
            found = search(form, days, terms, Knots.around(found.knots, step: step, within: knots)) ?? found
        }
        return found
    }

    private static func search(
        _ form: DailyForm, _ days: [DailyEnergy.Day], _ terms: DailyTerms, _ knots: [Double]
    ) -> KnotSearch.Found? {
        let search = KnotSearch(
            fixed: terms.fixed(form, days), celsius: days.map(\.celsius),
            quiet: form.splitSlopes ? terms.isQuiet(days) : nil, knots: form.shape == .none ? [] : knots,
            shapes: [form.shape])
        return search?.best(days.map(\.kilowattHours))[form.shape]
    }

    /// Fixed columns, then heating and cooling hinges as the form has them.
    static func columns(
        _ form: DailyForm, _ knots: [Double], _ terms: DailyTerms, _ days: [DailyEnergy.Day]
    ) -> [[Double]] {
        var columns = terms.fixed(form, days)
        let quiet = terms.isQuiet(days)
        for (knot, isHeating) in sides(form.shape, knots) {
            let hinge = days.map { DailyTerms.hinge($0.celsius, knot, isHeating: isHeating) }
            if form.splitSlopes {
                columns += [zip(hinge, quiet).map { $0 * (1 - $1) }, zip(hinge, quiet).map { $0 * $1 }]
            } else {
                columns.append(hinge)
            }
        }
        return columns
    }

    /// The hinges of a shape, in the order of the slopes.
    static func sides(_ shape: DailyForm.Shape, _ knots: [Double]) -> [(knot: Double, isHeating: Bool)] {
        switch shape {
        case .none: []
        case .heating: [(knots[0], true)]
        case .cooling: [(knots[0], false)]
        case .vee: [(knots[0], true), (knots[0], false)]
        case .both: [(knots[0], true), (knots[1], false)]
        }
    }

    private static func slopeNames(_ form: DailyForm) -> [String] {
        let sides: [String] =
            switch form.shape {
            case .none: []
            case .heating: ["heating per K"]
            case .cooling: ["cooling per K"]
            case .vee: ["below per K", "above per K"]
            case .both: ["heating per K", "cooling per K"]
            }
        return form.splitSlopes ? sides.flatMap { [$0, $0 + " on quiet days"] } : sides
    }
}
