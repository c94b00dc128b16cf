internal import Boards
internal import JSON
internal import VirtualBoards

/// The people of a site's zones in figures: by zone, and those with desks together as the building's.
struct PeopleReport {
    /// What it says of a zone; `nil` where a zone has no such figure.
    struct Row {
        let zone: String
        let use: Site.Use
        let model: String
        let attendance: Attendance

        /// Minutes.
        var stay: Double? { attendance.hasDesks ? attendance.settledStay : mean(attendance.stays) }
        var absence: Double? { attendance.hasDesks ? attendance.settledAbsence : nil }
        /// Visits of a day, where people have no desks.
        var visits: Double? {
            attendance.hasDesks || attendance.workdays == 0
                ? nil : Double(attendance.stays.count) / Double(attendance.workdays)
        }
        /// Of days, by person.
        var awayShare: Double? {
            attendance.personDays > 0 ? Double(attendance.daysAway) / Double(attendance.personDays) : nil
        }
        var cleaning: Double? { mean(attendance.cleanings) }
        /// Of the morning's absences, those longer than their mean: 1/e where they are exponential.
        var longAbsences: Double? {
            guard let mean = mean(attendance.absences) else { return nil }
            return Double(attendance.absences.count { $0 > mean }) / Double(attendance.absences.count)
        }
        /// The most by which people at their desks differ from their profile in any hour, as a share of people.
        var profileError: Double? {
            attendance.expectedByHour.map { expected in
                zip(expected, attendance.peopleByHour).map { abs($0 - $1) }.reduce(0, max)
                    / Double(max(1, attendance.people))
            }
        }
        /// At an hour of the day, of those who belong there.
        func share(_ hour: Int) -> Double? {
            attendance.hasDesks && attendance.people > 0
                ? attendance.peopleByHour[hour] / Double(attendance.people) : nil
        }

        private func mean(_ values: [Double]) -> Double? {
            values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
    }

    let rows: [Row]

    init(_ site: Site, _ zones: [Attendance]) {
        rows = zip(site.zones, zones).map { zone, attendance in
            let model = zone.use.hasDesks ? (zone.simulation?.presence ?? .wang).rawValue : "visits"
            return Row(zone: zone.id, use: zone.use, model: model, attendance: attendance)
        }
    }

    /// At their desks in the whole building, on average, by hour of the day.
    var building: [Double] {
        rows.filter(\.attendance.hasDesks).reduce([Double](repeating: 0, count: 24)) { sum, row in
            zip(sum, row.attendance.peopleByHour).map { $0 + $1 }
        }
    }

    private var desks: Int { rows.filter(\.attendance.hasDesks).reduce(0) { $0 + $1.attendance.people } }

    var table: String {
        var table = TextTable(rows: [
            [
                "zone", "model", "people", "stay", "absence", "arrival", "", "", "departure", "", "", "away", "at 10",
                "at 12", "at 15", "at 19", "visits", "most", "cleaned",
            ],
            [
                "", "", "", "min", "min", "1/4", "1/2", "3/4", "1/4", "1/2", "3/4", "% days", "%", "%", "%", "%",
                "1/day",
                "", "min",
            ],
        ])
        table.rows += rows.map(\.cells)
        let people = building.enumerated().map { "\($0): \($1.fixed(1))" }.joined(separator: ", ")
        let days = rows.first?.attendance.workdays ?? 0
        return table.text + "\n\n\(days) workdays. Of \(desks) people with desks at them, by hour: \(people)."
    }

    var csv: String {
        let hours = (0..<24).map { "people_\($0)h" } + (0..<24).map { "use_\($0)h" }
        let names = rows.first?.figures.map(\.0) ?? []
        let lines = rows.map { row in
            ([row.zone, row.use.rawValue, row.model] + row.figures.map { $0.1.map { $0.fixed(4) } ?? "" }
                + (row.attendance.peopleByHour + row.attendance.useByHour).map { $0.fixed(4) })
                .joined(separator: ",")
        }
        return ([(["zone", "use", "model"] + names + hours).joined(separator: ",")] + lines).joined(separator: "\n")
    }

    var json: JSON {
        func list(_ values: [Double]) -> JSON { .array(values.map { .number($0, places: 4) }) }
        return .object([
            ("desks", .integer(Int64(desks))), ("at_desks_by_hour", list(building)),
            (
                "zones",
                .array(
                    rows.map { row in
                        .object(
                            [
                                ("zone", .string(row.zone)), ("use", .string(row.use.rawValue)),
                                ("model", .string(row.model)),
                            ] + row.figures.map { ($0.0, .number($0.1, places: 4)) } + [
                                ("people_by_hour", list(row.attendance.peopleByHour)),
                                ("use_by_hour", list(row.attendance.useByHour)),
                                ("expected_by_hour", row.attendance.expectedByHour.map(list) ?? .null),
                            ])
                    })
            ),
        ])
    }
}

extension PeopleReport.Row {
    /// Figures by names that stay; minutes, but for shares and counts.
    fileprivate var figures: [(String, Double?)] {
        [
            ("people", Double(attendance.people)), ("workdays", Double(attendance.workdays)), ("stay_min", stay),
            ("absence_min", absence), ("long_absences", longAbsences), ("days_away", awayShare),
            ("visits_per_day", visits),
            ("profile_error", profileError), ("most", Double(attendance.most)),
            ("cleanings", Double(attendance.cleanings.count)),
            ("cleaning_min", cleaning),
        ]
            + [("arrival", attendance.arrivals), ("departure", attendance.departures)].flatMap { name, moments in
                zip(["q1", "median", "q3"], quartiles(moments)).map { ("\(name)_\($0)", $1) }
            }
    }

    fileprivate var cells: [String] {
        func percent(_ share: Double?) -> String { share.map { ($0 * 100).fixed(0) } ?? "–" }
        func clock(_ minute: Double?) -> String {
            minute.map { "\(Int($0) / 60):" + (Int($0) % 60 < 10 ? "0" : "") + "\(Int($0) % 60)" } ?? "–"
        }
        return [
            zone, model, "\(attendance.people)", stay.map { $0.fixed(1) } ?? "–", absence.map { $0.fixed(1) } ?? "–",
        ]
            + quartiles(attendance.arrivals).map(clock) + quartiles(attendance.departures).map(clock) + [
                awayShare.map { ($0 * 100).fixed(1) } ?? "–", percent(share(10)), percent(share(12)),
                percent(share(15)),
                percent(share(19)), visits.map { $0.fixed(1) } ?? "–", "\(attendance.most)",
                cleaning.map { $0.fixed(1) } ?? "–",
            ]
    }

    /// Minutes of the day.
    private func quartiles(_ values: [Double]) -> [Double?] {
        let sorted = values.sorted()
        return [1, 2, 3].map { sorted.isEmpty ? nil : sorted[(sorted.count - 1) * $0 / 4] }
    }
}
