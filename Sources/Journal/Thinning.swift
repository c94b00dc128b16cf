/// Decides which unacknowledged entries give way when a journal is full.
///
/// The oldest segment is thinned first, level after level, then the next; only
/// when the whole journal has passed the last level is the oldest segment dropped.
/// So what is old gets coarse before anything is lost altogether.
public struct Thinning: Sendable {
    /// How many ever coarser passes there are; 0 drops whole segments at once.
    public let levels: Int
    /// Whether an entry survives the pass `level`, in `0..<levels`. What it refuses at
    /// one level, it must not want back at a higher one. It must not call the journal.
    public let keeps: @Sendable (_ level: Int, _ sequence: UInt64, _ bytes: [UInt8]) -> Bool

    public init(
        levels: Int, keeps: @escaping @Sendable (_ level: Int, _ sequence: UInt64, _ bytes: [UInt8]) -> Bool
    ) {
        (self.levels, self.keeps) = (levels, keeps)
    }

    /// No entry is worth more than another: the oldest go.
    public static let none = Thinning(levels: 0) { _, _, _ in false }
}
