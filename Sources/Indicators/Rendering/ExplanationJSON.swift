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
            ("meters", .array(meters.map(\.json))),
        ])
        return object.text + "\n"
    }
}

extension Explanation.Input {
    fileprivate var json: JSON {
        .object([
            ("activity", .string(kind.rawValue)), ("place", .string(place)),
            ("batch", batch.map { .integer($0) } ?? .null), ("amount", .number(amount, places: 6)),
            ("unit", .string(unit.rawValue)), ("quality", .string(quality.rawValue)), ("split", .bool(isSplit)),
            ("document", .string(document)), ("document_name", .string(documentName)),
            ("stream", .string(stream)),
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

extension MeterSource {
    /// What does not concern its sort is `null`.
    fileprivate var json: JSON {
        var (from, batch, file, document): (String, Int64?, String?, String?) = ("records", nil, nil, nil)
        var (zone, board, journal): (String?, String?, String?) = (nil, nil, nil)
        switch ground {
        case .readings(let number, let name, let proof):
            (from, batch, file, document) = ("readings", number, name, proof)
        case .records(let teller, let id): (board, journal) = (teller, id)
        case .zone(let name, let teller, let id): (from, zone, board, journal) = ("zone", name, teller, id)
        }
        return .object([
            ("site", .string(site)), ("meter", .string(meter)), ("medium", .string(medium.rawValue)),
            ("from", .string(from)),
            ("batch", batch.map { .integer($0) } ?? .null), ("file", .string(file)), ("document", .string(document)),
            ("zone", .string(zone)), ("board", .string(board)), ("journal", .string(journal)),
            ("count", .integer(Int64(count))), ("first", .string(first.iso8601)), ("last", .string(last.iso8601)),
        ])
    }
}
