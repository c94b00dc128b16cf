/// One mistake in a file: where it is, what it is, and how to cure it.
public struct Problem: Comparable, Hashable, Sendable, CustomStringConvertible {
    public enum Severity: String, Sendable {
        case error
        /// The file can be used, but somebody should look.
        case warning
    }

    /// The file, as its reader was told to call it.
    public let file: String
    /// `nil` when the file as a whole is meant: it is missing, or cannot be read.
    public let mark: Mark?
    public let message: String
    public let severity: Severity

    public init(file: String, at mark: Mark?, _ message: String, _ severity: Severity = .error) {
        (self.file, self.mark, self.message, self.severity) = (file, mark, message, severity)
    }

    /// As compilers print it, so that editors can jump to it: `site.yaml:12:9: error: …`.
    public var description: String {
        guard let mark else { return "\(file): \(severity.rawValue): \(message)" }
        return "\(file):\(mark.line):\(mark.column): \(severity.rawValue): \(message)"
    }

    public static func < (a: Problem, b: Problem) -> Bool {
        if a.file != b.file { return a.file < b.file }
        if a.mark != b.mark { return (a.mark ?? Mark(line: 0, column: 0)) < (b.mark ?? Mark(line: 0, column: 0)) }
        return a.message < b.message
    }
}

/// Every problem of a reading, in the order of their places.
public struct Problems: Error, Hashable, CustomStringConvertible {
    public let list: [Problem]

    public init(_ problems: [Problem]) { list = problems.sorted() }

    /// One problem per line.
    public var description: String { list.map(\.description).joined(separator: "\n") }
}
