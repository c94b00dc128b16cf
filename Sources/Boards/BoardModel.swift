public import YAML

/// A model of board: its chips, its headers, and the lines that they offer. Read from
/// `boards/<model>.yaml`; nothing about a model is written in code.
public struct BoardModel: Hashable, Sendable {
    public let name: String
    public let description: String
    /// What the device tree calls such a board: the first word of its `compatible`, which is the most
    /// exact one. Empty: no machine is known by it.
    public let deviceTree: [String]
    /// In the order of the file; none: the board exists in memory only.
    public let chips: [Chip]
    /// In the order of the file; none: how its lines are reached is not said.
    public let headers: [Header]
    /// In the order of the file.
    public let lines: [Line]
    /// What whoever wires it should know; each a sentence.
    public let notes: [String]

    /// Reads and checks `<directory>/<name>.yaml`.
    ///
    /// - Throws: every problem of that file.
    public init(named name: String, in directory: String) throws(Problems) {
        let file = "\(directory)/\(name).yaml"
        try self.init(Node(reading: file), file: file, named: name)
    }

    /// Reads and checks a board file from memory; problems call it `file`.
    public init(parsing bytes: [UInt8], file: String, named name: String) throws(Problems) {
        try self.init(Node(parsing: bytes, file: file), file: file, named: name)
    }

    private init(_ node: Node, file: String, named name: String) throws(Problems) {
        let findings = Findings(file: file)
        let reader = BoardReader(findings.root(node), named: name)
        try findings.conclude()
        guard let description = reader.description, let chips = reader.chips else {
            throw Problems([Problem(file: file, at: nil, "is incomplete")])
        }
        (self.name, self.description, self.chips) = (name, description, chips)
        (deviceTree, headers, lines, notes) = (reader.deviceTree, reader.headers, reader.lines, reader.notes)
    }

    /// In memory only: for the simulator, and to try a site file.
    public var isSimulated: Bool { chips.isEmpty }

    public func line(named name: String) -> Line? { lines.first { $0.name == name } }

    /// The line at a pin; `nil`: power, ground, or whatever else is no line.
    public func line(on header: Header, pin: Int) -> Line? {
        lines.first { $0.header == header.name && $0.pin == pin }
    }
}
