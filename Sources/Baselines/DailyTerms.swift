internal import Calendars
internal import Glibc

/// Turns days into the columns of a regression.
struct DailyTerms {
    /// The two days of the week that have the least use at equal weather, such as Saturday and Sunday.
    let quiet: Set<Weekday>

    /// The columns that hang on no change point; the first is 1 throughout.
    func fixed(_ form: DailyForm, _ days: [DailyEnergy.Day]) -> [[Double]] {
        var columns = [[Double](repeating: 1, count: days.count)]
        switch form.week {
        case .same: break
        case .weekend: columns.append(isQuiet(days))
        case .everyDay:
            // Monday is what the others are compared with.
            for weekday in Weekday.allCases.dropFirst() {
                columns.append(days.map { $0.weekday == weekday ? 1 : 0 })
            }
        }
        if form.hasSeason {
            let angles = days.map { 2 * Double.pi * Double($0.date.dayOfYear) / 365.25 }
            columns += [angles.map { sin($0) }, angles.map { cos($0) }]
        }
        if form.occupancy { columns.append(days.map { $0.occupancy ?? 0 }) }
        return columns
    }

    /// 1 on quiet days.
    func isQuiet(_ days: [DailyEnergy.Day]) -> [Double] { days.map { quiet.contains($0.weekday) ? 1 : 0 } }

    /// Names for ``fixed(_:_:)``, in its order.
    func names(_ form: DailyForm) -> [String] {
        var names = ["base"]
        switch form.week {
        case .same: break
        case .weekend: names.append("quiet days")
        case .everyDay: names += Weekday.allCases.dropFirst().map { "\($0)" }
        }
        if form.hasSeason { names += ["season sine", "season cosine"] }
        if form.occupancy { names.append("occupancy") }
        return names
    }

    /// How many kelvin a day lies below a knot, or above it.
    static func hinge(_ celsius: Double, _ knot: Double, isHeating: Bool) -> Double {
        max(0, isHeating ? knot - celsius : celsius - knot)
    }
}
