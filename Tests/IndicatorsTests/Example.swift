import Calendars
import Indicators
import Quantities
import Testing

/// Thirty days of a metered office and an unmetered corridor in Geneva, and of a lobby in
/// Nairobi that never reported. The numbers are made for arithmetic by hand: the office's
/// baseline is 2 W/m² all year, which over 720 h and 50 m² is 72 kWh.
enum Example {
    static func june() throws -> Period {
        let from = try Timestamp(iso8601: "2026-06-01")
        return try #require(Period(from: from, to: from + .days(30)))
    }

    static func estate() throws -> Estate {
        Estate(
            id: "demo",
            sites: [
                Estate.Site(id: "geneva", factor: try lifeCycle(), zones: [try office(), corridor]),
                Estate.Site(id: "nairobi", factor: try direct(), zones: [lobby]),
            ])
    }

    static func office() throws -> Estate.Zone {
        Estate.Zone(
            id: "office-south", area: SquareMetres(50), baseline: try twoWatts(),
            use: ZoneUse(
                observed: .hours(720), occupied: .hours(160), lit: .hours(150), litVacant: .hours(20),
                darkOccupied: .minutes(12), lampEnergy: Watts(400) * .hours(150),
                litVacantEnergy: Watts(400) * .hours(20), meteredEnergy: Watts(420) * .hours(150), switchings: 300,
                falseOffs: 2, presses: 5))
    }

    static let corridor = Estate.Zone(
        id: "corridor", area: SquareMetres(30),
        use: ZoneUse(
            observed: .hours(648), blind: .hours(72), occupied: .hours(90), lit: .hours(100), litVacant: .hours(30),
            lampEnergy: Watts(120) * .hours(100), litVacantEnergy: Watts(120) * .hours(30), switchings: 900,
            interpolated: .hours(24)))

    static let lobby = Estate.Zone(id: "lobby", area: SquareMetres(20))

    static func twoWatts() throws -> Baseline {
        try #require(Baseline(kilowattHoursPerSquareMetreYear: 17.532, source: "meter survey", period: "2024"))
    }

    static func lifeCycle() throws -> Factor {
        try #require(
            Factor(
                gramsCO2ePerKilowattHour: 40, source: "invented", year: 2025, method: .location, margin: .average,
                content: .lifeCycle, point: .consumption))
    }

    static func direct() throws -> Factor {
        try #require(
            Factor(
                gramsCO2ePerKilowattHour: 100, source: "made up", year: 2024, method: .location, margin: .average,
                content: .direct, point: .generation))
    }
}

extension [Figure] {
    /// The figure of `indicator` about the scope with this identifier.
    func about(_ id: String, _ indicator: Indicator) throws -> Figure {
        try #require(first { $0.id == id && $0.indicator == indicator.key })
    }
}

/// Equal but for the rounding of sums.
func isClose(_ a: Double?, _ b: Double?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))
}
