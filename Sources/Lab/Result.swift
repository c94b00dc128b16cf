internal import Calendars
internal import JSON
internal import Quantities
internal import Records

/// What a board's own counters say at the end of a run.
struct Result {
    let group: String
    let board: String
    let journal: String
    let from: Timestamp
    let to: Timestamp
    let totals: [(zone: String, totals: Totals)]
    /// `nil`: nothing was broken by script.
    var faults: FaultTable? = nil

    /// One object, its zones in the order of the site file; energies in kWh, times in seconds.
    var json: JSON {
        .object(
            [
                ("site", .string(group)), ("board", .string(board)), ("journal", .string(journal)),
                ("from", .string(from.iso8601)), ("to", .string(to.iso8601)),
                (
                    "zones",
                    .array(
                        totals.map { zone, totals in
                            .object([("zone", .string(zone))] + Total.allCases.map { ($0.key, $0.value(totals)) })
                        })
                ),
            ] + (faults.map { [("faults", $0.json)] } ?? []))
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
        return "\(group)/\(board), \(from.iso8601) to \(to.iso8601)\n" + TextTable(rows: [head] + rows).text
            + (faults.map { "\n\n" + $0.text } ?? "")
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

    fileprivate func value(_ totals: Totals) -> JSON {
        switch unit {
        case .time: .number(Double(totals[self]) / 1_000)
        case .energy: .number(Double(totals[self]) / 1_000_000)
        case .count: .integer(totals[self])
        }
    }
}
