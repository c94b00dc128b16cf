import Activities
import Calendars
import Imports
import Quantities
import Testing
import YAML

extension TimeZone {
    static let zurich = (try? TimeZone(named: "Europe/Zurich")) ?? .utc
}

/// Reads a table of the sites `geneva` and `vienna`, both on the clock of Zurich.
func read(_ kind: String, _ text: String, map: String? = nil) throws -> Delivery {
    let template = try #require(Template.named(kind))
    return try Sheet.read(
        Array(text.utf8), file: "a.csv", as: template, sites: ["geneva": .zurich, "vienna": .zurich],
        map: map.map { try MeterMap(parsing: Array($0.utf8), file: "map.yaml") })
}

/// What is wrong with it, a line each.
func problems(_ kind: String, _ text: String, map: String? = nil) throws -> [String] {
    do {
        _ = try read(kind, text, map: map)
        return []
    } catch let problems as Problems {
        return problems.list.map(\.description)
    }
}

extension Timestamp {
    static func at(_ text: String) -> Timestamp { (try? Timestamp(iso8601: text)) ?? Timestamp(milliseconds: 0) }
}
