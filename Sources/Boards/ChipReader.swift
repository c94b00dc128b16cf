internal import Spelling
internal import YAML

/// Reads which chips a board has: one, several that have names, or none.
struct ChipReader {
    /// `nil` when they could not be read.
    private(set) var chips: [BoardModel.Chip]?
    /// Of `chips`, in their order; empty where there is one or none.
    private(set) var names: [String] = []

    init(_ top: Mapping) {
        guard let several = top.optional("chips") else {
            chips = top.required("chip").flatMap(Self.only)
            return
        }
        top.optional("chip")?.reportKey("a board file has chip or chips, not both")
        let entries = several.mapping()?.all() ?? []
        if several.isMapping, entries.isEmpty { several.report("needs at least one chip") }
        let read = entries.compactMap { entry in Self.chip(entry).map { (entry.name, $0) } }
        names = read.map(\.0)
        if read.count == entries.count { chips = read.map(\.1) }
    }

    /// The index of the chip that a line names; that of the only chip if it names none.
    func index(_ field: Field?, of line: Field) -> Int? {
        guard let field else {
            if names.count > 1 { line.report("lacks \"chip\": this board has \(names.joined(separator: ", "))") }
            return names.count > 1 ? nil : 0
        }
        guard let name = field.text() else { return nil }
        if let index = names.firstIndex(of: name) { return index }
        // Where no chip could be read, nothing can be said of those that lines name.
        if chips != nil {
            let hint = Spelling.hint(for: name, among: names, otherwise: "there are")
            field.report("there is no chip \"\(name)\"\(hint)")
        }
        return nil
    }

    private static func only(_ field: Field) -> [BoardModel.Chip]? {
        if field.isMapping { return chip(field).map { [$0] } }
        guard let word = field.text() else { return nil }
        if word == "none" { return [] }
        field.report("write none, or { label: … } as gpiodetect shows it")
        return nil
    }

    private static func chip(_ field: Field) -> BoardModel.Chip? {
        guard let mapping = field.mapping() else { return nil }
        let (label, line) = (mapping.optional("label"), mapping.optional("line"))
        let offset = mapping.optional("at")?.integer(in: 0...1_023)
        switch (label, line) {
        case (let label?, nil):
            mapping.optional("at")?.reportKey("\"at\" belongs to a line, and this chip is found by its label")
            let labels = label.listOrOne().compactMap { $0.text() }
            return labels.isEmpty ? nil : .labels(labels)
        case (nil, let line?):
            if mapping.optional("at") == nil { line.report("lacks \"at\": the offset of that line on its chip") }
            guard let name = line.text(), let offset else { return nil }
            return .landmark(line: name, offset: offset)
        default:
            field.report("write { label: … } as gpiodetect shows it, or { line: NAME, at: OFFSET } as gpioinfo does")
            return nil
        }
    }
}
