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
    public var holds: Bool? { reason == nil ? value.map { $0 <= limit } : nil }

    static let falseOffsPerHour = 0.02
}
