public import ArgumentParser
internal import Astronomy
internal import Calendars
internal import Quantities

/// `lightwell-lab sun`: where the sun stands over a place, and when it rises and sets.
public struct SunCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "sun", abstract: "Print where the sun stands over a place, step by step.",
        discussion: """
            Times are UTC. Altitude (above the horizon, of the centre, without refraction) and azimuth (clockwise from \
            north) are in degrees. Sunrise and sunset are those of the solar day that the moment is nearest to: the \
            upper edge, with refraction; empty where the sun does not rise or set.
            """)

    @Option(parsing: .unconditional, help: "Degrees, north positive: -90 to 90.") var latitude: Double
    @Option(parsing: .unconditional, help: "Degrees, east positive: -180 to 180.") var longitude: Double
    @Option(help: "First moment, such as 2026-06-01 or 2026-06-01T12:00:00Z.") var from: String
    @Option(parsing: .unconditional, help: "How many days, 1 to 36600.") var days: Int = 1
    @Option(parsing: .unconditional, help: "Minutes from one moment to the next, 1 to 1440.") var step: Int = 60
    @Option(help: "table or csv.") var format: Format = .table

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv }

    public init() {}

    public func validate() throws {
        if Place(latitude: .degrees(latitude), longitude: .degrees(longitude)) == nil {
            throw ValidationError(
                "there is no place at latitude \(latitude), longitude \(longitude): they are -90 to 90 and -180 to 180")
        }
        if !(1...36_600).contains(days) { throw ValidationError("--days \(days) is not within 1 to 36600") }
        if !(1...1_440).contains(step) { throw ValidationError("--step \(step) is not within 1 to 1440 minutes") }
    }

    public func run() throws {
        let place = Place(latitude: .degrees(latitude), longitude: .degrees(longitude)) ?? .origin
        let start = try Timestamp(iso8601: from)
        let count = days * 1_440 / step
        let header = ["time", "altitude_deg", "azimuth_deg", "sunrise", "sunset"]
        var table = TextTable(rows: [header])
        if format == .csv { print(header.joined(separator: ",")) }
        for number in 0..<count {
            let time = start + .minutes(Int64(number * step))
            let (sun, day) = (Sun(at: time, from: place), SolarDay(nearest: time, at: place))
            let row = [
                time.iso8601, sun.altitude.degrees.fixed(4), sun.azimuth.degrees.fixed(4), day.sunrise?.iso8601 ?? "",
                day.sunset?.iso8601 ?? "",
            ]
            if format == .csv { print(row.joined(separator: ",")) } else { table.rows.append(row) }
        }
        if format == .table { print(table.text) }
    }
}
