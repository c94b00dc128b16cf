internal import JSON

/// One thing that the doctor looked at, what it found, and what to do about it.
struct Finding: Hashable, Sendable {
    enum State: String, Sendable { case ok, warn, bad }

    let subject: String
    let state: State
    let words: String
    /// `nil`: nothing to do, or the words say it.
    let cure: String?

    init(_ state: State, _ subject: String, _ words: String, cure: String? = nil) {
        (self.state, self.subject, self.words, self.cure) = (state, subject, words, cure)
    }

    static func text(_ findings: [Finding], as format: AnswerFormat) -> String {
        switch format {
        case .table:
            Columns.text(
                findings.map { [$0.state.rawValue, $0.subject, $0.words + ($0.cure.map { "; \($0)" } ?? "")] })
        case .json:
            JSON.array(
                findings.map { finding in
                    .object([
                        ("subject", .string(finding.subject)), ("state", .string(finding.state.rawValue)),
                        ("words", .string(finding.words)), ("cure", .string(finding.cure)),
                    ])
                }
            ).text
        }
    }

    /// Whether something is bad in what ``text(_:as:)`` gave.
    static func isBad(_ text: String) -> Bool {
        text.split(separator: "\n").contains { line in
            line.hasPrefix("bad ") || line.contains("\"state\": \"bad\"")
        }
    }
}
