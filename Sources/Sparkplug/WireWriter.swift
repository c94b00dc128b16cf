/// Where protobuf fields go: into bytes, or only into their count.
///
/// One description of the fields serves both, so a length prefix cannot disagree with what follows it.
protocol WireSink {
    mutating func varint(_ n: UInt64)
    mutating func fixed32(_ bits: UInt32)
    mutating func fixed64(_ bits: UInt64)
    mutating func raw(_ text: String)
    mutating func raw(_ bytes: [UInt8])
    /// A length prefix and the message.
    mutating func nested(_ message: some WireMessage)
}

/// What can be written as a protobuf message.
protocol WireMessage {
    func write(to sink: inout some WireSink)
}

/// Counts bytes.
struct WireSize: WireSink {
    private(set) var count = 0

    mutating func varint(_ n: UInt64) {
        // 7 bits a byte, at least one byte.
        count += (UInt64.bitWidth - (n | 1).leadingZeroBitCount + 6) / 7
    }
    mutating func fixed32(_ bits: UInt32) { count += 4 }
    mutating func fixed64(_ bits: UInt64) { count += 8 }
    mutating func raw(_ text: String) { count += text.utf8.count }
    mutating func raw(_ bytes: [UInt8]) { count += bytes.count }
    mutating func nested(_ message: some WireMessage) {
        let before = count
        message.write(to: &self)
        varint(UInt64(count - before))
    }
}

/// Collects bytes, in one allocation when told the capacity.
struct WireOutput: WireSink {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func varint(_ n: UInt64) {
        var rest = n
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
    mutating func fixed32(_ bits: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }
    mutating func fixed64(_ bits: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }
    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }
    mutating func raw(_ more: [UInt8]) { bytes.append(contentsOf: more) }
    mutating func nested(_ message: some WireMessage) {
        var size = WireSize()
        message.write(to: &size)
        varint(UInt64(size.count))
        message.write(to: &self)
    }
}

extension WireSink {
    mutating func field(_ number: UInt64, _ n: UInt64) {
        varint(number << 3)
        varint(n)
    }
    mutating func field(_ number: UInt64, _ flag: Bool) { field(number, flag ? 1 as UInt64 : 0) }
    mutating func field(_ number: UInt64, _ text: String) {
        varint(number << 3 | 2)
        varint(UInt64(text.utf8.count))
        raw(text)
    }
    mutating func field(_ number: UInt64, _ bytes: [UInt8]) {
        varint(number << 3 | 2)
        varint(UInt64(bytes.count))
        raw(bytes)
    }
    mutating func field(_ number: UInt64, _ message: some WireMessage) {
        varint(number << 3 | 2)
        nested(message)
    }

    /// The `oneof value` of a metric or property, whose six scalar fields are numbered from `first`.
    ///
    /// - Parameters:
    ///   - null: the number of `is_null`.
    ///   - bytes: the number of the field for bytes; `nil` where the schema has none.
    mutating func value(_ value: Value?, first: UInt64, null: UInt64, bytes number: UInt64?) {
        switch value?.wire {
        case .int(let bits): field(first, UInt64(bits))
        case .long(let bits): field(first + 1, bits)
        case .float(let x):
            varint((first + 2) << 3 | 5)
            fixed32(x.bitPattern)
        case .double(let x):
            varint((first + 3) << 3 | 1)
            fixed64(x.bitPattern)
        case .boolean(let flag): field(first + 4, flag)
        case .string(let text): field(first + 5, text)
        case .bytes(let bytes):
            if let number { field(number, bytes) } else { field(null, true) }
        case .unsupported, nil: field(null, true)
        }
    }
}
