import Calendars

extension Sequence where Element == Figure {
    /// Comma-separated values with a header, lines ended by CR LF (RFC 4180), in the order given.
    ///
    /// The columns are those of ``json``; a value that cannot be said is empty, and pieces of
    /// evidence are sentences apart by semicolons.
    public var csv: String {
        let rows = map { figure in
            [
                figure.scope.kind, figure.id, figure.indicator, number(figure.value), figure.unit,
                number(figure.coverage), figure.from.iso8601, figure.to.iso8601, figure.note ?? "",
                figure.evidence.map(\.text).joined(separator: "; "),
            ]
        }
        return ([header] + rows).map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    }
}

private let header = ["scope", "id", "indicator", "value", "unit", "coverage", "from", "to", "note", "evidence"]

private func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    return value.plain
}

/// Quoted where it must be. Looks at scalars: CR LF is a single `Character`.
private func field(_ text: String) -> String {
    let special: Set<Unicode.Scalar> = [",", "\"", "\r", "\n"]
    guard text.unicodeScalars.contains(where: special.contains) else { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
        if scalar == "\"" { result += "\"" }
        result.unicodeScalars.append(scalar)
    }
    return result + "\""
}
