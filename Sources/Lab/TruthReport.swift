internal import Boards
internal import Calendars
internal import JSON
internal import Quantities
internal import VirtualBoards

/// What really happened in virtual rooms, for another program: what nobody but the simulator can know.
struct TruthReport {
    let site: Site
    let from: Timestamp
    let to: Timestamp
    /// By zone.
    let truth: [ZoneTruth]

    /// One object, its zones in the order of the site file; energies in kWh, times in seconds.
    var json: JSON {
        .object([
            ("site", .string(site.group)), ("board", .string(site.id)), ("from", .string(from.iso8601)),
            ("to", .string(to.iso8601)),
            (
                "zones",
                .array(
                    zip(site.zones, truth).map { zone, truth in
                        .object([("zone", .string(zone.id))] + members(zone, truth))
                    })
            ),
        ])
    }

    private func members(_ zone: Site.Zone, _ truth: ZoneTruth) -> [(String, JSON)] {
        let metered = truth.pulses.flatMap { pulses in
            zone.meter.map { Double(pulses) / Double($0.pulsesPerKilowattHour) }
        }
        return [
            ("occupied_s", .number(truth.occupied.seconds)), ("lit_s", .number(truth.lit.seconds)),
            ("lit_occupied_s", .number(truth.litOccupied.seconds)),
            ("lit_vacant_s", .number(truth.litVacant.seconds)),
            ("dark_occupied_s", .number(truth.darkOccupied.seconds)),
            ("longest_dark_s", .number(truth.longestDark.seconds)), ("false_offs", .integer(Int64(truth.falseOffs))),
            ("changes", .integer(Int64(truth.changes))), ("lamp_kwh", .number(truth.energy.kilowattHours, places: 6)),
            ("pulses", truth.pulses.map { .integer($0) } ?? .null), ("metered_kwh", .number(metered, places: 6)),
            ("motions", .integer(Int64(truth.motions))), ("presses", .integer(Int64(truth.presses))),
            ("openings", .integer(Int64(truth.openings))), ("light_edges", .integer(Int64(truth.lightEdges))),
        ]
    }
}
