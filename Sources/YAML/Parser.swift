import CYAML

extension Node {
    /// The deepest nesting of lists and mappings that is read.
    public static let depthLimit = 32

    /// Reads and parses a file. Problems name it by its path.
    ///
    /// - Throws: that it cannot be read, or every problem found (a syntax error
    ///   ends the search).
    public init(reading path: String) throws(Problems) {
        try self.init(Source(reading: path))
    }

    /// Parses the bytes of a file that problems shall call `file`.
    public init(parsing bytes: [UInt8], file: String) throws(Problems) {
        try self.init(Source(bytes, file: file))
    }

    private init(_ source: Source) throws(Problems) {
        var parser = Parser(source)
        self = try parser.run()
    }
}

/// Builds one node from the events of libyaml, and refuses what the strict
/// subset leaves out: anchors, aliases, tags, directives, several documents,
/// duplicate keys and keys that are not texts.
private struct Parser {
    /// A list or mapping that is not closed yet.
    private struct Frame {
        let mark: Mark
        let isMapping: Bool
        var items: [Node] = []
        var entries: [Node.Entry] = []
        var firstLines: [String: Int] = [:]
        var key: (text: String, mark: Mark)?
    }

    private let source: Source
    private var frames: [Frame] = []
    private var problems: [Problem] = []
    private var root: Node?

    init(_ source: Source) { self.source = source }

    mutating func run() throws(Problems) -> Node {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else { throw outOfMemory }
        defer { yaml_parser_delete(parser) }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: source.bytes.count + 1)
        defer { input.deallocate() }
        _ = input.initialize(from: source.bytes + [0])
        yaml_parser_set_input_string(parser, input.baseAddress, source.bytes.count)
        while try takeEvent(from: parser) {}
        if root == nil { report(at: .start, "the file is empty") }
        guard problems.isEmpty, let root else { throw Problems(problems) }
        return root
    }

    /// - Returns: whether more events follow.
    private mutating func takeEvent(from parser: UnsafeMutablePointer<yaml_parser_t>) throws(Problems) -> Bool {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else {
            throw Problems(problems + [syntaxError(of: parser.pointee)])
        }
        defer { yaml_event_delete(&event) }
        try take(event)
        return event.type != YAML_STREAM_END_EVENT
    }

    private mutating func take(_ event: yaml_event_t) throws(Problems) {
        let mark = Mark(event.start_mark)
        switch event.type {
        case YAML_DOCUMENT_START_EVENT:
            let start = event.data.document_start
            if start.version_directive != nil || start.tag_directives.start != start.tag_directives.end {
                report(at: mark, "directives (%) are not read; remove the line")
            }
            if root != nil { report(at: mark, "a second document starts here; one file holds one document") }
        case YAML_ALIAS_EVENT:
            report(at: mark, "aliases (*) are not read; write the value out")
            add(Node(content: .scalar(.init(text: "", quoted: true)), mark: mark))
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            refuse(anchor: scalar.anchor, tag: scalar.tag, at: mark)
            let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let quoted = scalar.style != YAML_PLAIN_SCALAR_STYLE
            add(Node(content: .scalar(.init(text: text, quoted: quoted)), mark: mark))
        case YAML_SEQUENCE_START_EVENT:
            refuse(anchor: event.data.sequence_start.anchor, tag: event.data.sequence_start.tag, at: mark)
            try open(Frame(mark: mark, isMapping: false))
        case YAML_MAPPING_START_EVENT:
            refuse(anchor: event.data.mapping_start.anchor, tag: event.data.mapping_start.tag, at: mark)
            try open(Frame(mark: mark, isMapping: true))
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            guard let frame = frames.popLast() else { return }
            add(Node(content: frame.isMapping ? .mapping(frame.entries) : .sequence(frame.items), mark: frame.mark))
        default: break
        }
    }

    private mutating func open(_ frame: Frame) throws(Problems) {
        guard frames.count < Node.depthLimit else {
            report(at: frame.mark, "is nested deeper than \(Node.depthLimit) levels")
            throw Problems(problems)
        }
        frames.append(frame)
    }

    /// Puts a finished node where it belongs: as item, key, value, or root.
    private mutating func add(_ node: Node) {
        guard let top = frames.indices.last else {
            if root == nil { root = node }
            return
        }
        guard frames[top].isMapping else { return frames[top].items.append(node) }
        if let key = frames[top].key {
            frames[top].key = nil
            frames[top].entries.append(Node.Entry(key: key.text, keyMark: key.mark, value: node))
            return
        }
        guard case .scalar(let scalar) = node.content, !scalar.text.isEmpty else {
            report(at: node.mark, "a key must be a word, not \(node.isEmpty ? "empty" : node.kind)")
            frames[top].key = ("", node.mark)
            return
        }
        if let first = frames[top].firstLines[scalar.text] {
            report(at: node.mark, "duplicate key \"\(scalar.text)\", first on line \(first)")
        } else {
            frames[top].firstLines[scalar.text] = node.mark.line
        }
        frames[top].key = (scalar.text, node.mark)
    }

    private mutating func refuse(
        anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?, at mark: Mark
    ) {
        if anchor != nil { report(at: mark, "anchors (&) are not read; remove it, and write values out") }
        if tag != nil { report(at: mark, "tags (!) are not read; remove it, the key decides the type") }
    }

    private mutating func report(at mark: Mark, _ message: String) {
        problems.append(Problem(file: source.file, at: source.clamped(mark), message))
    }

    private func syntaxError(of parser: yaml_parser_t) -> Problem {
        guard parser.error != YAML_MEMORY_ERROR else { return outOfMemory.list[0] }
        let reason = parser.problem.map { String(cString: $0) } ?? "unknown mistake"
        guard parser.error != YAML_READER_ERROR else {
            return Problem(file: source.file, at: source.mark(atByte: parser.problem_offset), reason)
        }
        var message = "is not valid YAML: \(reason)"
        if let context = parser.context {
            message += " (\(String(cString: context)) that starts on line \(parser.context_mark.line + 1))"
        }
        return Problem(file: source.file, at: source.clamped(Mark(parser.problem_mark)), message)
    }

    private var outOfMemory: Problems {
        Problems([Problem(file: source.file, at: nil, "does not fit into memory")])
    }
}

extension Mark {
    fileprivate init(_ mark: yaml_mark_t) { self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1) }
}

extension Node {
    fileprivate var isEmpty: Bool {
        if case .scalar(let scalar) = content { scalar.text.isEmpty } else { false }
    }
}
