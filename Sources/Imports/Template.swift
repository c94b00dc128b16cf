public import Activities
internal import CSV

/// A kind of table that can be imported: its columns, what they mean, and lines to begin with.
public struct Template: Sendable {
    /// On the command line.
    public let name: String
    /// One sentence.
    public let summary: String
    public let columns: [Column]
    /// More to know, a line each.
    let notes: [String]
    /// `nil` for readings, faces, sets of meters and weather.
    public let kind: Kind?

    init(_ name: String, _ summary: String, columns: [Column], notes: [String] = [], kind: Kind? = nil) {
        (self.name, self.summary, self.columns, self.notes, self.kind) = (name, summary, columns, notes, kind)
    }

    /// In the order in which they are listed.
    public static let all: [Template] =
        Kind.allCases.map { Template.of($0) } + [.readings, .faces, .meters, .weather]

    public static func named(_ name: String) -> Template? { all.first { $0.name == name } }

    /// A file that can be filled in, and imported: what it says of itself stands behind `#`.
    public var text: String {
        let shown = columns.filter { !$0.examples.isEmpty }
        let width = columns.map(\.name.count).max() ?? 0
        var lines = ["# \(name): \(summary)", "#"]
        for column in columns {
            let name = column.name + String(repeating: " ", count: width - column.name.count)
            var line = "# \(name)  \(column.isRequired ? "required. " : "")\(column.meaning)"
            if !column.words.isEmpty { line += ": " + column.words.joined(separator: ", ") }
            if !column.units.isEmpty {
                line +=
                    " (\(column.name)_UNIT, or \(column.name) and a column unit; "
                    + column.units.map(\.name).joined(separator: ", ") + ")"
            }
            lines.append(line)
        }
        lines.append("#")
        lines += (notes + Self.rules).map { $0.isEmpty ? "#" : "# \($0)" }
        lines.append(shown.map(\.heading).joined(separator: ","))
        for row in 0..<(shown.filter(\.isRequired).map(\.examples.count).min() ?? 0) {
            lines.append(
                shown.map { row < $0.examples.count ? Self.cell($0.examples[row]) : "" }.joined(separator: ","))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static let rules = [
        "Numbers have a point for decimals and nothing between thousands. Cells are parted by commas (or semicolons,",
        "or tabs); a cell that contains one stands in quotes. Lines that begin with # and empty lines are passed over.",
        "The lines below are examples: replace them.",
    ]

    private static func cell(_ text: String) -> String {
        text.utf8.contains { $0 == .comma || $0 == .quote } ? "\"" + text.doublingQuotes + "\"" : text
    }
}

extension String {
    fileprivate var doublingQuotes: String {
        split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    }
}
