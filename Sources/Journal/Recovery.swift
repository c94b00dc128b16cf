/// What opening a journal found at its end, after a power cut or a crash.
public struct Recovery: Hashable, Sendable {
    /// Bytes behind the last whole frame that were cut off. Entries that had been
    /// durable are never among them, unless the disk lied or went bad.
    public let droppedBytes: Int
    /// The sequences those bytes may have held: a gap, so that none is given twice. `nil` if there are none.
    public let lost: ClosedRange<UInt64>?
}
