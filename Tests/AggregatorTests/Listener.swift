import Logging
import Synchronization

/// A log that keeps what is said, for a test to look at.
final class Hearing: Sendable {
    private let heard = Mutex<[String]>([])

    var sentences: [String] { heard.withLock { $0 } }

    var log: Logger { Logger(label: "test") { _ in Listener(hearing: self) } }

    fileprivate func hear(_ sentence: String) { heard.withLock { $0.append(sentence) } }
}

private struct Listener: LogHandler {
    let hearing: Hearing
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    var logLevel: Logger.Level = .info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { hearing.hear("\(event.message)") }
}
