import Activities
import Spelling

/// Reads the rows of a factor table and collects what is wrong with them.
struct FactorReader {
    private let file: String
    private var problems: [FactorProblems.Problem] = []

    init(file: String) { self.file = file }

    mutating func rows(_ text: CSVRows) throws(FactorProblems) -> ([EmissionFactor], [HeatingValue]) {
        for fault in text.faults { report(fault.line, fault.message) }
        guard let header = text.rows.first else {
            report(
                1, "the file is empty: write a header, \(FactorTable.columns.joined(separator: ",")), and rows below it"
            )
            throw FactorProblems(problems)
        }
        for name in header.cells where !FactorTable.columns.contains(name) {
            report(header.line, "unknown column \"\(name)\"" + hint(name, FactorTable.columns, "columns are"))
        }
        for name in FactorTable.columns where !header.cells.contains(name) {
            report(header.line, "there is no column \"\(name)\"")
        }
        guard problems.isEmpty else { throw FactorProblems(problems) }
        var factors: [EmissionFactor] = []
        var first: [EmissionFactor.Key: EmissionFactor] = [:]
        var values: [HeatingValue] = []
        var firstValues: [HeatingValue.Key: HeatingValue] = [:]
        for row in text.rows.dropFirst() {
            guard row.cells.count == header.cells.count else {
                report(row.line, "has \(row.cells.count) cells; the header has \(header.cells.count)")
                continue
            }
            var cells: [String: String] = [:]
            for (name, cell) in zip(header.cells, row.cells) { cells[name] = cell }
            if cells["activity"] == Kind.fuel.rawValue, let unit = cells["unit"].flatMap({ HeatingUnit.named($0) }) {
                guard let value = heatingValue(cells, in: unit, at: row.line) else { continue }
                if let twin = firstValues.updateValue(value, forKey: value.key) {
                    report(row.line, Self.twice(value.name, twin.place))
                }
                values.append(value)
                continue
            }
            guard let factor = factor(cells, at: row.line) else { continue }
            if let twin = first.updateValue(factor, forKey: factor.key) {
                report(row.line, Self.twice(factor.fullName, twin.place))
            }
            factors.append(factor)
        }
        guard problems.isEmpty else { throw FactorProblems(problems) }
        return (factors, values)
    }

    static func twice(_ name: String, _ place: String) -> String {
        "\(name) stands in \(place) already; keep one version in a table"
    }

    /// A fuel's row whose unit is such as `kWh/L`.
    private mutating func heatingValue(_ cells: [String: String], in unit: HeatingUnit, at line: Int) -> HeatingValue? {
        let before = problems.count
        func cell(_ name: String) -> String { cells[name] ?? "" }
        let year = readYear(cell("year"), at: line)
        let value = Double(cell("value")).flatMap { unit.kilowattHours($0, per: unit.unit) }
        if value.map({ $0.isFinite && $0 > 0 }) != true {
            report(line, "value \"\(cell("value"))\" is not a number above 0, such as 9.96")
        }
        let basis = HeatingUnit.Basis(rawValue: cell("kind"))
        if basis == nil { report(line, "kind: of a heating value say net or gross") }
        if cell("item").isEmpty { report(line, "item is empty: name the fuel") }
        readTerms(cells, at: line)
        guard problems.count == before, let year, let value, let basis else { return nil }
        return HeatingValue(
            fuel: cell("item"), zone: cell("zone"), year: year, kilowattHoursPerUnit: value, unit: unit.unit,
            basis: basis, source: cell("source"), version: cell("version"), licence: cell("licence"),
            place: "\(file):\(line)")
    }

    private mutating func readYear(_ text: String, at line: Int) -> Int? {
        let year = Int(text)
        if year.map({ (1990...2100).contains($0) }) != true {
            report(line, "year \"\(text)\" is not one of 1990 to 2100")
        }
        return year
    }

    private mutating func readTerms(_ cells: [String: String], at line: Int) {
        for name in ["source", "version", "licence"] where cells[name]?.isEmpty != false {
            report(line, "\(name) is empty: a factor without it cannot be shown")
        }
    }

    private mutating func factor(_ cells: [String: String], at line: Int) -> EmissionFactor? {
        let before = problems.count
        func cell(_ name: String) -> String { cells[name] ?? "" }
        let kinds = Kind.allCases.filter(\.isEmitting)
        let activity = kinds.first { $0.rawValue == cell("activity") }
        if activity == nil {
            report(
                line,
                "unknown activity \"\(cell("activity"))\"" + hint(cell("activity"), kinds.map(\.rawValue), "they are"))
        }
        let year = readYear(cell("year"), at: line)
        let value = Double(cell("value"))
        if value.map({ $0.isFinite && $0 >= 0 }) != true {
            report(line, "value \"\(cell("value"))\" is not a number of 0 or more, such as 0.128")
        }
        let unit = activity.flatMap { readUnit(cell("unit"), of: $0, at: line) }
        let meaning = activity.flatMap { readMeaning(cell("kind"), of: $0, at: line) }
        if activity == .electricity || activity == .heat, cell("zone").isEmpty {
            report(line, "\(cell("activity")) needs a zone, such as CHE: no grid is the grid of all")
        }
        readTerms(cells, at: line)
        var item = cell("item")
        if activity == .heat, item == Kind.heatStreams[0] { item = "" }
        if activity == .heat, !item.isEmpty, !Kind.heatStreams.contains(item) {
            report(line, "unknown item \"\(item)\"" + hint(item, Kind.heatStreams, "of heat there are"))
        }
        guard problems.count == before, let activity, let year, let value, let unit, let meaning else { return nil }
        return EmissionFactor(
            activity: activity, item: item, zone: cell("zone"), year: year,
            kilogramsPerUnit: value * unit.worth, unit: unit.per, meaning: meaning, source: cell("source"),
            version: cell("version"), licence: cell("licence"), place: "\(file):\(line)")
    }

    /// `gCO2e/kWh` into the kilograms that its numerator is worth, and the unit of the activity.
    private mutating func readUnit(_ text: String, of activity: Kind, at line: Int) -> (worth: Double, per: Unit)? {
        let worths = [("gCO2e/", 0.001), ("kgCO2e/", 1), ("tCO2e/", 1_000)]
        for (prefix, worth) in worths where text.hasPrefix(prefix) {
            let per = activity.units.first { $0.rawValue == text.dropFirst(prefix.count) }
            if let per { return (worth, per) }
        }
        let units = Spelling.alternatives(activity.units.map { "kgCO2e/\($0.rawValue)" })
        let heating = activity == .fuel ? "; of heating values kWh/L, MJ/kg and the like" : ""
        report(
            line,
            "unit \"\(text)\" does not fit \(activity.rawValue): write \(units), or gCO2e and tCO2e alike\(heating)")
        return nil
    }

    private mutating func readMeaning(_ text: String, of activity: Kind, at line: Int) -> EmissionFactor.Meaning? {
        let before = problems.count
        var words = text.split(separator: " ").map(String.init)
        let isLessDirect = words.contains(EmissionFactor.Meaning.lessDirect)
        words.removeAll { $0 == EmissionFactor.Meaning.lessDirect }
        func take<Choice: CaseIterable & RawRepresentable<String>>(_: Choice.Type) -> [Choice] {
            let found = words.compactMap(Choice.init(rawValue:))
            words.removeAll { Choice(rawValue: $0) != nil }
            return found
        }
        let (contents, methods) = (take(EmissionFactor.Content.self), take(Factor.Method.self))
        let (margins, points) = (take(Factor.Margin.self), take(Factor.Point.self))
        for word in words { report(line, "kind: unknown word \"\(word)\"") }
        let known = activity.contents
        if contents.count != 1 || !known.contains(contents[0]) {
            let list = Spelling.alternatives(known.map(\.rawValue))
            report(
                line,
                contents.count == 1
                    ? "kind: of \(activity.rawValue) there is no \(contents[0].rawValue) factor: write \(list)"
                    : "kind: say once whether it is \(list)")
        }
        if isLessDirect, contents != [.lifeCycle] || !known.contains(.upstream) {
            report(line, "kind: less-direct is said of life-cycle factors of electricity, heat, fuel and vehicle only")
        }
        if contents == [.upstream] || contents == [.losses] {
            if methods.count + margins.count + points.count > 0 {
                report(
                    line,
                    "kind: beside \(contents[0].rawValue) nothing is said: it is the average of what is bought, per unit of it"
                )
            }
        } else if activity == .electricity {
            if methods.count != 1 { report(line, "kind: say once whether it is location-based or market-based") }
            if margins.count != 1 { report(line, "kind: say once whether it is average, marginal or residual") }
            if points.count != 1 { report(line, "kind: say once whether it is of generation or consumption") }
            if isLessDirect, methods == [.market] || margins == [.marginal] || margins == [.residual] {
                report(line, "kind: less-direct is said of location-based average factors: so is what is taken off")
            }
        } else if methods.count + margins.count + points.count > 0 {
            report(line, "kind: of \(activity.rawValue) only direct or life-cycle is said")
        }
        guard problems.count == before, let content = contents.first else { return nil }
        return EmissionFactor.Meaning(
            method: methods.first, margin: margins.first, content: content, point: points.first,
            isLessDirect: isLessDirect)
    }

    private mutating func report(_ line: Int, _ message: String) {
        problems.append(.init(place: "\(file):\(line)", message: message))
    }

    private func hint(_ word: String, _ known: [String], _ otherwise: String) -> String {
        Spelling.hint(for: word, among: known, otherwise: otherwise)
    }
}

extension Kind {
    /// What factors of it may take in. Only energy has a supply apart; what is upstream of all else is in its life cycle.
    fileprivate var contents: [EmissionFactor.Content] {
        switch self {
        case .electricity, .heat: [.direct, .lifeCycle, .upstream, .losses]
        case .fuel, .vehicle: [.direct, .lifeCycle, .upstream]
        default: [.direct, .lifeCycle]
        }
    }

    /// Whether factors of it can be: the others count energy, people or credits.
    var isEmitting: Bool {
        switch self {
        case .electricity, .heat, .fuel, .refrigerant, .water, .wastewater, .waste, .vehicle, .travel, .paper,
            .cartridges:
            true
        default: false
        }
    }
}
