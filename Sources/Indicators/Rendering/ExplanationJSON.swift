import Activities
import Calendars
internal import JSON

extension Explanation {
    /// One JSON object (RFC 8259): the indicator's definition, the figure as ``Figure`` lists have it, and the inputs.
    public var json: String {
        let object = JSON.object([
            ("indicator", .string(indicator.key)), ("title", .string(indicator.title)),
            ("unit", .string(figure.unit)), ("definition", .string(indicator.definition)),
            ("formula", .string(indicator.formula)), ("source", .string(indicator.source)),
            ("worked", .string(worked)), ("scope", .string(figure.scope.kind)), ("id", .string(figure.id)),
            ("from", .string(figure.from.iso8601)), ("to", .string(figure.to.iso8601)),
            ("value", .number(figure.value, places: 6)), ("coverage", .number(figure.coverage, places: 6)),
            ("note", .string(figure.note)), ("evidence", .array(figure.evidence.map { .string($0.text) })),
            ("factor_rule", usesFactors ? .string(FactorTable.rule) : .null),
            ("inputs", .array(inputs.map(\.json))), ("records", .array(records.map(\.json))),
        ])
        return object.text + "\n"
    }
}

extension Explanation.Input {
    fileprivate var json: JSON {
        .object([
            ("activity", .string(kind.rawValue)), ("place", .string(place)), ("amount", .number(amount, places: 6)),
            ("unit", .string(unit.rawValue)), ("quality", .string(quality.rawValue)), ("split", .bool(isSplit)),
            ("document", .string(document)),
        ])
    }
}

extension ZoneRecords {
    fileprivate var json: JSON {
        .object([
            ("site", .string(site)), ("zone", .string(zone)), ("board", .string(board)), ("journal", .string(journal)),
            ("count", .integer(Int64(count))), ("first", .string(first.iso8601)), ("last", .string(last.iso8601)),
        ])
    }
}
