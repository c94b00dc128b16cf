/// What a journal says about one sequence, or about a run of them that it no longer has.
public struct Entry: Hashable, Sendable {
    /// The first sequence covered: ``sequence`` itself, but for a gap.
    public let first: UInt64
    /// The sequence; of a gap, the last one that it covers. Read on from `sequence + 1`.
    public let sequence: UInt64
    /// What was appended; `nil` for a gap.
    public let bytes: [UInt8]?

    /// Whether the entries `first...sequence` are gone: thinned out, dropped for room, or damaged.
    public var isGap: Bool { bytes == nil }

    init(sequence: UInt64, bytes: [UInt8]) {
        (self.first, self.sequence, self.bytes) = (sequence, sequence, bytes)
    }

    init(gap: ClosedRange<UInt64>) {
        (self.first, self.sequence, self.bytes) = (gap.lowerBound, gap.upperBound, nil)
    }
}
