internal import Boards
internal import Calendars
internal import Quantities
internal import Records

/// What a board's own counters say at the end of a run.
struct Result {
    let site: Site
    let journal: String
    let from: Timestamp
    let to: Timestamp
    let totals: [(zone: String, totals: Totals)]

    /// One object, its zones in the order of the site file; energies in kWh, times in seconds.
    var json: String {
        let zones = totals.map { zone, totals in
            let values = Total.allCases.map { "\"\($0.key)\": \($0.value(totals))" }
            return "    {\"zone\": \"\(zone)\", \(values.joined(separator: ", "))}"
        }
        return """
            {
              "site": "\(site.group)", "board": "\(site.id)", "journal": "\(journal)",
              "from": "\(from.iso8601)", "to": "\(to.iso8601)",
              "zones": [
            \(zones.joined(separator: ",\n"))
              ]
            }

            """
    }

    /// For a person: a line per zone.
    var table: String {
        let head = ["zone", "kWh", "occupied h", "lit h", "lit vacant h", "dark occ. min", "false offs", "switchings"]
        let rows = totals.map { zone, totals in
            [
                zone, (Double(totals[.lampEnergy]) / 1e6).fixed(2), (Double(totals[.occupiedTime]) / 3.6e6).fixed(1),
                (Double(totals[.litTime]) / 3.6e6).fixed(1), (Double(totals[.litVacantTime]) / 3.6e6).fixed(1),
                (Double(totals[.darkOccupiedTime]) / 6e4).fixed(1), "\(totals[.falseOffs])", "\(totals[.switchings])",
            ]
        }
        return "\(site.group)/\(site.id), \(from.iso8601) to \(to.iso8601)\n" + TextTable(rows: [head] + rows).text
    }
}

extension Total {
    fileprivate var key: String {
        switch self {
        case .observedTime: "observed_s"
        case .blindTime: "blind_s"
        case .occupiedTime: "occupied_s"
        case .litTime: "lit_s"
        case .litVacantTime: "lit_vacant_s"
        case .darkOccupiedTime: "dark_occupied_s"
        case .lampEnergy: "lamp_kwh"
        case .litVacantEnergy: "lit_vacant_kwh"
        case .meteredEnergy: "metered_kwh"
        case .switchings: "switchings"
        case .falseOffs: "false_offs"
        case .presses: "presses"
        case .meteredTime: "metered_s"
        }
    }

    fileprivate func value(_ totals: Totals) -> String {
        switch unit {
        case .time: "\(Double(totals[self]) / 1_000)"
        case .energy: "\(Double(totals[self]) / 1_000_000)"
        case .count: "\(totals[self])"
        }
    }
}
