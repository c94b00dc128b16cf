internal import Astronomy
internal import Quantities
internal import Simulation

/// Reads the weather files of EnergyPlus: eight lines of header, then a row of 35 fields for each hour (EnergyPlus
/// Auxiliary Programs, "EnergyPlus Weather File (EPW) Data Dictionary").
///
/// Of the header, LOCATION and DATA PERIODS count; the others only have to be there.
struct EPW {
    private var rows: Rows
    private var year: Year
    private var location: (name: String, place: Place, offset: Duration, elevation: Double)?

    init(_ bytes: [UInt8], file: String) { (rows, year) = (Rows(bytes), Year(file: file)) }

    consuming func typicalYear() throws(WeatherProblems) -> TypicalYear {
        readHeader()
        while rows.next() {
            guard rows.cells.count >= Column.diffuse.field else {
                year.problems.add(rows.line, "has \(rows.cells.count) fields: a row of an EPW has 35, at least 16")
                continue
            }
            let cells = rows.cells
            year.add((cells[1], cells[2], cells[3]), at: rows.line) { cells[$0.field - 1] }
        }
        let (file, hours) = (year.problems.file, try year.finish())
        guard let location,
            let typical = TypicalYear(
                name: location.name, place: location.place, utcOffset: location.offset,
                elevation: location.elevation, hours: hours)
        else { throw WeatherProblems(file: file, "is incomplete") }
        return typical
    }

    private mutating func readHeader() {
        for (number, name) in EPW.header.enumerated() {
            guard rows.next() else {
                year.problems.add(nil, "ends before \(name), line \(number + 1) of the header of an EPW")
                return
            }
            guard rows.cells[0].uppercased() == name else {
                year.problems.add(
                    rows.line,
                    "\"\(rows.cells[0].prefix(30))\" stands where an EPW has \(name): is this a weather file?")
                if number == 0 { return }
                continue
            }
            if number == 0 { readLocation() } else if number == 7 { checkPeriods() }
        }
    }

    private mutating func readLocation() {
        let (cells, line) = (rows.cells, rows.line)
        guard cells.count >= 10 else {
            year.problems.add(
                line,
                "LOCATION has \(cells.count) fields; it needs 10: city, state, country, source, station, latitude, "
                    + "longitude, time zone, elevation")
            return
        }
        func number(_ place: Int, _ name: String, _ range: ClosedRange<Double>, _ unit: String) -> Double? {
            if let value = Rows.number(cells[place]), range.contains(value) { return value }
            year.problems.add(
                line,
                "\(name) (field \(place + 1)): \"\(cells[place].prefix(20))\" is not within \(Int(range.lowerBound)) to "
                    + "\(Int(range.upperBound)) \(unit)")
            return nil
        }
        let latitude = number(6, "latitude", -90...90, "°")
        let longitude = number(7, "longitude", -180...180, "°")
        let zone = number(8, "time zone", -12...14, "h")
        let elevation = number(9, "elevation", -1_000...9_000, "m")
        guard let latitude, let longitude, let zone, let elevation,
            let place = Place(latitude: .degrees(latitude), longitude: .degrees(longitude))
        else { return }
        // No clock of the world is further from its sun; 24 h away is the same meridian.
        let apart = (zone * 15 - longitude).remainder(dividingBy: 360)
        if abs(apart) > 60 {
            year.problems.add(
                line,
                "time zone \(cells[8]) h and longitude \(cells[7])° are \(Int(abs(apart) / 15)) h apart: "
                    + "east is positive in both; is a sign wrong?")
        }
        let name = [cells[1], cells[3]].filter { !$0.isEmpty }.joined(separator: ", ")
        location = (name, place, .seconds(Int64((zone * 3_600).rounded())), elevation)
    }

    private mutating func checkPeriods() {
        func count(_ place: Int) -> Int? {
            place < rows.cells.count ? Rows.number(rows.cells[place]).flatMap { Int(exactly: $0) } : nil
        }
        if count(1) != 1 {
            year.problems.add(rows.line, "DATA PERIODS: a typical year is one period (field 2)")
        }
        if count(2) != 1 {
            year.problems.add(rows.line, "DATA PERIODS: a typical year has 1 row an hour (field 3)")
        }
    }

    private static let header = [
        "LOCATION", "DESIGN CONDITIONS", "TYPICAL/EXTREME PERIODS", "GROUND TEMPERATURES",
        "HOLIDAYS/DAYLIGHT SAVINGS", "COMMENTS 1", "COMMENTS 2", "DATA PERIODS",
    ]
}
