/// What a zone had learned at a moment, as the core writes it: kept beside the registers, so that it outlives a restart.
///
/// Coded as a version byte, a kind byte, the version of the words, the zone and the words; see ``encode(into:)``. No
/// ``Record``: the hub never sees it.
public struct Lesson: Hashable, Sendable {
    public var zone: String
    /// Of the words; only those of ``current`` mean something here.
    public var version: UInt8
    /// As `Zones.exchangeLearned` writes them: flags and amounts, no moments.
    public var words: [Int64]

    public init(zone: String, version: UInt8 = current, words: [Int64]) {
        (self.zone, self.version, self.words) = (zone, version, words)
    }

    /// Raised whenever the core gives another meaning to as many words.
    public static let current: UInt8 = 1
    /// No core writes more words.
    public static let mostWords = 1_024

    public func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        encode(into: &bytes)
        return bytes
    }

    /// The same, over what `bytes` hold; allocates nothing where they have room.
    public func encode(into bytes: inout [UInt8]) {
        var writer = ByteWriter(reusing: &bytes)
        defer { writer.give(to: &bytes) }
        writer.byte(Record.version)
        writer.byte(Self.kind)
        writer.byte(version)
        writer.text(zone)
        writer.unsigned(UInt64(words.count))
        for word in words { writer.signed(word) }
    }

    /// - Throws: ``RecordError/kind(_:)`` when the bytes are something else, another one when they are a lesson that
    ///   cannot be read here.
    public init(decoding bytes: [UInt8]) throws(RecordError) {
        var reader = ByteReader(bytes)
        let format = try reader.byte()
        let kind = try reader.byte()
        guard kind == Self.kind else { throw .kind(kind) }
        guard format == Record.version else { throw .version(format) }
        (version, zone) = (try reader.byte(), try reader.text())
        let count = try reader.unsigned()
        guard count <= Self.mostWords else { throw .malformed }
        words = []
        for _ in 0..<count { words.append(try reader.signed()) }
        guard reader.isAtEnd else { throw .malformed }
    }

    /// Whether every word may be a flag, or an amount in single or double precision: finite, not negative, and nowhere
    /// near where arithmetic ends.
    public var isPlausible: Bool {
        words.allSatisfy { word in
            let amount =
                UInt32(exactly: word).map { Double(Float(bitPattern: $0)) }
                ?? Double(bitPattern: UInt64(bitPattern: word))
            return 0...Self.mostAmount ~= amount
        }
    }

    private static let kind: UInt8 = 12
    private static let mostAmount = 1e9
}
