/// A segment being written anew with less in it: what goes leaves gap frames, neighbours in one.
struct Rewriting {
    private(set) var bytes: [UInt8]
    private var gap: ClosedRange<UInt64>?

    init(_ header: SegmentHeader) { bytes = header.encoded }

    /// Takes over what `keeps` wants of `frames`, which lie in `source`.
    mutating func add(_ frames: [Frame], of source: [UInt8], keeping keeps: (UInt64, [UInt8]) -> Bool) {
        for frame in frames {
            if !frame.isGap, keeps(frame.sequences.upperBound, Array(source[frame.body])) {
                close()
                bytes.append(contentsOf: source[frame.extent])
            } else {
                gap = (gap?.lowerBound ?? frame.sequences.lowerBound)...frame.sequences.upperBound
            }
        }
    }

    /// Writes the gap that is still open.
    mutating func close() {
        guard let gap else { return }
        Frame.encode(gap: gap, to: &bytes)
        self.gap = nil
    }
}
