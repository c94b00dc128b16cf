internal import Logging
internal import Synchronization

/// What the uplink last said of its broker; it hears what the uplink logs, and passes it on.
final class UplinkNews: Sendable {
    struct Word: Hashable, Sendable {
        var sentence: String
        /// Whether it was good news.
        var isGood: Bool
    }

    private let last = Mutex<Word?>(nil)

    /// `nil`: nothing yet.
    var word: Word? { last.withLock { $0 } }

    /// Another uplink follows, or none.
    func forget() { last.withLock { $0 = nil } }

    /// A log for the uplink to one broker; what is said of anything else is passed on only.
    func log(about broker: String, passingTo log: Logger) -> Logger {
        var listening = log
        listening.handler = Listener(news: self, broker: broker, next: log.handler)
        return listening
    }

    fileprivate func hear(_ event: LogEvent, about broker: String) {
        let sentence = event.message.description
        guard sentence.contains(broker) else { return }
        last.withLock { $0 = Word(sentence: sentence, isGood: event.level < .warning) }
    }

    private struct Listener: LogHandler {
        let news: UplinkNews
        let broker: String
        var next: any LogHandler

        var metadata: Logger.Metadata {
            get { next.metadata }
            set { next.metadata = newValue }
        }
        /// It listens even where the log is to be quiet.
        var logLevel: Logger.Level {
            get { Swift.min(next.logLevel, .info) }
            set { next.logLevel = newValue }
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { next[metadataKey: key] }
            set { next[metadataKey: key] = newValue }
        }

        func log(event: LogEvent) {
            news.hear(event, about: broker)
            if next.logLevel <= event.level { next.log(event: event) }
        }
    }
}
