/// A count of events that never resets while powered, and wraps at 2³².
///
/// Events reach the core as counts, not as flags: a reader subtracts, so that
/// being read once more, or once less, changes nothing.
public struct WrappingCount: Hashable, Sendable {
    public var count: UInt32

    public init(_ count: UInt32) { self.count = count }
    public static let zero = WrappingCount(0)

    /// Events since `earlier`, correct across one wrap.
    public static func - (later: WrappingCount, earlier: WrappingCount) -> UInt32 { later.count &- earlier.count }

    public mutating func increment(by n: UInt32 = 1) { count &+= n }
}
