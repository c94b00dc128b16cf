internal import Activities
internal import Calendars
public import YAML

/// What the columns of a table of meters mean, as a file beside it says: see ``Template/meters``.
public struct MeterMap: Sendable {
    /// Which row belongs to which site.
    enum Place: Sendable {
        case site(String, Mark)
        /// The column whose cells name it, and the site of each cell; rows with other cells are passed over.
        case column(String, [(cell: String, site: String, mark: Mark)])
    }

    /// How far a row's time is from the next one.
    enum Step: Hashable, Sendable {
        case minutes(Int64)
        /// Of the clock: a day may have 23 or 25 hours.
        case day
    }

    /// What becomes of an amount below zero.
    enum BelowZero: String, CaseIterable, Sendable { case refuse, zero, missing }

    struct Meter: Sendable {
        let column: String
        let mark: Mark
        let name: String
        let medium: Series.Medium
        let use: Series.Use
        /// What one of the column's units is in that of the medium, over a step.
        let factor: Double
        let belowZero: BelowZero
    }

    let file: String
    let timeColumn: String
    let marksEnd: Bool
    let step: Step
    let monthFirst: Bool?
    let zone: TimeZone?
    let isConsecutive: Bool
    let place: Place
    let meters: [Meter]
    let temperature: (column: String, mark: Mark, isFahrenheit: Bool)?
    let empty: Set<String>

    /// Reads `map.yaml`.
    ///
    /// - Throws: every problem of the file.
    public init(reading file: String) throws(Problems) { try self.init(Node(reading: file), file: file) }

    /// Reads it from memory; problems call it `file`.
    public init(parsing bytes: [UInt8], file: String) throws(Problems) {
        try self.init(Node(parsing: bytes, file: file), file: file)
    }

    private init(_ node: Node, file: String) throws(Problems) {
        self.file = file
        let findings = Findings(file: file)
        let top = findings.root(node)
        _ = top?.required("lightwell")?.choice(among: ["1"])
        let time = top?.required("time")?.mapping()
        let timeColumn = time?.required("column")?.text()
        marksEnd = time?.optional("marks")?.choice(among: ["start", "end"]) == 1
        let step = Self.step(time?.optional("step"))
        self.step = step
        monthFirst = time?.optional("order")?.choice(among: ["month-first", "day-first"]).map { $0 == 0 }
        zone = Self.zone(time?.optional("timezone"))
        isConsecutive = time?.optional("consecutive")?.flag() ?? false
        let place = Self.place(top)
        var names: Set<String> = []
        meters = (top?.optional("meters")?.mapping()?.all() ?? []).compactMap { field in
            let meter = Self.meter(field, step)
            if let meter, !names.insert("\(meter.name)\u{1F}\(meter.medium)").inserted {
                field.report("another column is meter \(meter.name) of \(meter.medium.rawValue) already")
            }
            return meter
        }
        let temperature = top?.optional("temperature")
        if let mapping = temperature?.mapping(), let column = mapping.required("column")?.text() {
            let unit = mapping.optional("unit")?.choice(among: ["C", "F"]) ?? 0
            self.temperature = (column, temperature?.mark ?? .start, unit == 1)
        } else {
            self.temperature = nil
        }
        empty = Set((top?.optional("empty")?.list() ?? []).compactMap { $0.text() })
        if marksEnd, step == .day { time?.optional("marks")?.report("days are named by their start") }
        if top?.optional("meters") == nil, temperature == nil, let mark = top?.mark {
            findings.report("the map names neither meters nor temperature", at: mark)
        }
        try findings.conclude()
        guard let timeColumn, let place else { throw Problems([Problem(file: file, at: nil, "is incomplete")]) }
        (self.timeColumn, self.place) = (timeColumn, place)
    }

    /// A map that headings give themselves.
    init(timeColumn: String, place: Place, meters: [Meter], temperature: (String, Mark, Bool)?) {
        (file, self.timeColumn, self.place, self.meters) = ("", timeColumn, place, meters)
        (marksEnd, step, monthFirst, zone, isConsecutive) = (false, .minutes(60), nil, nil, false)
        (self.temperature, empty) = (temperature, [])
    }

    private static func place(_ top: Mapping?) -> Place? {
        if let site = top?.optional("site") {
            top?.optional("sites")?.reportKey("site says it for all rows: leave one of them out")
            return site.text().map { .site($0, site.mark) }
        }
        guard let mapping = top?.required("sites")?.mapping(), let column = mapping.required("column")?.text(),
            let rows = mapping.required("rows")?.mapping()?.all()
        else { return nil }
        return .column(column, rows.compactMap { row in row.text().map { (row.name, $0, row.mark) } })
    }

    private static func step(_ field: Field?) -> Step {
        guard let field, let text = field.text() else { return .minutes(60) }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count)
        if let count = Int64(digits), count > 0 {
            switch unit {
            case "min" where count <= 1_440: return .minutes(count)
            case "h" where count <= 24: return .minutes(count * 60)
            case "d" where count == 1: return .day
            default: break
            }
        }
        field.report("\"\(text)\" is no step: write minutes, hours or a day, such as 15min, 1h or 1d")
        return .minutes(60)
    }

    private static func zone(_ field: Field?) -> TimeZone? {
        guard let field, let text = field.text() else { return nil }
        if let zone = try? TimeZone(offset: text) { return zone }
        do throws(TimeZone.Unavailable) { return try TimeZone(named: text) } catch {
            field.report(error.description)
            return nil
        }
    }

    private static func meter(_ field: Field, _ step: Step) -> Meter? {
        guard let mapping = field.mapping() else { return nil }
        let name = mapping.required("meter")?.text()
        let medium = mapping.required("medium")?.choice(Series.Medium.self)
        let use = mapping.required("use")?.choice(Series.Use.self)
        let unit = mapping.required("unit")
        let sign = mapping.optional("sign")?.choice(among: ["positive", "negative"]) == 1 ? -1.0 : 1
        let belowZero = mapping.optional("below_zero")?.choice(BelowZero.self) ?? .refuse
        guard let name, let medium, let use, let unit, let written = unit.text() else { return nil }
        guard let factor = factor(written, medium, step) else {
            unit.report(noUnit(written, medium))
            return nil
        }
        return Meter(
            column: field.name, mark: field.keyMark, name: name, medium: medium, use: use, factor: sign * factor,
            belowZero: belowZero)
    }

    /// Of a power the mean over a step; over a day, which may have 23 hours, it says nothing.
    static func factor(_ unit: String, _ medium: Series.Medium, _ step: Step) -> Double? {
        let units = [medium.unit]
        if let unit = WrittenUnit.named(unit, among: WrittenUnit.choices(for: units)) {
            return unit.converted(1, to: units)?.amount
        }
        guard medium.unit == .kilowattHours, case .minutes(let minutes) = step else { return nil }
        let hours = Double(minutes) / 60
        switch unit.lowercased() {
        case "w": return hours / 1_000
        case "kw": return hours
        case "mw": return hours * 1_000
        default: return nil
        }
    }

    static func noUnit(_ unit: String, _ medium: Series.Medium) -> String {
        let names = WrittenUnit.choices(for: [medium.unit]).map(\.name)
        let powers = medium.unit == .kilowattHours ? ["W", "kW", "MW (the mean over a step shorter than a day)"] : []
        return "\"\(unit)\" is no unit for \(medium.rawValue): write one of \((names + powers).joined(separator: ", "))"
    }
}
