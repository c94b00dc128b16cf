internal import Astronomy
public import Boards
internal import Calendars
internal import Quantities
public import Simulation
internal import WeatherFiles
public import YAML

extension Site {
    /// The typical year that the site names, read; `nil` where it names none.
    ///
    /// - Parameter file: the site file, beside which the weather file is looked for.
    /// - Throws: what is wrong with it, at its place in the site file; one from elsewhere too.
    public func typicalYear(beside file: String) throws(Problems) -> TypicalYear? {
        guard let weather = place.weather, let path = weatherPath(beside: file) else { return nil }
        do throws(WeatherRefused) {
            return try typicalYear(reading: path)
        } catch {
            throw Problems(error.lines.map { Problem(file: file, at: weather.mark, "weather: \($0)") })
        }
    }

    /// Where the weather file is that the site names; `nil` where it names none.
    ///
    /// - Parameter file: the site file.
    public func weatherPath(beside file: String) -> String? {
        guard let path = place.weather?.path, !path.hasPrefix("/") else { return place.weather?.path }
        return (file.lastIndex(of: "/").map { String(file[...$0]) } ?? "") + path
    }

    /// A weather file read for this site. A table (CSV), which does not say where it is from, is taken to be from here.
    ///
    /// - Throws: what is wrong with it; it is from elsewhere too, more than 1° from here.
    public func typicalYear(reading path: String) throws(WeatherRefused) -> TypicalYear {
        // The smaller offset of winter and summer is the standard time, but for Ireland and Morocco by the letter.
        let offset =
            [Int64(1_767_225_600_000), 1_782_864_000_000].map {
                place.timezone.offset(at: Timestamp(milliseconds: $0))
            }.min() ?? .zero
        let year: TypicalYear
        do throws(WeatherProblems) {
            year = try TypicalYear(
                weatherFile: path, at: WeatherStation(place: place.onEarth, utcOffset: offset))
        } catch {
            throw WeatherRefused(lines: error.description.split(separator: "\n").map(String.init))
        }
        let (latitude, longitude) = (year.place.latitude.degrees, year.place.longitude.degrees)
        let east = (longitude - place.longitude).remainder(dividingBy: 360)
        guard abs(latitude - place.latitude) <= 1, abs(east) <= 1 else {
            throw WeatherRefused(lines: [
                "\(path) is of \(year.name) at \(Site.written(latitude))°, \(Site.written(longitude))°, and the site "
                    + "\(id) at \(Site.written(place.latitude))°, \(Site.written(place.longitude))°: more than 1° "
                    + "apart; take a file of the site's own place, or correct the place"
            ])
        }
        return year
    }

    /// With two decimals.
    private static func written(_ degrees: Double) -> String {
        let hundredths = Int((degrees.magnitude * 100).rounded())
        let rest = hundredths % 100
        return "\(degrees < 0 && hundredths > 0 ? "-" : "")\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}

/// Why a weather file is not used, a sentence each.
public struct WeatherRefused: Error, Hashable, CustomStringConvertible {
    public let lines: [String]
    public var description: String { lines.joined(separator: "\n") }
}
