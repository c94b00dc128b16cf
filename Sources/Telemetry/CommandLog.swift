public import Quantities
public import Sparkplug

/// Remembers the commands of the last time, so that none is obeyed twice, however often it arrives.
///
/// A command is known again by its id, else by its time and value; one that states neither id nor time is refused by
/// ``CommandTerms``. It is forgotten when it could not be obeyed any more anyhow.
public struct CommandLog: Sendable, Equatable {
    /// Commands remembered at most; while there are so many, no other is taken.
    public static let most = 1_000

    /// Until when each is remembered, by its ``Fingerprint``.
    private var known: [UInt64: Timestamp] = [:]

    public init() {}

    /// Whether nothing is remembered.
    public var isEmpty: Bool { known.isEmpty }

    /// - Returns: whether it has not been taken before; from now on it has.
    public mutating func takes(_ metric: Metric, zone: String, sentAt: UInt64?, now: Timestamp) -> Bool {
        // What cannot be understood is refused with its reason, each time.
        guard let terms = try? CommandTerms(metric, sentAt: sentAt), (try? terms.check(at: now)) != nil
        else { return true }
        let mark = Self.mark(metric, terms, of: zone)
        known = known.filter { now <= $0.value }
        guard known[mark] == nil, known.count < Self.most else { return false }
        known[mark] =
            terms.expires ?? terms.sent.map { $0 + CommandTerms.patience } ?? now + CommandTerms.longest
        return true
    }

    private static func mark(_ metric: Metric, _ terms: CommandTerms, of zone: String) -> UInt64 {
        var mark = Fingerprint()
        for text in [zone, metric.name ?? ""] {
            mark.add(Int64(text.utf8.count))
            mark.add(Array(text.utf8))
        }
        if let id = terms.id {
            mark.add(Array("id".utf8))
            mark.add(Array(id.utf8))
        } else {
            mark.add(Array("at".utf8))
            mark.add(terms.sent?.milliseconds ?? 0)
            mark.add(Payload(metrics: [Metric(name: nil, datatype: metric.datatype, value: metric.value)]).encoded())
        }
        return mark.value
    }
}

extension CommandLog {
    /// As a file keeps it: a line that counts the others, and for each command its mark and until when it is remembered,
    /// in milliseconds since 1970. No value and nobody's name is in it.
    public var text: String {
        let lines = known.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            .map { "\(String($0.key, radix: 16)) \($0.value.milliseconds)\n" }
        return "\(Self.head) \(known.count)\n" + lines.joined()
    }

    /// Reads ``text``.
    ///
    /// - Returns: `nil` where it is damaged, be it by a single line that is missing.
    public init?(text: String) {
        guard text.hasSuffix("\n") else { return nil }
        let lines = text.split(separator: "\n")
        guard let head = lines.first, head == "\(Self.head) \(lines.count - 1)", lines.count - 1 <= Self.most else {
            return nil
        }
        for line in lines.dropFirst() {
            let words = line.split(separator: " ")
            guard words.count == 2, let mark = UInt64(words[0], radix: 16), let until = Int64(words[1]),
                known.updateValue(Timestamp(milliseconds: until), forKey: mark) == nil
            else { return nil }
        }
    }

    private static let head = "lightwell commands"
}
