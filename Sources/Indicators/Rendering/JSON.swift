internal import Activities
internal import Calendars
internal import JSON

extension Sequence where Element == Figure {
    /// A JSON list with one object a line, in the order given (RFC 8259).
    ///
    /// Each has `scope`, `id`, `indicator`, `value`, `unit`, `coverage`, `from` and `to`, and where
    /// there is something to say `note` and `evidence`; `refused` where there are data and no figure may
    /// be made of them. A value that cannot be said is `null`.
    public var json: String {
        let lines = map { "  \($0.json)" }
        return lines.isEmpty ? "[]\n" : "[\n\(lines.joined(separator: ",\n"))\n]\n"
    }
}

extension Figure {
    fileprivate var json: String {
        var pairs = [
            ("scope", quoted(scope.kind)), ("id", quoted(id)), ("indicator", quoted(indicator)),
            ("value", number(value)), ("unit", quoted(unit)), ("coverage", number(coverage)),
            ("from", quoted(from.iso8601)), ("to", quoted(to.iso8601)),
        ]
        if isRefused { pairs.append(("refused", "true")) }
        if let note { pairs.append(("note", quoted(note))) }
        if !evidence.isEmpty {
            pairs.append(("evidence", "[\(evidence.map { object($0.pairs) }.joined(separator: ","))]"))
        }
        return object(pairs)
    }
}

extension Evidence {
    fileprivate var pairs: [(String, String)] {
        let kind = [("kind", quoted(kind))]
        switch self {
        case .share(let part, let share):
            return kind + [("part", quoted(part.rawValue)), ("share", number(share))]
        case .baseline(let baseline):
            return kind + [
                ("kilowatt_hours_per_square_metre_year", number(baseline.kilowattHoursPerSquareMetreYear)),
                ("source", quoted(baseline.source)), ("period", quoted(baseline.period)),
            ]
        case .factor(let factor, let sites):
            return kind + [
                ("grams_co2e_per_kilowatt_hour", number(factor.gramsCO2ePerKilowattHour)),
                ("source", quoted(factor.source)), ("year", String(factor.year)),
                ("method", quoted(factor.method.rawValue)), ("margin", quoted(factor.margin.rawValue)),
                ("content", quoted(factor.content.rawValue)), ("point", quoted(factor.point.rawValue)),
                ("scope_2", factor.isScope2 ? "true" : "false"),
                ("sites", "[\(sites.map(quoted).joined(separator: ","))]"),
            ]
        case .emission(let factor, let amount): return kind + facts(about: factor, amount: amount)
        case .difference(let lifeCycle, let direct, let amount):
            return kind + [
                ("kilograms_co2e_per_unit", number(lifeCycle.kilogramsPerUnit - direct.kilogramsPerUnit)),
                ("unit", quoted(lifeCycle.unit.rawValue)), ("amount", number(amount)),
                ("life_cycle", object(facts(about: lifeCycle))), ("direct", object(facts(about: direct))),
            ]
        case .heating(let value, let amount):
            return kind + [
                ("fuel", quoted(value.fuel)), ("kilowatt_hours_per_unit", number(value.kilowattHoursPerUnit)),
                ("unit", quoted(value.unit.rawValue)), ("amount", number(amount)),
                ("basis", quoted(value.basis.rawValue)),
                ("year", String(value.year)), ("zone", quoted(value.zone)), ("source", quoted(value.source)),
                ("version", quoted(value.version)), ("licence", quoted(value.licence)), ("place", quoted(value.place)),
            ]
        case .potential(let table, let substance, let value, let kilograms):
            return kind + [
                ("table", quoted("IPCC \(table.rawValue)")), ("substance", quoted(substance)), ("value", number(value)),
                ("kilograms", number(kilograms)),
            ]
        case .input(let name, let value, let unit):
            return kind + [("name", quoted(name)), ("value", number(value)), ("unit", quoted(unit))]
        case .activities(let activity, let count, let qualities, let interpolated, let origins):
            let counts = Quality.allCases.compactMap { quality in
                qualities[quality].map { "\"\(quality.rawValue)\":\($0)" }
            }
            return kind + [
                ("activity", quoted(activity.rawValue)), ("lines", String(count)),
                ("qualities", "{\(counts.joined(separator: ","))}"), ("interpolated", number(interpolated)),
                ("origins", "[\(origins.map(quoted).joined(separator: ","))]"),
            ]
        case .meters(let activity, let names, let interpolated):
            return kind + [
                ("activity", quoted(activity.rawValue)), ("interpolated", number(interpolated)),
                ("meters", "[\(names.map(quoted).joined(separator: ","))]"),
            ]
        case .meter(let name, let finding):
            return kind + [("meter", quoted(name)), ("finding", quoted(finding))]
        case .declaration(let name, let text):
            return kind + [("name", quoted(name)), ("text", quoted(text))]
        }
    }
}

private func facts(about factor: EmissionFactor, amount: Double? = nil) -> [(String, String)] {
    [("factor", quoted(factor.name)), ("kilograms_co2e_per_unit", number(factor.kilogramsPerUnit))]
        + [("unit", quoted(factor.unit.rawValue))] + (amount.map { [("amount", number($0))] } ?? [])
        + [
            ("year", String(factor.year)), ("zone", quoted(factor.zone)), ("meaning", quoted(factor.meaning.text)),
            ("source", quoted(factor.source)), ("version", quoted(factor.version)),
            ("licence", quoted(factor.licence)), ("place", quoted(factor.place)),
        ]
}

private func object(_ pairs: [(String, String)]) -> String {
    "{\(pairs.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ","))}"
}

/// JSON knows no infinity: what is not finite is `null`.
private func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "null" }
    return value.plain
}

private func quoted(_ text: String) -> String { JSON.quoted(text) }
