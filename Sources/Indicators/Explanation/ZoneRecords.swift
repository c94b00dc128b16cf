public import Quantities

/// The records of one zone in one board's journal that a figure rests on.
public struct ZoneRecords: Hashable, Sendable {
    public let site: String
    public let zone: String
    /// The journal's id.
    public let journal: String
    /// The board that told.
    public let board: String
    /// Intervals that touch the period.
    public let count: Int
    /// When the first of them begins.
    public let first: Timestamp
    /// When the last of them ends.
    public let last: Timestamp

    public init(
        site: String, zone: String, journal: String, board: String, count: Int, first: Timestamp, last: Timestamp
    ) {
        (self.site, self.zone, self.journal, self.board) = (site, zone, journal, board)
        (self.count, self.first, self.last) = (count, first, last)
    }
}
