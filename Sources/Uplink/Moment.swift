public import Quantities

/// What the two clocks say at once.
public struct Moment: Hashable, Sendable {
    /// For waits and repetitions.
    public var instant: Instant
    /// For the stamps on the wire.
    public var time: Timestamp

    public init(_ instant: Instant, _ time: Timestamp) { (self.instant, self.time) = (instant, time) }
}
