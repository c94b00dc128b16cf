/// A metric as a host application hears it: named, typed and timed by the birth and the message it came in.
public struct Reading: Hashable, Sendable {
    public let name: String
    /// As the birth declared it; `unknown` when the birth failed to.
    public let datatype: DataType
    /// `nil` is the wire's null. Else of ``datatype``, or of its wire field if that is `unknown`.
    public let value: Value?
    /// Milliseconds since 1970, UTC: the metric's, else the message's, else when it was received.
    public let timestamp: UInt64
    /// Late: not the current value.
    public let isHistorical: Bool
    public let isTransient: Bool
    public let properties: [Property]

    public init(
        name: String, datatype: DataType, value: Value?, timestamp: UInt64, isHistorical: Bool = false,
        isTransient: Bool = false, properties: [Property] = []
    ) {
        (self.name, self.datatype, self.value, self.timestamp) = (name, datatype, value, timestamp)
        (self.isHistorical, self.isTransient, self.properties) = (isHistorical, isTransient, properties)
    }

    /// - Returns: `nil` when the value does not fit the declared datatype.
    init?(_ metric: Metric, as declared: MetricTable.Entry, otherwise time: UInt64) {
        var value: Value?
        if let given = metric.value {
            guard let resolved = given.resolved(as: declared.datatype) else { return nil }
            value = resolved
        }
        self.init(
            name: declared.name, datatype: declared.datatype, value: value, timestamp: metric.timestamp ?? time,
            isHistorical: metric.isHistorical, isTransient: metric.isTransient, properties: metric.properties)
    }
}
