public import Logging
internal import Synchronization

/// A log for many boards: what one of them says is passed on once, however many say the same; what is not at least a
/// warning is not.
public final class Remarks: Sendable {
    private let heard = Mutex<[String: Int]>([:])
    private let say: @Sendable (String) -> Void

    public init(say: @escaping @Sendable (String) -> Void) { self.say = say }

    /// Warnings and errors so far.
    public var count: Int { heard.withLock { $0.values.reduce(0, +) } }

    public var log: Logger { Logger(label: "fleet") { _ in Listener(remarks: self) } }

    fileprivate func hear(_ sentence: String) {
        let isNew = heard.withLock { heard in
            if heard[sentence] == nil, heard.count >= Self.most { return false }
            heard[sentence, default: 0] += 1
            return heard[sentence] == 1
        }
        if isNew { say(sentence) }
    }

    /// Sentences that are remembered.
    private static let most = 1_000
}

private struct Listener: LogHandler {
    let remarks: Remarks
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    var logLevel: Logger.Level = .warning

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { remarks.hear("\(event.message)") }
}
