/// Why a file is no recording: what is wrong with it, and where, for up to twenty problems at once.
public struct RecordingProblems: Error, Hashable, Sendable, CustomStringConvertible {
    public struct Problem: Hashable, Sendable {
        /// Counted from 1; a line ends with a line feed, also within quotes. `nil` when the file cannot be read at all.
        public let line: Int?
        /// The character of that line at which the cell starts, its quote included; counted from 1 in Unicode scalars.
        public let column: Int?
        public let message: String
    }

    /// As the reader was told to call it.
    public let file: String
    /// In the order of the file, never more than twenty.
    public private(set) var list: [Problem] = []
    /// How many more there are.
    public private(set) var more = 0

    /// One problem per line, as compilers print them: `room.csv:12:9: error: …`.
    public var description: String {
        let lines = list.map { problem in
            let place = [problem.line, problem.column].compactMap { $0 }.map { ":\($0)" }.joined()
            return "\(file)\(place): error: \(problem.message)"
        }
        return (lines + (more > 0 ? ["and \(more) more"] : [])).joined(separator: "\n")
    }

    init(file: String) { self.file = file }

    init(file: String, _ message: String) {
        self.file = file
        add(at: nil, message)
    }

    var isEmpty: Bool { list.isEmpty }

    /// Whether the next problem will be told, and not only counted.
    var hasRoom: Bool { list.count < 20 }

    mutating func add(at place: Place?, _ message: String) {
        if hasRoom {
            list.append(Problem(line: place?.line, column: place?.column, message: message))
        } else {
            more += 1
        }
    }
}

/// A place in a text, both counted from 1.
struct Place {
    let line: Int
    let column: Int
}
