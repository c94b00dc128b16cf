public import Quantities

/// Something that is wrong at the time of looking, as a rule finds it. It becomes an alarm once it has lasted.
public struct Condition: Hashable, Sendable {
    public var key: Key
    public var severity: Severity
    public var words: Words
    /// Since when it is so; `nil`: since somebody looks.
    public var since: Timestamp?
    /// How long it must last before it is an alarm.
    public var lasting: Duration
    /// It was so when its subject was last heard; whether it still is, nobody knows. It raises no alarm and ends none.
    public var isStale: Bool
    /// What would explain it: while there is an alarm of one of these keys, nobody is told of this one.
    public var causes: [Key]
    /// An amount that must not fall for as long as it has to last, such as a backlog; `nil`: there is none.
    public var level: Int64?

    public init(
        _ key: Key, _ severity: Severity, _ words: Words, since: Timestamp? = nil, lasting: Duration,
        isStale: Bool = false, causes: [Key] = [], level: Int64? = nil
    ) {
        (self.key, self.severity, self.words, self.since) = (key, severity, words, since)
        (self.lasting, self.isStale, self.causes, self.level) = (lasting, isStale, causes, level)
    }
}

/// What a person is told: three sentences that need no manual.
///
/// What boards say goes into them, so each is one line without control characters, of 300 characters at most.
public struct Words: Hashable, Sendable {
    /// What is so, with names and numbers; fit for a subject line.
    public let what: String
    public let meaning: String
    /// What to do about it.
    public let cure: String

    public init(what: String, meaning: String, cure: String) {
        (self.what, self.meaning, self.cure) = (Self.plain(what), Self.plain(meaning), Self.plain(cure))
    }

    private static func plain(_ text: String) -> String {
        if text.utf8.count <= 300, text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) { return text }
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(300) {
            let isText =
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
                default: true
                }
            line.append(isText ? scalar : " ")
        }
        return String(line)
    }
}
