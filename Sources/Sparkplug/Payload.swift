/// The body of every Sparkplug B message except STATE: some metrics and when they were sent.
///
/// The wire form is protobuf, by the schema `org.eclipse.tahu.protobuf` of Sparkplug B 3.0, chapter 6.
public struct Payload: Hashable, Sendable {
    /// When it was sent: milliseconds since 1970, UTC.
    public var timestamp: UInt64?
    public var metrics: [Metric]
    /// 0 to 255 by the rules; kept as it came, since a stranger may send anything.
    /// `nil` in node deaths and commands.
    public var seq: UInt64?
    public var uuid: String?
    public var body: [UInt8]?

    public init(
        timestamp: UInt64? = nil, metrics: [Metric] = [], seq: UInt64? = nil, uuid: String? = nil,
        body: [UInt8]? = nil
    ) {
        (self.timestamp, self.metrics, self.seq) = (timestamp, metrics, seq)
        (self.uuid, self.body) = (uuid, body)
    }

    /// What a stranger may make us hold. There is no limit of depth to state: nested property sets,
    /// templates and data sets are stepped over by their length, so nothing on the wire recurses.
    public enum Limit {
        public static let bytes = 4 * 1_024 * 1_024
        public static let metrics = 10_000
        /// Over all metrics of one payload.
        public static let properties = 10_000
    }

    /// The wire form. Never fails; ``Limit`` binds the reader only.
    public func encoded() -> [UInt8] {
        var size = WireSize()
        write(to: &size)
        var output = WireOutput(capacity: size.count)
        write(to: &output)
        return output.bytes
    }

    /// Reads the wire form. Unknown fields are stepped over; a value whose field does not fit its
    /// stated datatype keeps the type of its field.
    public init(decoding bytes: [UInt8]) throws(PayloadError) {
        self = try bytes.withUnsafeBytes { raw in
            Result { () throws(PayloadError) in try Payload(decoding: raw) }
        }.get()
    }

    /// Reads the wire form; keeps no reference to `bytes`.
    public init(decoding bytes: UnsafeRawBufferPointer) throws(PayloadError) {
        guard bytes.count <= Limit.bytes else { throw PayloadError(.tooManyBytes, at: Limit.bytes) }
        var reader = WireReader(bytes)
        try self.init(from: &reader)
    }
}

/// Why bytes are not a payload, and where.
public struct PayloadError: Error, Hashable, CustomStringConvertible {
    public enum Reason: Hashable, Sendable {
        case truncated, overlongVarint, badFieldNumber, badWireType, badUTF8
        case tooManyBytes, tooManyMetrics, tooManyProperties, unpairedProperties
    }

    public let reason: Reason
    /// Bytes before the place.
    public let offset: Int

    init(_ reason: Reason, at offset: Int) { (self.reason, self.offset) = (reason, offset) }

    public var description: String {
        let what =
            switch reason {
            case .truncated: "a field runs past the end of the message that holds it"
            case .overlongVarint: "a varint does not fit 64 bits"
            case .badFieldNumber: "a field number lies outside 1 to 536870911"
            case .badWireType: "a wire type is none of 0, 1, 2 and 5"
            case .badUTF8: "a text is not UTF-8"
            case .tooManyBytes: "the payload is longer than \(Payload.Limit.bytes) bytes; send it in parts"
            case .tooManyMetrics: "there are more than \(Payload.Limit.metrics) metrics; send them in parts"
            case .tooManyProperties: "there are more than \(Payload.Limit.properties) properties; send fewer"
            case .unpairedProperties: "a property set has not as many keys as values"
            }
        return "payload byte \(offset): \(what)"
    }
}
