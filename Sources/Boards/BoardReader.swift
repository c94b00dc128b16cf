internal import Spelling
internal import YAML

/// Reads a board file, and sees that it agrees with itself.
struct BoardReader {
    private(set) var description: String?
    private(set) var deviceTree: [String] = []
    /// `nil` when they could not be read.
    private(set) var chips: [BoardModel.Chip]?
    private(set) var headers: [BoardModel.Header] = []
    private(set) var lines: [BoardModel.Line] = []
    private(set) var notes: [String] = []

    init(_ top: Mapping?, named name: String) {
        guard let top else { return }
        _ = top.required("lightwell")?.integer(in: 1...1)
        let model = top.required("model")
        if let given = model?.identifier(), given != name {
            model?.report("the file of this model should be called \(given).yaml")
        }
        description = top.required("description")?.text()
        deviceTree = texts(top.optional("device-tree"))
        notes = texts(top.optional("notes"))
        let named = ChipReader(top)
        chips = named.chips
        headers = top.optional("headers")?.mapping()?.all().compactMap(Self.header) ?? []
        let reader = LineReader(
            chips: named, headers: headers, refusals: Self.sentences(top.optional("refuse")),
            cautions: Self.sentences(top.optional("caution")))
        let fields = top.required("lines")?.mapping()?.all() ?? []
        let read = fields.compactMap { field in reader.line(field).map { (field, $0) } }
        lines = read.map(\.1)
        reportTwins(read)
        // What is missing can be told only where all that is there was understood.
        if read.count == fields.count { reportGaps(top) }
    }

    private func texts(_ field: Field?) -> [String] { field?.listOrOne().compactMap { $0.text() } ?? [] }

    private static func header(_ field: Field) -> BoardModel.Header? {
        let name = field.identifierKey()
        guard let mapping = field.mapping(), let pins = mapping.required("pins")?.integer(in: 2...200) else {
            return nil
        }
        if pins % 2 != 0 { mapping.optional("pins")?.report("a header has two columns of pins, so an even number") }
        var fixed: [Int: String] = [:]
        for entry in mapping.optional("fixed")?.mapping()?.all() ?? [] {
            guard let pin = Int(entry.name), 1...pins ~= pin else {
                entry.reportKey("\"\(entry.name)\" is no pin of this header: they are 1 to \(pins)")
                continue
            }
            fixed[pin] = entry.text()
        }
        return name.map { BoardModel.Header(name: $0, pins: pins, fixed: fixed) }
    }

    /// A sentence for each of some roles.
    private static func sentences(_ field: Field?) -> [BoardModel.Role: String] {
        var sentences: [BoardModel.Role: String] = [:]
        for entry in field?.mapping()?.all() ?? [] {
            if let role = BoardModel.Role(key: entry) { sentences[role] = entry.text() }
        }
        return sentences
    }

    private func reportTwins(_ read: [(Field, BoardModel.Line)]) {
        for (index, (field, line)) in read.enumerated() {
            let before = read[..<index].map(\.1)
            if let twin = before.first(where: { ($0.chip, $0.offset) == (line.chip, line.offset) }) {
                field.report("has the same line number as \(twin.name)")
            }
            guard let pin = line.pin else { continue }
            if let twin = before.first(where: { $0.header == line.header && $0.pin == pin }) {
                field.report("is on the same pin as \(twin.name)")
            }
        }
    }

    private func reportGaps(_ top: Mapping) {
        for header in headers {
            let taken = Set(lines.filter { $0.header == header.name }.compactMap(\.pin)).union(header.fixed.keys)
            let missing = (1...header.pins).filter { !taken.contains($0) }.map(String.init)
            guard !missing.isEmpty else { continue }
            let (noun, verb) = missing.count == 1 ? ("pin", "is") : ("pins", "are")
            top.optional("headers")?.report(
                "\(noun) \(missing.joined(separator: ", ")) of \(header.name) \(verb) neither a line nor fixed")
        }
    }
}

extension BoardModel.Role {
    /// `nil`, and a problem, where a key is none of the roles.
    init?(key field: Field) {
        if let role = Self(rawValue: field.name) {
            self = role
            return
        }
        let hint = Spelling.hint(for: field.name, among: Self.allCases.map(\.rawValue), otherwise: "it is one of")
        field.reportKey("unknown role \"\(field.name)\"\(hint)")
        return nil
    }
}
