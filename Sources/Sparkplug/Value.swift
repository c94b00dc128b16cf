/// The value of a metric or a property, in its own type.
///
/// When the sender left the datatype out (data messages should), a decoded value has the type
/// of its wire field: `uint32`, `uint64`, `float`, `double`, `boolean`, `string` or `bytes`.
/// ``resolved(as:)`` turns it into what the birth declared.
public enum Value: Hashable, Sendable {
    case int8(Int8), int16(Int16), int32(Int32), int64(Int64)
    case uint8(UInt8), uint16(UInt16), uint32(UInt32), uint64(UInt64)
    case float(Float), double(Double)
    case boolean(Bool)
    case string(String)
    /// Milliseconds since 1970, UTC.
    case dateTime(UInt64)
    case text(String)
    case uuid(String)
    /// Also every array type and file content, unopened.
    case bytes([UInt8])
    /// A data set, template, nested property set or extension: read past, and written as null.
    case unsupported

    /// The type this value declares by itself; `nil` for ``unsupported``.
    public var datatype: DataType? {
        switch self {
        case .int8: .int8
        case .int16: .int16
        case .int32: .int32
        case .int64: .int64
        case .uint8: .uint8
        case .uint16: .uint16
        case .uint32: .uint32
        case .uint64: .uint64
        case .float: .float
        case .double: .double
        case .boolean: .boolean
        case .string: .string
        case .dateTime: .dateTime
        case .text: .text
        case .uuid: .uuid
        case .bytes: .bytes
        case .unsupported: nil
        }
    }

    /// This value as the birth declared it.
    ///
    /// Signed numbers travel in unsigned fields, as two's complement; peers differ on how far an
    /// `Int8` or `Int16` is sign-extended, so those are cut to their width.
    ///
    /// - Returns: `nil` when the value travelled in another field than `type` uses, or does not fit an
    ///   unsigned `type`.
    public func resolved(as type: DataType) -> Value? { Value(wire, as: type) }

    /// An integer of any width as a non-negative number; `nil` for all else.
    var magnitude: UInt64? {
        switch wire {
        case .int(let bits): UInt64(bits)
        case .long(let bits): bits
        default: nil
        }
    }

    var wire: WireValue {
        switch self {
        case .int8(let n): .int(UInt32(bitPattern: Int32(n)))
        case .int16(let n): .int(UInt32(bitPattern: Int32(n)))
        case .int32(let n): .int(UInt32(bitPattern: n))
        case .int64(let n): .long(UInt64(bitPattern: n))
        case .uint8(let n): .int(UInt32(n))
        case .uint16(let n): .int(UInt32(n))
        case .uint32(let n): .int(n)
        case .uint64(let n), .dateTime(let n): .long(n)
        case .float(let x): .float(x)
        case .double(let x): .double(x)
        case .boolean(let flag): .boolean(flag)
        case .string(let text), .text(let text), .uuid(let text): .string(text)
        case .bytes(let bytes): .bytes(bytes)
        case .unsupported: .unsupported
        }
    }

    init(_ wire: WireValue) {
        switch wire {
        case .int(let bits): self = .uint32(bits)
        case .long(let bits): self = .uint64(bits)
        case .float(let x): self = .float(x)
        case .double(let x): self = .double(x)
        case .boolean(let flag): self = .boolean(flag)
        case .string(let text): self = .string(text)
        case .bytes(let bytes): self = .bytes(bytes)
        case .unsupported: self = .unsupported
        }
    }

    init?(_ wire: WireValue, as type: DataType) {
        switch (type, wire) {
        case (.unknown, _): self.init(wire)
        case (.int8, .int(let bits)): self = .int8(Int8(truncatingIfNeeded: bits))
        case (.int16, .int(let bits)): self = .int16(Int16(truncatingIfNeeded: bits))
        case (.int32, .int(let bits)): self = .int32(Int32(bitPattern: bits))
        case (.int64, .long(let bits)): self = .int64(Int64(bitPattern: bits))
        case (.uint8, .int(let bits)):
            guard let n = UInt8(exactly: bits) else { return nil }
            self = .uint8(n)
        case (.uint16, .int(let bits)):
            guard let n = UInt16(exactly: bits) else { return nil }
            self = .uint16(n)
        case (.uint32, .int(let bits)): self = .uint32(bits)
        case (.uint64, .long(let bits)): self = .uint64(bits)
        case (.dateTime, .long(let bits)): self = .dateTime(bits)
        case (.float, .float(let x)): self = .float(x)
        case (.double, .double(let x)): self = .double(x)
        case (.boolean, .boolean(let flag)): self = .boolean(flag)
        case (.string, .string(let text)): self = .string(text)
        case (.text, .string(let text)): self = .text(text)
        case (.uuid, .string(let text)): self = .uuid(text)
        case (.bytes, .bytes(let bytes)), (.file, .bytes(let bytes)): self = .bytes(bytes)
        case (.dataSet, .unsupported), (.template, .unsupported): self = .unsupported
        case (.propertySet, .unsupported), (.propertySetList, .unsupported): self = .unsupported
        case (_, .bytes(let bytes)) where type.rawValue >= DataType.int8Array.rawValue: self = .bytes(bytes)
        default: return nil
        }
    }
}

/// A value as one of the fields of the schema's `oneof value` holds it.
enum WireValue {
    case int(UInt32), long(UInt64), float(Float), double(Double), boolean(Bool)
    case string(String), bytes([UInt8]), unsupported
}
