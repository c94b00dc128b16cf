import Activities
import Spelling

/// Reads the rows of a factor table and collects what is wrong with them.
struct FactorReader {
    private let file: String
    private var problems: [FactorProblems.Problem] = []

    init(file: String) { self.file = file }

    mutating func factors(_ text: CSVRows) throws(FactorProblems) -> [EmissionFactor] {
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
        for row in text.rows.dropFirst() {
            guard row.cells.count == header.cells.count else {
                report(row.line, "has \(row.cells.count) cells; the header has \(header.cells.count)")
                continue
            }
            var cells: [String: String] = [:]
            for (name, cell) in zip(header.cells, row.cells) { cells[name] = cell }
            guard let factor = factor(cells, at: row.line) else { continue }
            if let twin = first.updateValue(factor, forKey: factor.key) { report(row.line, Self.twice(factor, twin)) }
            factors.append(factor)
        }
        guard problems.isEmpty else { throw FactorProblems(problems) }
        return factors
    }

    static func twice(_ factor: EmissionFactor, _ twin: EmissionFactor) -> String {
        "\(factor.name) (\(factor.meaning.text)) stands in \(twin.place) already; keep one version in a table"
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
        let year = Int(cell("year"))
        if year.map({ (1990...2100).contains($0) }) != true {
            report(line, "year \"\(cell("year"))\" is not one of 1990 to 2100")
        }
        let value = Double(cell("value"))
        if value.map({ $0.isFinite && $0 >= 0 }) != true {
            report(line, "value \"\(cell("value"))\" is not a number of 0 or more, such as 0.128")
        }
        let unit = activity.flatMap { readUnit(cell("unit"), of: $0, at: line) }
        let meaning = activity.flatMap { readMeaning(cell("kind"), of: $0, at: line) }
        if activity == .electricity || activity == .heat, cell("zone").isEmpty {
            report(line, "\(cell("activity")) needs a zone, such as CHE: no grid is the grid of all")
        }
        for name in ["source", "version", "licence"] where cell(name).isEmpty {
            report(line, "\(name) is empty: a factor without it cannot be shown")
        }
        guard problems.count == before, let activity, let year, let value, let unit, let meaning else { return nil }
        return EmissionFactor(
            activity: activity, item: cell("item"), zone: cell("zone"), year: year,
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
        report(line, "unit \"\(text)\" does not fit \(activity.rawValue): write \(units), or gCO2e and tCO2e alike")
        return nil
    }

    private mutating func readMeaning(_ text: String, of activity: Kind, at line: Int) -> EmissionFactor.Meaning? {
        let before = problems.count
        var words = text.split(separator: " ").map(String.init)
        func take<Choice: CaseIterable & RawRepresentable<String>>(_: Choice.Type) -> [Choice] {
            let found = words.compactMap(Choice.init(rawValue:))
            words.removeAll { Choice(rawValue: $0) != nil }
            return found
        }
        let (contents, methods) = (take(Factor.Content.self), take(Factor.Method.self))
        let (margins, points) = (take(Factor.Margin.self), take(Factor.Point.self))
        for word in words { report(line, "kind: unknown word \"\(word)\"") }
        if contents.count != 1 { report(line, "kind: say once whether it is direct or life-cycle") }
        if activity == .electricity {
            if methods.count != 1 { report(line, "kind: say once whether it is location-based or market-based") }
            if margins.count != 1 { report(line, "kind: say once whether it is average, marginal or residual") }
            if points.count != 1 { report(line, "kind: say once whether it is of generation or consumption") }
        } else if methods.count + margins.count + points.count > 0 {
            report(line, "kind: of \(activity.rawValue) only direct or life-cycle is said")
        }
        guard problems.count == before, let content = contents.first else { return nil }
        return EmissionFactor.Meaning(
            method: methods.first, margin: margins.first, content: content, point: points.first)
    }

    private mutating func report(_ line: Int, _ message: String) {
        problems.append(.init(place: "\(file):\(line)", message: message))
    }

    private func hint(_ word: String, _ known: [String], _ otherwise: String) -> String {
        Spelling.hint(for: word, among: known, otherwise: otherwise)
    }
}

extension Kind {
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
