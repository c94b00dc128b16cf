/// Why a file is no typical year: what is wrong with it, and where, for up to twenty problems at once.
public struct WeatherProblems: Error, Hashable, Sendable, CustomStringConvertible {
    public struct Problem: Hashable, Sendable {
        /// Counted from 1; `nil` when the file as a whole is meant.
        public let line: Int?
        public let message: String
    }

    /// As the reader was told to call it.
    public let file: String
    /// In the order in which they were found, never more than twenty.
    public private(set) var list: [Problem] = []
    /// How many more there are.
    public private(set) var more = 0

    /// One problem per line, as compilers print them: `geneva.epw:12: error: …`.
    public var description: String {
        let lines = list.map { problem in
            "\(file)\(problem.line.map { ":\($0)" } ?? ""): error: \(problem.message)"
        }
        return (lines + (more > 0 ? ["and \(more) more"] : [])).joined(separator: "\n")
    }

    init(file: String) { self.file = file }

    init(file: String, _ message: String) {
        self.file = file
        add(nil, message)
    }

    var isEmpty: Bool { list.isEmpty }

    mutating func add(_ line: Int?, _ message: String) {
        if list.count < 20 { list.append(Problem(line: line, message: message)) } else { more += 1 }
    }
}
