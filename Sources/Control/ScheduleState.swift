/// What the calendar says now. An input: the core knows no clock.
///
/// Raw values are journaled: never renumber them.
public enum ScheduleState: UInt8, Hashable, Sendable {
    case closed = 0
    case open = 1
    /// No trusted clock. Counts as open: safe means lit.
    case unknown = 2
    /// Closed, but for cleaning: motion lights the partial level at least, however the zone starts.
    case cleaning = 3

    /// Whether the building counts as used.
    public var isOpen: Bool { self == .open || self == .unknown }
}
