/// What a zone's meter says of its lamps, in the roughest words: they change only when lamps do.
///
/// Raw values are journaled: never renumber them.
public enum Draw: UInt8, Hashable, Sendable {
    /// Less than a tenth of the rated load.
    case none = 0
    /// In between: some lamps are lit, or all are dimmed, or some have failed.
    case part = 1
    /// More than six tenths of it.
    case full = 2
}
