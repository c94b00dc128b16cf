internal import Spelling

/// One value of a mapping or list, and its name. Reading it as what it should
/// be gives the value, or `nil` and a problem that says what was expected.
public struct Field {
    /// Its key, or that of the list it stands in.
    public let name: String
    /// The dotted way to it from the top of the file.
    public let path: String
    public let keyMark: Mark
    public let node: Node
    let findings: Findings

    /// Where its value begins.
    public var mark: Mark { node.mark }

    /// Reports that something is wrong with this value: "`name`: `message`".
    public func report(_ message: String) { findings.report("\(name): \(message)", at: mark) }

    /// Says that this value may be meant otherwise: "`name`: `message`".
    public func warn(_ message: String) { findings.warn("\(name): \(message)", at: mark) }

    /// Reports that something is wrong with its key: "`message`".
    public func reportKey(_ message: String) { findings.report(message, at: keyMark) }

    public var isMapping: Bool {
        if case .mapping = node.content { true } else { false }
    }

    /// A text of 1…200 characters.
    public func text() -> String? {
        guard let scalar = scalar() else { return nil }
        guard scalar.quoted || !["~", "null", "Null", "NULL"].contains(scalar.text) else {
            report("\(scalar.text) is no text; leave the key out, or put the word in quotes")
            return nil
        }
        guard scalar.text.count <= 200 else {
            report("a text may have 200 characters, this has \(scalar.text.count)")
            return nil
        }
        return scalar.text
    }

    /// A name that topics and paths may contain: 1…64 of A-Z, a-z, 0-9, - and _.
    public func identifier() -> String? {
        guard let scalar = scalar() else { return nil }
        if let fault = Field.identifierFault(scalar.text) {
            report(fault)
            return nil
        }
        return scalar.text
    }

    /// The key itself, as a name that topics and paths may contain.
    public func identifierKey() -> String? {
        guard let fault = Field.identifierFault(name) else { return name }
        findings.report(fault, at: keyMark)
        return nil
    }

    /// One of the words of `Choice`.
    public func choice<Choice: CaseIterable & RawRepresentable<String>>(_: Choice.Type = Choice.self) -> Choice? {
        choice(among: Choice.allCases.map(\.rawValue)).flatMap { Array(Choice.allCases)[$0] }
    }

    /// The place of the word among these.
    public func choice(among words: [String]) -> Int? {
        guard let scalar = scalar() else { return nil }
        if let place = words.firstIndex(of: scalar.text) { return place }
        let hint = Spelling.hint(for: scalar.text, among: words, otherwise: "it is one of")
        report("unknown word \"\(scalar.text)\"\(hint)")
        return nil
    }

    /// `yes` or `no`; nothing else means either.
    public func flag() -> Bool? {
        guard let scalar = scalar() else { return nil }
        switch scalar.text {
        case "yes": return true
        case "no": return false
        default:
            report("\"\(scalar.text)\" is neither yes nor no")
            return nil
        }
    }

    /// The items of a list.
    public func list() -> [Field]? {
        guard case .sequence(let nodes) = node.content else { return expected("a list") }
        return nodes.map { Field(name: name, path: path, keyMark: keyMark, node: $0, findings: findings) }
    }

    /// The items of a list; a value alone is a list of one.
    public func listOrOne() -> [Field] {
        if case .sequence = node.content { list() ?? [] } else { [self] }
    }

    public func mapping() -> Mapping? {
        guard case .mapping(let entries) = node.content else { return expected("a mapping (key: value)") }
        return Mapping(entries, path: path, at: keyMark, start: mark, findings: findings)
    }

    /// A single value that is not empty.
    func scalar() -> Node.Scalar? {
        guard case .scalar(let scalar) = node.content else { return expected("a single value") }
        guard !scalar.text.isEmpty else {
            report("needs a value")
            return nil
        }
        return scalar
    }

    private func expected<Wanted>(_ kind: String) -> Wanted? {
        let subject = name.isEmpty ? "this file" : name
        findings.report("\(subject) should be \(kind), not \(node.kind)", at: mark)
        return nil
    }

    private static func identifierFault(_ text: String) -> String? {
        guard (1...64).contains(text.utf8.count) else { return "a name has 1 to 64 characters, not \(text.utf8.count)" }
        guard let foreign = text.first(where: { !isNameCharacter($0) }) else { return nil }
        return "\"\(text)\" contains \"\(foreign)\"; a name has only letters A-Z, a-z, digits, - and _"
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "-" || character == "_")
    }
}
