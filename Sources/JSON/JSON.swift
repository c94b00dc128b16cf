/// A JSON text to be (RFC 8259); objects keep the order in which their members are given.
public enum JSON: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// What is not finite is written as `null`: JSON knows no infinity.
    case number(Double)
    case string(String)
    case array([JSON])
    case object([(String, JSON)])

    /// A number, rounded to so many decimals; `null` for `nil`.
    public static func number(_ value: Double?, places: Int) -> JSON {
        guard let value, value.isFinite else { return .null }
        let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = (value * scale).rounded()
        return .number(scaled.isFinite ? scaled / scale : value)
    }

    public static func string(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
    public static func bool(_ value: Bool?) -> JSON { value.map { .bool($0) } ?? .null }

    /// Objects that hold objects or arrays take a line for each member, others one line in all.
    public var text: String { text(indent: "") }

    private func text(indent: String) -> String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .number(let value): value.isFinite ? Self.plain(value) : "null"
        case .string(let value): Self.quoted(value)
        case .array(let items):
            Self.list("[", items.map { $0.text(indent: indent + "  ") }, "]", indent, items.contains(where: \.isNested))
        case .object(let members):
            Self.list(
                "{", members.map { "\(Self.quoted($0)): \($1.text(indent: indent + "  "))" }, "}", indent,
                members.count > 6 || members.contains { $1.isNested })
        }
    }

    private var isNested: Bool {
        switch self {
        case .array(let items): items.contains(where: \.isNested)
        case .object: true
        default: false
        }
    }

    private static func list(
        _ open: String, _ items: [String], _ close: String, _ indent: String, _ isTall: Bool
    ) -> String {
        guard isTall, !items.isEmpty else { return open + items.joined(separator: ", ") + close }
        return "\(open)\n\(indent)  " + items.joined(separator: ",\n\(indent)  ") + "\n\(indent)\(close)"
    }

    /// Whole numbers without the `.0`.
    private static func plain(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }

    /// A string as JSON writes it, in quotes.
    public static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0}"..<"\u{20}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
