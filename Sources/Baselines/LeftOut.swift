public import Calendars

/// A stretch of time that a model or a saving does without, and why: told, never dropped in silence.
public struct LeftOut: Hashable, Sendable, CustomStringConvertible {
    public enum Reason: String, CaseIterable, Hashable, Sendable {
        case noEnergy = "no whole energy reading"
        case noWeather = "no weather"
        case noOccupancy = "no occupancy"
    }

    public let date: CivilDate
    /// Hours left out of that day; `nil`: all of it, as a day.
    public let hours: Int?
    public let reason: Reason
    /// How much of the time was covered by what lacks, 0 to 1.
    public let coverage: Double

    public init(_ date: CivilDate, hours: Int? = nil, _ reason: Reason, coverage: Double) {
        (self.date, self.hours, self.reason, self.coverage) = (date, hours, reason, coverage)
    }

    /// `2026-03-29: no weather (42 % covered)`.
    public var description: String {
        let span = hours.map { " (\($0) h)" } ?? ""
        return "\(date)\(span): \(reason.rawValue) (\(Int((coverage * 100).rounded(.down))) % covered)"
    }
}
