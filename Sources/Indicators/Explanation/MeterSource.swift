public import Activities
public import Quantities

/// What a meter's counts in a period came from: readings of one import, or the records of one journal.
public struct MeterSource: Hashable, Sendable {
    public enum Ground: Hashable, Sendable {
        /// Imported readings; `document` is the SHA-256 of what was attached, `nil` when nothing was.
        case readings(batch: Int64, file: String, document: String?)
        /// Records of a meter that a board counts for itself.
        case records(board: String, journal: String)
        /// Records of a zone whose meter a board reads, as the register of meters says.
        case zone(String, board: String, journal: String)
    }

    public let site: String
    /// As its board, its import or the register calls it.
    public let meter: String
    public let medium: Series.Medium
    public let ground: Ground
    /// Readings or records that touch the period.
    public let count: Int
    /// When the first of them begins.
    public let first: Timestamp
    /// When the last of them ends.
    public let last: Timestamp

    public init(
        site: String, meter: String, medium: Series.Medium, ground: Ground, count: Int, first: Timestamp,
        last: Timestamp
    ) {
        (self.site, self.meter, self.medium, self.ground) = (site, meter, medium, ground)
        (self.count, self.first, self.last) = (count, first, last)
    }

    /// The register of meters may call water what a board calls gas: the unit decides. Of two boards that count meters of one name at the same time each has its board's before its own.
    func isOf(_ name: MeterName) -> Bool {
        guard name.site == site, name.medium.unit == medium.unit else { return false }
        if case .records(let board, _) = ground, name.name == "\(board)_\(meter)" { return true }
        return name.name == meter
    }
}
