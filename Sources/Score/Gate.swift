/// A limit that no saving buys off.
public struct Gate: Sendable {
    public let name: String
    /// `nil` where it could not be measured.
    public let value: Double?
    public let limit: Double
    public let unit: String
    /// Why it cannot be judged; `nil` where it can.
    public let reason: String?
    /// `nil` where it cannot be judged.
    public let holds: Bool?

    init(_ name: String, _ value: Double?, atMost limit: Double, _ unit: String, unless reason: String? = nil) {
        (self.name, self.value, self.limit, self.unit, self.reason) = (name, value, limit, unit, reason)
        holds = reason == nil ? value.map { $0 <= limit } : nil
    }

    /// Of several together: the value of all, and a verdict that no part can trade away.
    init(_ whole: Gate, over parts: [Gate]) {
        (name, value, limit, unit) = (whole.name, whole.value, whole.limit, whole.unit)
        let verdicts = parts.compactMap(\.holds)
        holds = verdicts.isEmpty ? nil : verdicts.allSatisfy(\.self)
        reason = verdicts.isEmpty ? whole.reason ?? parts.first?.reason : nil
    }

    static let falseOffsPerHour = 0.02
}
