public import Quantities

/// One change of one input line, already corrected for polarity.
public struct Edge: Hashable, Sendable {
    /// Which line, counted from 0 in the order in which the lines were requested.
    public var line: Int
    /// `true` when the line became active, `false` when it became inactive.
    /// Two in a row may be the same: a change that was over before it was looked at.
    public var rising: Bool
    /// When it happened, as the hardware or its driver stamped it.
    public var at: Instant
    /// How many edges of this line were lost just before this one, at least; 0 when none is known
    /// to be, 1 when nothing is known but that the buffer ran full.
    public var lost: UInt32

    public init(line: Int, rising: Bool, at: Instant, lost: UInt32 = 0) {
        (self.line, self.rising, self.at, self.lost) = (line, rising, at, lost)
    }
}
