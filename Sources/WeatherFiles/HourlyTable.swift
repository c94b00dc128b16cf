internal import Simulation

/// Reads a table of hours: CSV with a header and a row for each hour of a year of 365 or 366 days.
///
/// Its columns, in any order, are month, day, hour (1 to 24, named by its end, local standard time), dry_bulb_c,
/// rh_pct or dew_point_c, and ghi_wh_m2, dni_wh_m2, dhi_wh_m2 (global horizontal, direct normal and diffuse horizontal
/// irradiation). Others are not looked at.
struct HourlyTable {
    private var rows: Rows
    private var year: Year

    init(_ bytes: [UInt8], file: String) { (rows, year) = (Rows(bytes), Year(file: file)) }

    consuming func typicalYear(at station: WeatherStation) throws(WeatherProblems) -> TypicalYear {
        let file = year.problems.file
        guard rows.next() else { throw WeatherProblems(file: file, "is empty: it needs a header and 8760 rows") }
        let headings = rows.cells.map { $0.lowercased() }
        func column(_ name: String) -> Int? { headings.firstIndex(of: name) }
        let line = rows.line
        var lacking = ["month", "day", "hour"].filter { column($0) == nil }
        lacking += [Column.dryBulb, .global, .direct, .diffuse].map(\.heading).filter { column($0) == nil }
        if column(Column.dewPoint.heading) == nil, column(Column.humidity.heading) == nil {
            lacking.append("\(Column.humidity.heading) (or \(Column.dewPoint.heading))")
        }
        guard lacking.isEmpty, let month = column("month"), let day = column("day"), let hour = column("hour") else {
            year.problems.add(line, "the header lacks \(lacking.joined(separator: ", ")): name the columns so")
            throw year.problems
        }
        let places = Column.allCases.map { column($0.heading) }
        while rows.next() {
            let cells = rows.cells
            guard cells.count == headings.count else {
                year.problems.add(rows.line, "has \(cells.count) cells, the header has \(headings.count)")
                continue
            }
            year.add((cells[month], cells[day], cells[hour]), at: rows.line) { column in
                places[column.rawValue].map { cells[$0] }
            }
        }
        guard
            let typical = TypicalYear(
                name: file, place: station.place, utcOffset: station.utcOffset, hours: try year.finish())
        else { throw WeatherProblems(file: file, "is incomplete") }
        return typical
    }
}
