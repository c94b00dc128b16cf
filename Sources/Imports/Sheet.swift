public import Activities
internal import CSV
public import Calendars
internal import Quantities
internal import Spelling
public import YAML

/// A file that can be imported, read: what it says, or everything that is wrong with it.
public enum Sheet {
    /// Reads a table.
    ///
    /// - Parameters:
    ///   - bytes: CSV as RFC 4180 has it, in UTF-8, cells parted by commas, semicolons or tabs; may be
    ///     packed by gzip.
    ///   - file: its name in problems and origins.
    ///   - sha256: of the bytes; kept, not looked at.
    ///   - template: what kind of table it is.
    ///   - sites: the organisation's, with their clocks.
    ///   - map: of ``Template/meters`` what its columns mean; `nil` where the headings say so themselves.
    ///   - faces: of ``Template/faces`` the instruments; such a file cannot be read without.
    ///   - document: the SHA-256 of a file that lines name, asked once for each path, which lies in the table's folder or
    ///     below.
    ///   - show: is told the share that is read, 0 to 1, now and then.
    /// - Throws: every problem, up to a thousand in words.
    public static func read(
        _ bytes: [UInt8], file: String, sha256: String = "", as template: Template, sites: [String: TimeZone],
        map: MeterMap? = nil, faces: FaceRegister? = nil, document: (String) throws(Unreadable) -> String,
        show: (Double) -> Void = { _ in }
    ) throws(Problems) -> Delivery {
        let (delivery, problems) = attempt(
            bytes, file: file, sha256: sha256, as: template, sites: sites, map: map, faces: faces, document: document,
            show: show)
        guard problems.isEmpty else { throw Problems(problems) }
        return delivery
    }

    /// Reads a table as far as it can be read, so that what else is wrong with it can be said at once.
    ///
    /// - Returns: what the lines without a problem say, only fit to be taken when there is none; and every problem, up to
    ///   a thousand in words.
    public static func attempt(
        _ bytes: [UInt8], file: String, sha256: String = "", as template: Template, sites: [String: TimeZone],
        map: MeterMap? = nil, faces: FaceRegister? = nil, document: (String) throws(Unreadable) -> String,
        show: (Double) -> Void = { _ in }
    ) -> (delivery: Delivery, problems: [Problem]) {
        var bytes = bytes
        var delivery = Delivery(kind: template.name, file: file, sha256: sha256)
        if Gzip.isPacked(bytes) {
            do throws(Gzip.Damaged) { bytes = try Gzip.unpacked(bytes) } catch {
                return (delivery, [Problem(file: file, at: nil, error.reason)])
            }
        }
        var table = Table(bytes, file: file)
        let clocks = SiteClocks(sites)
        if table.isReadable {
            switch template.name {
            case Template.readings.name:
                var reader = ReadingReader(&table, clocks)
                reader.read(&table, into: &delivery, show)
            case Template.faces.name:
                var reader = FaceReader(&table, clocks, faces)
                reader.read(&table, into: &delivery, show)
            case Template.weather.name:
                var reader = WeatherReader(&table, clocks)
                reader.read(&table, into: &delivery, show)
            case Template.meters.name:
                if let plan = MeterPlan(map, &table, clocks) {
                    var reader = MeterReader(plan, clocks)
                    reader.read(&table, into: &delivery, show)
                }
            default:
                if let kind = template.kind {
                    var reader = ActivityReader(kind, template, &table, clocks)
                    reader.read(&table, into: &delivery, document, show)
                }
            }
            if table.problems.isEmpty, delivery.count == 0 {
                table.reportFile("there is nothing to import below the header: write at least one line")
            }
        }
        var problems = table.problems
        if table.more > 0 { problems.append(Problem(file: file, at: nil, "has \(table.more) more problems")) }
        return (delivery, problems)
    }
}

extension Sheet {
    /// The same where nobody looks for documents: a line that names one is a problem.
    public static func read(
        _ bytes: [UInt8], file: String, sha256: String = "", as template: Template, sites: [String: TimeZone],
        map: MeterMap? = nil, faces: FaceRegister? = nil, show: (Double) -> Void = { _ in }
    ) throws(Problems) -> Delivery {
        try read(
            bytes, file: file, sha256: sha256, as: template, sites: sites, map: map, faces: faces,
            document: { _ throws(Unreadable) in throw Unreadable("cannot be looked for here") }, show: show)
    }
}

extension Table {
    /// The site a cell names; a problem and `nil` where there is none such.
    mutating func site(_ column: Int, among clocks: SiteClocks) -> String? {
        let cell = text(column)
        if clocks.zone(of: cell) != nil { return cell }
        report(
            column: column,
            "site: there is no site \"\(quotable(cell))\""
                + Spelling.hint(for: cell, among: clocks.sites, otherwise: "there are"))
        return nil
    }

    /// The moment that a cell with a time of day names.
    mutating func moment(
        _ column: Int, at site: String, _ clocks: inout SiteClocks, after previous: Timestamp? = nil,
        monthFirst: Bool? = nil
    ) -> Timestamp? {
        do throws(WrittenTime.Fault) {
            let written = try time(column, monthFirst: monthFirst)
            do throws(SiteClocks.Complaint) { return try clocks.moment(written, at: site, after: previous) } catch {
                complain(column, error.message)
            }
        } catch {
            complain(column, error == .noTimeOfDay ? "has no time of day: append it, such as T08:00" : error.message)
        }
        return nil
    }

    mutating func complain(_ column: Int, _ message: String) {
        report(column: column, "\(headings[column]): \"\(quotable(text(column)))\" \(message)")
    }

    /// An amount above or at zero, in one of the units; a problem and `nil` where it cannot be.
    mutating func amount(_ place: (column: Int, unit: WrittenUnit?), unitColumn: Int?, _ units: [Unit]) -> (
        amount: Double, unit: Unit
    )? {
        guard !isEmpty(place.column) else {
            report(column: place.column, "\(headings[place.column]): is empty: write the amount, 0 where it was none")
            return nil
        }
        let unit = place.unit ?? unitColumn.flatMap { writtenUnit($0, WrittenUnit.choices(for: units)) }
        guard let value = number(place.column), let unit else { return nil }
        guard value >= 0 else {
            complain(place.column, "is less than nothing: correct the line that it corrects (undo its batch first)")
            return nil
        }
        guard let converted = unit.converted(value, to: units) else {
            report(
                column: place.column,
                "\(headings[place.column]): \(unit.name) cannot be counted as \(units.map(\.rawValue).joined(separator: " or "))"
            )
            return nil
        }
        return converted
    }

    private mutating func writtenUnit(_ column: Int, _ choices: [WrittenUnit]) -> WrittenUnit? {
        let cell = text(column)
        if let unit = WrittenUnit.named(cell, among: choices) { return unit }
        report(
            column: column,
            cell.isEmpty
                ? "unit: is empty: write one of \(choices.map(\.name).joined(separator: ", "))"
                : "unit: unknown unit \"\(quotable(cell))\""
                    + Spelling.hint(for: cell, among: choices.map(\.name), otherwise: "it is one of"))
        return nil
    }
}
