internal import Baselines
internal import Calendars

/// The log of non-routine adjustments: a CSV file with the columns from, to (not included), kwh_per_day, reason, by.
struct AdjustmentFile {
    let adjustments: [Adjustment]

    /// - Throws: ``HubError`` with all problems, a line each.
    init(_ path: String) throws {
        var table = try CSVTable(path)
        let names = ["from", "to", "kwh_per_day", "reason", "by"]
        let places = names.map { table.column($0) }
        let missing = zip(names, places).filter { $0.1 == nil }.map(\.0)
        guard missing.isEmpty else {
            throw HubError("\(path):1: there is no column \(missing.joined(separator: ", no column "))")
        }
        let columns = places.compactMap { $0 }
        var problems: [String] = []
        var adjustments: [Adjustment] = []
        while table.next({ problems.append("\(path):\($0): \($1)") }) {
            let cells = columns.map { table.text($0) }
            do throws(Malformed) {
                let (from, to) = (try CivilDate(cells[0]), try CivilDate(cells[1]))
                if let dates = Dates(from: from, to: to), let amount = table.number(columns[2]),
                    let adjustment = Adjustment(dates, kilowattHoursPerDay: amount, reason: cells[3], by: cells[4])
                {
                    if adjustments.contains(adjustment) {
                        problems.append("\(path):\(table.line): says again what a row above says: it would count twice")
                    }
                    adjustments.append(adjustment)
                    continue
                }
                let problem =
                    if from >= to {
                        "from \(from) does not lie before to \(to), which is not included"
                    } else if table.number(columns[2]) == nil {
                        "“\(cells[2])” is not a number of kWh a day"
                    } else {
                        "an adjustment needs a reason, and the name of who decided it"
                    }
                problems.append("\(path):\(table.line): \(problem)")
            } catch {
                problems.append("\(path):\(table.line): \(error)")
            }
        }
        guard problems.isEmpty else { throw HubError(problems.joined(separator: "\n")) }
        self.adjustments = adjustments
    }
}
