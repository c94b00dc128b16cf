internal import Spelling

/// Collects what is wrong with one file while it is read, so that all of it can
/// be said at once.
///
/// It also remembers every mapping opened and every key asked for: keys that
/// nobody asked for are reported at the end, without any reader having to
/// think of them.
public final class Findings {
    public let file: String
    public private(set) var problems: [Problem] = []
    /// What does not keep the file from being used.
    public private(set) var warnings: [Problem] = []
    private var openings: [Mark: Opening] = [:]

    /// A mapping that is being read: its keys, and those the reader knows.
    private struct Opening {
        let entries: [Node.Entry]
        /// In the order of asking, for messages; and as a set, to be quick with long files.
        var asked: [String] = []
        var known: Set<String> = []
    }

    public init(file: String) { self.file = file }

    public func report(_ message: String, at mark: Mark) {
        problems.append(Problem(file: file, at: mark, message))
    }

    public func warn(_ message: String, at mark: Mark) {
        warnings.append(Problem(file: file, at: mark, message, .warning))
    }

    /// Adds the problems of another file that this one names.
    public func add(_ others: Problems) { problems += others.list }

    /// Opens the mapping a whole file consists of; `nil` if it is something else.
    public func root(_ node: Node) -> Mapping? {
        Field(name: "", path: "", keyMark: node.mark, node: node, findings: self).mapping()
    }

    /// Ends the reading.
    ///
    /// - Throws: everything reported, with the warnings, and every key that nobody asked for. Warnings alone
    ///   are not thrown.
    public func conclude() throws(Problems) {
        for opening in openings.values {
            for entry in opening.entries where !opening.known.contains(entry.key) {
                let hint = Spelling.hint(for: entry.key, among: opening.asked, otherwise: "keys here are")
                report("unknown key \"\(entry.key)\"\(hint)", at: entry.keyMark)
            }
        }
        openings = [:]
        guard problems.isEmpty else { throw Problems(problems + warnings) }
    }

    /// A mapping may be opened by several readers, each knowing some of its keys. No
    /// two mappings begin at the same place.
    func open(_ entries: [Node.Entry], at mark: Mark) {
        if openings[mark] == nil { openings[mark] = Opening(entries: entries) }
    }

    func asked(for key: String, at mark: Mark) {
        if openings[mark]?.known.insert(key).inserted == true { openings[mark]?.asked.append(key) }
    }
}
