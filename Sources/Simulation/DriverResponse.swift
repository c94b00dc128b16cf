import Glibc

/// What the drivers of dimmed lamps make of the level that a controller wants.
///
/// A controller means its level as a share of light. A driver that follows another curve than it was set up for, or
/// that cannot go as low, gives something else; its power follows the light it gives.
public struct DriverResponse: Hashable, Sendable {
    public enum Curve: Hashable, Sendable {
        /// As much light as is wanted.
        case linear
        /// Each step of the level changes light by the same factor, from 0.1 % to 100 % (the standard curve of
        /// IEC 62386-102), where the controller takes it for linear: half the level is 3 % of the light.
        case logarithmic
    }

    public let curve: Curve
    /// The least light that is not off, 0 to 1.
    public let least: Double

    /// - Returns: `nil` unless the least light is a share.
    public init?(curve: Curve, least: Double = 0) {
        guard (0...1).contains(least) else { return nil }
        self.init(unchecked: curve, least)
    }

    /// Gives what is wanted.
    public static let faithful = DriverResponse(unchecked: .linear, 0)

    /// The share of light, 0 to 1, at a level of 0 to 1; off is off.
    public func light(atLevel level: Double) -> Double {
        guard level > 0 else { return 0 }
        switch curve {
        case .linear: return max(least, level)
        case .logarithmic: return max(least, exp((level - 1) * 3 * DriverResponse.ten))
        }
    }

    private init(unchecked curve: Curve, _ least: Double) { (self.curve, self.least) = (curve, least) }

    /// The natural logarithm of ten.
    private static let ten = 2.302585092994046
}
