/// One named fact about a metric: its unit, its bounds, its quality.
public struct Property: Hashable, Sendable {
    public var key: String
    /// Births must state it. `nil` when the sender left it out.
    public var datatype: DataType?
    /// `nil` is the wire's null. Properties have no field for bytes: those are written as null.
    public var value: Value?

    /// A property of the value's own type.
    public init(_ key: String, _ value: Value) { self.init(key, datatype: value.datatype, value: value) }

    public init(_ key: String, datatype: DataType?, value: Value?) {
        (self.key, self.datatype, self.value) = (key, datatype, value)
    }

    /// How far a value may be trusted. Codes of Sparkplug B 3.0, 6.4.14.
    public enum Quality: Int32, Hashable, Sendable { case bad = 0, good = 192, stale = 500 }

    /// Needed on a metric only when its quality is not good.
    public static func quality(_ quality: Quality) -> Property { Property(qualityKey, .int32(quality.rawValue)) }

    /// The quality this property states; `nil` for any other property and any other code.
    public var quality: Quality? {
        guard key == Property.qualityKey, case .int32(let code) = value?.resolved(as: .int32) else { return nil }
        return Quality(rawValue: code)
    }

    private static let qualityKey = "Quality"
}
