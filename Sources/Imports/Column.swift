/// A column of a table that can be imported.
public struct Column: Hashable, Sendable {
    /// As in the header; for amounts without the unit.
    public let name: String
    public let meaning: String
    public let isRequired: Bool
    /// What its cells may say; empty: anything.
    public let words: [String]
    /// Units that its cells may be in: then `_UNIT` follows the name, or the column `unit` says it.
    public let units: [WrittenUnit]
    /// Cells of the template's example lines; empty where the column is not part of its header.
    let examples: [String]
    /// The unit that the template's header names.
    let shownUnit: String?

    init(
        _ name: String, _ meaning: String, required: Bool = false, words: [String] = [], units: [WrittenUnit] = [],
        shown: String? = nil, all examples: [String]
    ) {
        (self.name, self.meaning, isRequired, self.words) = (name, meaning, required, words)
        (self.units, shownUnit, self.examples) = (units, shown, examples)
    }

    init(_ name: String, _ meaning: String, required: Bool = false, words: [String] = [], _ examples: String...) {
        self.init(name, meaning, required: required, words: words, all: examples)
    }

    /// As the template's header has it.
    var heading: String { shownUnit.map { "\(name)_\($0)" } ?? name }
}
