/// The first 40 bytes of a segment: whose it is, and where it begins.
///
///     0   "LWJOURNL"
///     8   version          UInt32
///     12  journal's id     16 bytes
///     28  first sequence   UInt64
///     36  CRC-32C of all that precedes, UInt32
struct SegmentHeader: Hashable {
    var version = SegmentHeader.version
    var id: JournalID
    var first: UInt64

    static let version: UInt32 = 1
    static let size = 40

    init(id: JournalID, first: UInt64) { (self.id, self.first) = (id, first) }

    /// - Returns: `nil` if damaged, or not a segment at all.
    init?(_ bytes: RawSpan) {
        guard bytes.byteCount >= SegmentHeader.size, bytes.uint64(at: 0) == SegmentHeader.magic,
            bytes.uint32(at: 36) == Checksum.of(bytes.extracting(0..<36))
        else { return nil }
        version = bytes.uint32(at: 8)
        id = JournalID((0..<16).map { bytes.unsafeLoad(fromByteOffset: 12 + $0, as: UInt8.self) })
        first = bytes.uint64(at: 28)
    }

    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: SegmentHeader.magic)
        bytes.append(littleEndian: version)
        bytes.append(contentsOf: id.bytes)
        bytes.append(littleEndian: first)
        bytes.append(littleEndian: Checksum.of(bytes.span.bytes))
        return bytes
    }

    /// "LWJOURNL", read as a little-endian number.
    private static let magic: UInt64 = 0x4C4E_5255_4F4A_574C
}
