/// Writes the little language of the journal: whole numbers as variable-length
/// groups of seven bits (signed ones zigzagged), texts with their length before them.
struct ByteWriter {
    private(set) var bytes: [UInt8]

    init() { bytes = [] }

    /// Takes memory that is there already and writes over what it holds, until ``give(to:)``.
    init(reusing memory: inout [UInt8]) {
        bytes = []
        swap(&bytes, &memory)
        bytes.removeAll(keepingCapacity: true)
    }

    /// Gives what was written away.
    mutating func give(to memory: inout [UInt8]) {
        memory = []
        swap(&bytes, &memory)
    }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    mutating func byte(_ value: UInt8) { bytes.append(value) }

    mutating func unsigned(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func signed(_ value: Int64) { unsigned(UInt64(bitPattern: value << 1 ^ value >> 63)) }

    mutating func real(_ value: Double) {
        var bits = value.bitPattern
        for _ in 0..<8 {
            bytes.append(UInt8(truncatingIfNeeded: bits))
            bits >>= 8
        }
    }

    mutating func text(_ value: String) {
        unsigned(UInt64(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    mutating func append(_ other: [UInt8]) { bytes += other }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}

/// Reads what ``ByteWriter`` wrote; never past the end.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private var place: Int

    init(_ bytes: [UInt8]) { (self.bytes, place) = (bytes[...], bytes.startIndex) }

    var isAtEnd: Bool { place == bytes.endIndex }

    mutating func byte() throws(RecordError) -> UInt8 {
        guard place < bytes.endIndex else { throw .truncated }
        defer { place += 1 }
        return bytes[place]
    }

    mutating func unsigned() throws(RecordError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 63, by: 7) {
            let next = try byte()
            let group = UInt64(next & 0x7F)
            guard shift < 63 || group <= 1 else { throw .malformed }
            value |= group << shift
            if next < 0x80 { return value }
        }
        throw .malformed
    }

    mutating func signed() throws(RecordError) -> Int64 {
        let value = try unsigned()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    mutating func real() throws(RecordError) -> Double {
        var bits: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bits |= UInt64(try byte()) << shift }
        return Double(bitPattern: bits)
    }

    /// A number that is one.
    mutating func finite() throws(RecordError) -> Double {
        let value = try real()
        guard value.isFinite else { throw .malformed }
        return value
    }

    mutating func text() throws(RecordError) -> String {
        let count = try unsigned()
        guard count <= UInt64(bytes.endIndex - place) else { throw .truncated }
        let end = place + Int(count)
        defer { place = end }
        guard let text = String(validating: bytes[place..<end], as: UTF8.self) else { throw .malformed }
        return text
    }
}

/// Why bytes are not a record.
public enum RecordError: Error, Hashable, CustomStringConvertible {
    case truncated
    case malformed
    /// Written by a newer release.
    case version(UInt8)
    case kind(UInt8)

    public var description: String {
        switch self {
        case .truncated: "the record ends too early"
        case .malformed: "the record holds an impossible value"
        case .version(let version): "the record has format \(version), which only a newer release reads"
        case .kind(let kind): "the record is of kind \(kind), which only a newer release knows"
        }
    }
}
