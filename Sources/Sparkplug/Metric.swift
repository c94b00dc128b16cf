/// One named, typed, timed value in a payload.
public struct Metric: Hashable, Sendable {
    /// `nil` when the sender uses ``alias`` instead.
    public var name: String?
    /// A number that stands for the name after the birth that declared both.
    public var alias: UInt64?
    /// Milliseconds since 1970, UTC.
    public var timestamp: UInt64?
    /// Births must state it; data and commands should not.
    public var datatype: DataType?
    /// Late: not the current value.
    public var isHistorical: Bool
    /// Not meant to be stored.
    public var isTransient: Bool
    /// `nil` is the wire's null.
    public var value: Value?
    public var properties: [Property]

    /// A metric of the value's own type.
    public init(
        _ name: String, _ value: Value, at timestamp: UInt64? = nil, isHistorical: Bool = false,
        properties: [Property] = []
    ) {
        self.init(
            name: name, timestamp: timestamp, datatype: value.datatype, isHistorical: isHistorical, value: value,
            properties: properties)
    }

    public init(
        name: String?, alias: UInt64? = nil, timestamp: UInt64? = nil, datatype: DataType? = nil,
        isHistorical: Bool = false, isTransient: Bool = false, value: Value?, properties: [Property] = []
    ) {
        (self.name, self.alias, self.timestamp, self.datatype) = (name, alias, timestamp, datatype)
        (self.isHistorical, self.isTransient) = (isHistorical, isTransient)
        (self.value, self.properties) = (value, properties)
    }

    /// The metric of births, wills and deaths that says which MQTT session they belong to.
    public static let birthDeathSequence = "bdSeq"
    /// The command, and the node metric, that asks for all births again.
    public static let rebirth = "Node Control/Rebirth"
}
