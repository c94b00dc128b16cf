/// The sequence up to which entries are acknowledged, in a file of its own.
///
/// Two slots, written in turn, so that a torn write leaves the other; they lie in
/// different sectors, and nothing is forced to the disk until the journal syncs anyway.
/// Losing the newest value costs only repeated sending.
///
///     0   "LWJA"           (the second slot begins at 512)
///     4   version          UInt32
///     8   turn             UInt64, the higher one counts
///     16  acknowledged     UInt64
///     24  CRC-32C of all that precedes, UInt32
struct Watermark {
    private(set) var value: UInt64 = 0
    private var turn: UInt64 = 0
    private var isDirty = false
    private let file: File

    init(_ path: String) throws(JournalError) {
        file = try File(path, .created)
        let whole = Watermark.spacing + Watermark.size
        var bytes = try file.read(at: 0, count: whole)
        if bytes.count < whole {
            // Takes its room now, so that a full disk stops no acknowledgement.
            bytes += [UInt8](repeating: 0, count: whole - bytes.count)
            try file.write(bytes[...], at: 0)
        }
        for slot in 0..<2 {
            let start = slot * Watermark.spacing
            let span = bytes.span.bytes.extracting(start..<start + Watermark.size)
            guard span.uint32(at: 0) == Watermark.magic,
                span.uint32(at: 24) == Checksum.of(span.extracting(0..<24))
            else { continue }
            let version = span.uint32(at: 4)
            guard version <= SegmentHeader.version else { throw .newerVersion(path: path, version: version) }
            if span.uint64(at: 8) > turn { (turn, value) = (span.uint64(at: 8), span.uint64(at: 16)) }
        }
    }

    mutating func set(_ value: UInt64) throws(JournalError) {
        guard value != self.value else { return }
        var bytes: [UInt8] = []
        bytes.append(littleEndian: Watermark.magic)
        bytes.append(littleEndian: SegmentHeader.version)
        bytes.append(littleEndian: turn &+ 1)
        bytes.append(littleEndian: value)
        bytes.append(littleEndian: Checksum.of(bytes.span.bytes))
        try file.write(bytes[...], at: Int((turn &+ 1) % 2) * Watermark.spacing)
        (self.value, turn, isDirty) = (value, turn &+ 1, true)
    }

    /// The file, if it holds anything that may not be on the disk yet; asked once.
    mutating func takeDirtyFile() -> File? {
        defer { isDirty = false }
        return isDirty ? file : nil
    }

    private static let size = 28
    private static let spacing = 512
    /// "LWJA", read as a little-endian number.
    private static let magic: UInt32 = 0x414A_574C
}
