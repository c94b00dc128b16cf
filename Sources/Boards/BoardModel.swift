public import Hardware
public import YAML

/// A model of board: its chip, and the lines that its header offers. Read from
/// `boards/<model>.yaml`; nothing about a model is written in code.
public struct BoardModel: Hashable, Sendable {
    /// Where the lines are.
    public enum Chip: Hashable, Sendable {
        /// In memory only.
        case none
        /// On the chip of that label. Never by number: numbers move between kernels.
        case label(String)
    }

    public struct Line: Hashable, Sendable {
        /// As site files call it.
        public let name: String
        /// On the chip.
        public let offset: Int
        /// On the header; `nil` where there is none.
        public let pin: Int?
        /// The resistor on it from power-on until it is requested.
        public let atBoot: Bias
        /// Why it must not be used.
        public let avoid: String?
        /// Why it moves while the board boots, and so cannot switch lamps.
        public let bootActive: String?
    }

    public let name: String
    public let description: String
    public let chip: Chip
    /// In the order of the file.
    public let lines: [Line]

    /// Reads and checks `<directory>/<name>.yaml`.
    ///
    /// - Throws: every problem of that file.
    public init(named name: String, in directory: String) throws(Problems) {
        try self.init(reading: "\(directory)/\(name).yaml", named: name)
    }

    public func line(named name: String) -> Line? { lines.first { $0.name == name } }

    private init(reading file: String, named name: String) throws(Problems) {
        let findings = Findings(file: file)
        let top = findings.root(try Node(reading: file))
        _ = top?.required("lightwell")?.integer(in: 1...1)
        let model = top?.required("model")
        if let given = model?.identifier(), given != name {
            model?.report("the file of this model should be called \(given).yaml")
        }
        let description = top?.required("description")?.text()
        let chip = top?.required("chip").flatMap(BoardModel.chip)
        let lines = top?.required("lines")?.mapping()?.all() ?? []
        let read = lines.compactMap(BoardModel.line)
        for (index, line) in read.enumerated() where read.count == lines.count {
            if let twin = read[..<index].first(where: { $0.offset == line.offset }) {
                lines[index].report("has the same line number as \(twin.name)")
            }
        }
        try findings.conclude()
        guard let description, let chip, read.count == lines.count else {
            throw Problems([Problem(file: file, at: nil, "is incomplete")])
        }
        (self.name, self.description, self.chip, self.lines) = (name, description, chip, read)
    }

    private static func chip(_ field: Field) -> Chip? {
        if field.isMapping { return field.mapping()?.required("label")?.text().map(Chip.label) }
        guard let word = field.text() else { return nil }
        if word == "none" { return Chip.none }
        field.report("write none, or { label: … } as gpiodetect shows it")
        return nil
    }

    private static func line(_ field: Field) -> Line? {
        let name = field.identifierKey()
        guard let mapping = field.mapping() else { return nil }
        let offset = mapping.required("line")?.integer(in: 0...1_023)
        let pin = mapping.optional("pin")?.integer(in: 1...100)
        let atBoot = mapping.required("at-boot")?.choice(Pull.self)?.bias
        let avoid = mapping.optional("avoid")?.text()
        let bootActive = mapping.optional("boot-active")?.text()
        guard let name, let offset, let atBoot else { return nil }
        return Line(name: name, offset: offset, pin: pin, atBoot: atBoot, avoid: avoid, bootActive: bootActive)
    }
}

/// The words for a resistor in board and site files.
enum Pull: String, CaseIterable {
    case up = "pull-up"
    case down = "pull-down"
    case none

    var bias: Bias {
        switch self {
        case .up: .pullUp
        case .down: .pullDown
        case .none: .none
        }
    }
}
