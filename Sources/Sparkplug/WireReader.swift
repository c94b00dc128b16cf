/// Reads protobuf fields from bytes a stranger sent.
///
/// Every read is checked against ``end`` first. A reader of a nested message is a copy with a
/// nearer end, so offsets always count from the first byte of the payload.
struct WireReader {
    private let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0
    private(set) var end: Int

    init(_ bytes: UnsafeRawBufferPointer) { (self.bytes, end) = (bytes, bytes.count) }

    var remaining: Int { end - offset }

    struct Tag {
        let number: UInt64
        let type: WireType
    }

    enum WireType: UInt64 { case varint = 0, fixed64 = 1, length = 2, fixed32 = 5 }

    /// - Returns: `nil` at the end of the message.
    mutating func tag() throws(PayloadError) -> Tag? {
        guard offset < end else { return nil }
        let start = offset
        let key = try varint()
        guard let type = WireType(rawValue: key & 7) else { throw PayloadError(.badWireType, at: start) }
        // Field numbers have 29 bits.
        guard (1..<1 << 29).contains(key >> 3) else { throw PayloadError(.badFieldNumber, at: start) }
        return Tag(number: key >> 3, type: type)
    }

    mutating func varint() throws(PayloadError) -> UInt64 {
        let start = offset
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while offset < end {
            let byte = bytes[offset]
            offset += 1
            // The tenth byte has room for the 64th bit only.
            guard shift < 63 || byte <= 1 else { throw PayloadError(.overlongVarint, at: start) }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw PayloadError(.truncated, at: start)
    }

    mutating func fixed32() throws(PayloadError) -> UInt32 {
        let start = try advance(4)
        return UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self))
    }

    mutating func fixed64() throws(PayloadError) -> UInt64 {
        let start = try advance(8)
        return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    }

    mutating func text() throws(PayloadError) -> String {
        let run = try length()
        let units = UnsafeRawBufferPointer(rebasing: bytes[run])
        // Names are ASCII but for strangers', and repairing has nothing to do then: it takes half the time.
        if units.allSatisfy({ $0 < 0x80 }) { return String(decoding: units, as: UTF8.self) }
        guard let text = String(validating: units, as: UTF8.self) else {
            throw PayloadError(.badUTF8, at: run.lowerBound)
        }
        return text
    }

    mutating func run() throws(PayloadError) -> [UInt8] { try [UInt8](bytes[length()]) }

    /// A reader of the message that comes next; this one goes on behind it.
    mutating func nested() throws(PayloadError) -> WireReader {
        let run = try length()
        var inner = self
        (inner.offset, inner.end) = (run.lowerBound, run.upperBound)
        return inner
    }

    mutating func skip(_ type: WireType) throws(PayloadError) {
        switch type {
        case .varint: _ = try varint()
        case .fixed64: _ = try advance(8)
        case .length: _ = try length()
        case .fixed32: _ = try advance(4)
        }
    }

    private mutating func length() throws(PayloadError) -> Range<Int> {
        let start = offset
        let count = try varint()
        guard count <= UInt64(end - offset) else { throw PayloadError(.truncated, at: start) }
        let run = offset..<offset + Int(count)
        offset = run.upperBound
        return run
    }

    private mutating func advance(_ count: Int) throws(PayloadError) -> Int {
        guard end - offset >= count else { throw PayloadError(.truncated, at: offset) }
        defer { offset += count }
        return offset
    }
}
