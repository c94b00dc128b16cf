/// The transformers between a circuit and an electricity meter: `200/5` turns 200 A into 5 A.
public struct CurrentTransformer: Hashable, Sendable, CustomStringConvertible {
    /// A; 1 to 10 000.
    public let primary: Int
    /// A; 1 or 5 (IEC 61869-2).
    public let secondary: Int
    /// Its ratio's error at rated current, in per cent, which is what its class is called after (IEC 61869-2);
    /// `nil`: not said.
    public let limit: Double?

    /// - Returns: `nil` outside the ranges, or unless the primary current is the larger.
    public init?(primary: Int, secondary: Int, limit: Double? = nil) {
        guard 1...10_000 ~= primary, secondary == 1 || secondary == 5, primary > secondary else { return nil }
        (self.primary, self.secondary, self.limit) = (primary, secondary, limit)
    }

    /// Reads `200/5`.
    public init?(_ text: String, limit: Double? = nil) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let primary = Int(parts[0]), let secondary = Int(parts[1]) else { return nil }
        self.init(primary: primary, secondary: secondary, limit: limit)
    }

    public var ratio: Double { Double(primary) / Double(secondary) }

    /// kW of three phases of 400/230 V at 1.2 times the primary current, which transformers of common make carry
    /// for ever (rated continuous thermal current, IEC 61869-2). An assumption: for another voltage state a maximum.
    public var most: Double { 3 * 0.230 * 1.2 * Double(primary) }

    public var description: String { "\(primary)/\(secondary)" }
}
