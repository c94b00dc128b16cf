/// Where the frames of one segment lie; what is damaged or missing between them counts as a gap.
///
/// Its frames follow each other without a hole, from the segment's first sequence to before ``next``.
struct SegmentIndex {
    private(set) var frames: [Frame] = []
    /// The sequence after the last whole frame.
    private(set) var next: UInt64
    /// Where the last whole frame ends.
    private(set) var end = SegmentHeader.size

    init(first: UInt64) { next = first }

    /// Adds the frames in `bytes`, which lie in the segment from ``end`` on.
    ///
    /// Damage is stepped over byte by byte to the next frame that proves itself.
    /// - Parameter limit: the first sequence that belongs to the next segment.
    mutating func scan(_ bytes: RawSpan, below limit: UInt64) {
        let base = end
        var offset = 0
        while next < limit, offset + Frame.headerSize <= bytes.byteCount {
            guard let frame = Frame(in: bytes, at: offset, window: window(below: limit)) else {
                offset += 1
                continue
            }
            offset = frame.extent.upperBound
            append(frame, at: base)
            end = base + offset
        }
    }

    /// Counts what is missing before `limit` as a gap.
    mutating func close(before limit: UInt64) {
        guard next < limit else { return }
        frames.append(Frame(gap: next...limit - 1))
        next = limit
    }

    /// The place in ``frames`` of the one that covers `sequence`; `nil` if it lies outside.
    func position(of sequence: UInt64) -> Int? {
        guard let first = frames.first, first.sequences.lowerBound <= sequence, sequence < next else { return nil }
        var (low, high) = (0, frames.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if frames[middle].sequences.upperBound < sequence { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// How many sequences the damaged end of a segment may have held: as its headers say
    /// while they make sense, at most one for every sixteen bytes from there on.
    func mostSequences(in tail: RawSpan) -> Int {
        var (offset, expected) = (0, next)
        while let (length, _) = Frame.length(in: tail, at: offset), offset + length <= tail.byteCount,
            tail.uint64(at: offset + 8) == expected
        {
            (offset, expected) = (offset + length, expected + 1)
        }
        var rest = tail.byteCount
        while rest > offset, tail.unsafeLoad(fromByteOffset: rest - 1, as: UInt8.self) == 0 { rest -= 1 }
        return Int(expected - next) + (rest - offset + Frame.headerSize - 1) / Frame.headerSize
    }

    /// No damage swallows 2³² sequences, and most noise claims more.
    private func window(below limit: UInt64) -> ClosedRange<UInt64> {
        let (far, overflow) = next.addingReportingOverflow(1 << 32)
        return next...min(limit - 1, overflow ? .max : far)
    }

    private mutating func append(_ frame: Frame, at base: Int) {
        let last = frame.sequences.upperBound
        if frame.isGap {
            frames.append(Frame(gap: next...last))
        } else {
            if next < last { frames.append(Frame(gap: next...last - 1)) }
            var frame = frame
            frame.extent = frame.extent.lowerBound + base..<frame.extent.upperBound + base
            frames.append(frame)
        }
        next = last + 1
    }
}
