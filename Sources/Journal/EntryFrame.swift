/// An entry outside its journal, such as in an export: the very frame in which it lies in a segment,
/// so that its checksum goes with it.
extension Entry {
    /// As much of a frame as says how long it is, in bytes.
    public static let frameHeader = Frame.headerSize
    /// No frame is longer, in bytes.
    public static let longestFrame = Frame.headerSize + Journal.largestEntry

    /// Its frame: checksum, length, sequence, content.
    public var frame: [UInt8] {
        var buffer: [UInt8] = []
        if let bytes {
            Frame.encode(bytes, sequence: sequence, to: &buffer)
        } else {
            Frame.encode(gap: first...sequence, to: &buffer)
        }
        return buffer
    }

    /// How long the frame is that begins with these bytes, at least ``frameHeader`` of them.
    ///
    /// - Returns: `nil` if no frame begins so.
    public static func frameLength(beginning bytes: [UInt8]) -> Int? {
        Frame.length(in: bytes.span.bytes, at: 0)?.length
    }

    /// Reads what ``frame`` wrote.
    ///
    /// - Returns: `nil` if damaged, or not one whole frame.
    public init?(frame bytes: [UInt8]) {
        guard let frame = Frame(in: bytes.span.bytes, at: 0, window: 1 ... .max), frame.extent.count == bytes.count
        else {
            return nil
        }
        if frame.isGap {
            self.init(gap: frame.sequences)
        } else {
            self.init(sequence: frame.sequences.upperBound, bytes: Array(bytes[frame.body]))
        }
    }

    /// The part of it within `sequences`; of a gap, perhaps a shorter one.
    ///
    /// - Returns: `nil` if it lies outside.
    public func clipped(to sequences: ClosedRange<UInt64>) -> Entry? {
        guard first <= sequences.upperBound, sequences.lowerBound <= sequence else { return nil }
        guard isGap else { return self }
        return Entry(gap: max(first, sequences.lowerBound)...min(sequence, sequences.upperBound))
    }
}
