/// One entry or gap as it lies in a segment, checked.
///
///     0   CRC-32C of all that follows          UInt32, little-endian like all numbers
///     4   bytes after this header; top bit: gap UInt32
///     8   sequence; of a gap, the last          UInt64
///     16  what was appended; of a gap, its first sequence, UInt64
struct Frame: Hashable {
    var sequences: ClosedRange<UInt64>
    var isGap: Bool
    /// Where it lies in its segment, header and all. Without meaning for a gap.
    var extent: Range<Int>

    static let headerSize = 16
    static let gapSize = headerSize + 8

    /// Where the appended bytes lie.
    var body: Range<Int> { extent.lowerBound + Frame.headerSize..<extent.upperBound }

    /// Appends the frame of an entry to `buffer`.
    static func encode(_ bytes: [UInt8], sequence: UInt64, to buffer: inout [UInt8]) {
        let start = buffer.count
        buffer.append(littleEndian: UInt32(0))
        buffer.append(littleEndian: UInt32(bytes.count))
        buffer.append(littleEndian: sequence)
        buffer.append(contentsOf: bytes)
        seal(&buffer, from: start)
    }

    /// Appends the frame of a gap to `buffer`.
    static func encode(gap: ClosedRange<UInt64>, to buffer: inout [UInt8]) {
        let start = buffer.count
        buffer.append(littleEndian: UInt32(0))
        buffer.append(littleEndian: gapFlag | 8)
        buffer.append(littleEndian: gap.upperBound)
        buffer.append(littleEndian: gap.lowerBound)
        seal(&buffer, from: start)
    }

    /// The frame that begins at `offset`, unless it is cut short or damaged.
    /// Its sequences must lie in `window`; that is asked first, for it costs nothing.
    init?(in bytes: RawSpan, at offset: Int, window: ClosedRange<UInt64>) {
        guard let (length, isGap) = Frame.length(in: bytes, at: offset), offset + length <= bytes.byteCount else {
            return nil
        }
        let last = bytes.uint64(at: offset + 8)
        let first = isGap ? bytes.uint64(at: offset + 16) : last
        guard 0 < first, first <= last, window.contains(last),
            bytes.uint32(at: offset) == Checksum.of(bytes.extracting(offset + 4..<offset + length))
        else { return nil }
        (self.sequences, self.isGap, self.extent) = (first...last, isGap, offset..<offset + length)
    }

    init(gap: ClosedRange<UInt64>) { (sequences, isGap, extent) = (gap, true, 0..<0) }

    /// What the header at `offset` says of its frame's size, unchecked; `nil` if it cannot be.
    static func length(in bytes: RawSpan, at offset: Int) -> (length: Int, isGap: Bool)? {
        guard offset + headerSize <= bytes.byteCount else { return nil }
        let field = bytes.uint32(at: offset + 4)
        let isGap = field & gapFlag != 0
        let body = Int(field & ~gapFlag)
        guard isGap ? body == 8 : body <= Journal.largestEntry else { return nil }
        return (headerSize + body, isGap)
    }

    private static let gapFlag: UInt32 = 1 << 31

    private static func seal(_ buffer: inout [UInt8], from start: Int) {
        let crc = Checksum.of(buffer.span.bytes.extracting(start + 4..<buffer.count))
        buffer.replace(at: start, littleEndian: crc)
    }
}
