/// A measured amount that knows its unit, so that adding lux to watts
/// does not compile.
///
/// Conform by declaring `value`; arithmetic within one unit comes from the
/// extension. Arithmetic across units is written out, one operator per law.
public protocol Quantity: Comparable, Hashable, Sendable {
    /// The amount, in the unit the type is named after.
    var value: Double { get }
    init(_ value: Double)
}

extension Quantity {
    public static var zero: Self { Self(0) }
    public static func < (a: Self, b: Self) -> Bool { a.value < b.value }
    public static func + (a: Self, b: Self) -> Self { Self(a.value + b.value) }
    public static func - (a: Self, b: Self) -> Self { Self(a.value - b.value) }
    public static func * (a: Self, k: Double) -> Self { Self(a.value * k) }
    public static func / (a: Self, b: Self) -> Double { a.value / b.value }
}

/// Illuminance, lm/m².
public struct Lux: Quantity {
    public let value: Double
    public init(_ value: Double) { self.value = value }
}

/// Active power. Positive is consumed by the site, negative is exported.
public struct Watts: Quantity {
    public let value: Double
    public init(_ value: Double) { self.value = value }
}

/// Floor area, m².
public struct SquareMetres: Quantity {
    public let value: Double
    public init(_ value: Double) { self.value = value }
}
