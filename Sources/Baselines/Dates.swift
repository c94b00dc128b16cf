public import Calendars

/// Local days that figures are about: the first belongs to them, the end does not.
public struct Dates: Hashable, Sendable, CustomStringConvertible {
    public let from: CivilDate
    public let to: CivilDate

    /// - Returns: `nil` unless `from` lies before `to`.
    public init?(from: CivilDate, to: CivilDate) {
        guard from < to else { return nil }
        (self.from, self.to) = (from, to)
    }

    /// Always above zero.
    public var count: Int { to.daysSinceEpoch - from.daysSinceEpoch }

    public func contains(_ date: CivilDate) -> Bool { from <= date && date < to }

    /// As ISO 8601 writes an interval.
    public var description: String { "\(from)/\(to)" }
}
