public import Sparkplug

/// The hub's word that its ledger holds a journal through a sequence.
public struct Acknowledgement: Equatable, Sendable {
    public var journal: String
    public var sequence: UInt64
    /// The host application that says so: only the configured one counts.
    public var host: String

    public init(journal: String, sequence: UInt64, host: String) {
        (self.journal, self.sequence, self.host) = (journal, sequence, host)
    }

    /// The metrics of its NCMD.
    public func metrics(at now: UInt64) -> [Metric] {
        [
            Metric(Name.acknowledgedJournal, .string(journal), at: now),
            Metric(Name.acknowledgedSequence, .int64(Int64(sequence)), at: now),
            Metric(Name.acknowledgingHost, .string(host), at: now),
        ]
    }

    /// - Returns: `nil` when the metrics written to the node are no acknowledgement.
    public init?(_ metrics: [Metric]) {
        var (journal, sequence, host): (String?, UInt64?, String?)
        for metric in metrics {
            switch (metric.name, metric.value) {
            case (Name.acknowledgedJournal, .string(let text)?): journal = text
            case (Name.acknowledgingHost, .string(let text)?): host = text
            case (Name.acknowledgedSequence, let value?):
                guard case .int64(let number)? = value.resolved(as: .int64) else { return nil }
                sequence = UInt64(exactly: number)
            default: break
            }
        }
        guard let journal, let sequence, let host else { return nil }
        self.init(journal: journal, sequence: sequence, host: host)
    }

    static var declared: [Metric] {
        [
            null(Name.acknowledgedJournal, .string), null(Name.acknowledgedSequence, .int64),
            null(Name.acknowledgingHost, .string),
        ]
    }
}
