internal import Boards

/// A line that somebody says at the control socket: a word, what it is about, and the answer's format.
enum Request: Hashable, Sendable {
    case status(AnswerFormat)
    case lines(AnswerFormat)
    case doctor(AnswerFormat)
    /// Of a zone, by name.
    case walkTest(String)

    private static let words = "status, lines, doctor, walk-test ZONE"

    /// - Throws: ``Mailbox/Refused``, a sentence that says what can be asked.
    init(_ line: String) throws(Mailbox.Refused) {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        switch (words.first, words.dropFirst().first, words.count) {
        case ("walk-test", let zone?, 2): self = .walkTest(zone)
        case ("status", let word, ...2): self = .status(try Self.format(word))
        case ("lines", let word, ...2): self = .lines(try Self.format(word))
        case ("doctor", let word, ...2): self = .doctor(try Self.format(word))
        default: throw Mailbox.Refused("“\(line)” cannot be asked; ask \(Self.words)")
        }
    }

    private static func format(_ word: String?) throws(Mailbox.Refused) -> AnswerFormat {
        guard let word else { return .table }
        guard let format = AnswerFormat(rawValue: word) else {
            throw Mailbox.Refused("“\(word)” is no format; say json or table")
        }
        return format
    }

    /// As it is said.
    var line: String {
        switch self {
        case .status(let format): "status \(format.rawValue)"
        case .lines(let format): "lines \(format.rawValue)"
        case .doctor(let format): "doctor \(format.rawValue)"
        case .walkTest(let zone): "walk-test \(zone)"
        }
    }
}

/// How an answer is written: for people, or for programs.
enum AnswerFormat: String, CaseIterable, Sendable { case table, json }
