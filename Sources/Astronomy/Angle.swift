import Glibc

/// An angle; no range is imposed.
public struct Angle: Comparable, Hashable, Sendable {
    public let radians: Double

    public init(radians: Double) { self.radians = radians }
    public static func degrees(_ degrees: Double) -> Angle { Angle(radians: degrees * .pi / 180) }
    public static let zero = Angle(radians: 0)

    public var degrees: Double { radians * 180 / .pi }
    public var sine: Double { sin(radians) }
    public var cosine: Double { cos(radians) }

    public static func < (a: Angle, b: Angle) -> Bool { a.radians < b.radians }
    public static func - (a: Angle, b: Angle) -> Angle { Angle(radians: a.radians - b.radians) }
}
