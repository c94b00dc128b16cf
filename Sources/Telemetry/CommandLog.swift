public import Quantities
public import Sparkplug

/// Remembers the commands of the last time, so that none is obeyed twice, however often it arrives.
///
/// A command is known again by its id, else by its time and value; one that states neither id nor time cannot be. It is
/// forgotten when it could not be obeyed any more anyhow. The memory does not outlive the program.
public struct CommandLog: Sendable {
    /// Commands remembered at most; while there are so many, no other is taken.
    public static let most = 1_000

    private struct Key: Hashable {
        let zone: String
        let name: String
        let id: String?
        let sent: Timestamp?
        let value: Value?
    }

    private var known: [Key: Timestamp] = [:]

    public init() {}

    /// - Returns: whether it has not been taken before; from now on it has.
    public mutating func takes(_ metric: Metric, zone: String, sentAt: UInt64?, now: Timestamp) -> Bool {
        // What cannot be understood is refused with its reason, each time.
        guard let terms = try? CommandTerms(metric, sentAt: sentAt), (try? terms.check(at: now)) != nil,
            terms.id != nil || terms.sent != nil
        else { return true }
        let key =
            if let id = terms.id {
                Key(zone: zone, name: metric.name ?? "", id: id, sent: nil, value: nil)
            } else {
                Key(zone: zone, name: metric.name ?? "", id: nil, sent: terms.sent, value: metric.value)
            }
        known = known.filter { now <= $0.value }
        guard known[key] == nil, known.count < Self.most else { return false }
        known[key] =
            terms.expires ?? terms.sent.map { $0 + CommandTerms.patience } ?? now + CommandTerms.longest
        return true
    }
}
